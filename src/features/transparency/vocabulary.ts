/**
 * The words of a period report in the open format `xom-report/1` (docs/period-report.md): few enough that a network that is
 * no Xóm can fill them. Each is of one kind, and comes from one of our own figures.
 */
export type Kind = 'count' | 'share' | 'index' | 'hours' | 'days' | 'minutes'

export interface Word {
  kind: Kind
  section: string
  /** Of our figures. */
  from: string
  n?: string
  /** Durations only; their value is the median. */
  p90?: string
}

const count = (section: string, from: string): Word => ({ kind: 'count', section, from })
const share = (section: string, from: string, n?: string): Word => ({
  kind: 'share',
  section,
  from,
  ...(n ? { n } : {}),
})
const time = (section: string, kind: 'hours' | 'days', base: string, n = `${base}.count`): Word => ({
  kind,
  section,
  from: `${base}.median_${kind}`,
  n,
  p90: `${base}.p90_${kind}`,
})

export const vocabulary = {
  active_accounts: count('activity', 'active.accounts'),
  items_published: count('activity', 'items'),
  reports_received: count('reports', 'reports.received'),
  reporters: count('reports', 'reports.reporters'),
  cases_opened: count('outcomes', 'outcomes.cases'),
  cases_decided: count('outcomes', 'time.opened.count'),
  cases_open: count('outcomes', 'outcomes.open'),
  action_rules: count('outcomes', 'outcomes.rules'),
  action_law: count('outcomes', 'outcomes.law'),
  no_action: count('outcomes', 'outcomes.no_action'),
  duplicate: count('outcomes', 'outcomes.duplicate'),
  withdrawn: count('outcomes', 'outcomes.withdrawn'),
  time_to_action_hours: time('time', 'hours', 'time.decided'),
  within_24h_share: share('time', 'bands.24h_share', 'bands.24h.count'),
  within_48h_share: share('time', 'bands.48h_share', 'bands.48h.count'),
  within_7d_share: share('time', 'bands.7d_share', 'bands.7d.count'),
  waiting_cases: count('open', 'open.cases'),
  oldest_open_days: { kind: 'days', section: 'open', from: 'open.oldest_days' },
  restrictive_decisions: count('proactive', 'proactive.decisions'),
  proactive_share: share('proactive', 'proactive.share', 'proactive.decisions'),
  automated_share: share('proactive', 'automated_share', 'proactive.decisions'),
  reasons_given_share: share('reasons', 'reasons_share', 'reasons.decisions'),
  self_corrections: count('reasons', 'corrections'),
  audit_error_share: share('reasons', 'audit.error_share', 'audit.judged'),
  appeals_filed: count('appeals', 'appeals.filed'),
  appeals_decided: count('appeals', 'appeals.decided'),
  appeals_overturned: count('appeals', 'appeals.overturned'),
  appeal_hours: time('appeals', 'hours', 'appeals', 'appeals.decided'),
  authority_requests: count('authority', 'authority.received'),
  authority_closed: count('authority', 'authority.closed'),
  authority_complied_share: share('authority', 'authority.complied_share', 'authority.closed'),
  scam_reports: count('scams', 'scams.reports'),
  scams_confirmed: count('scams', 'scams.confirmed'),
  scam_warning_hours: time('scams', 'hours', 'scams.warning'),
  data_requests: count('rights', 'rights.received'),
  data_requests_done: count('rights', 'rights.finished'),
  data_requests_overdue: count('rights', 'rights.asked.overdue'),
  moderators: count('deciders', 'capacity.moderators'),
  newcomers: count('newcomers', 'newcomers.first_posts'),
  newcomers_answered_share: share('newcomers', 'newcomers.answered_share', 'newcomers.answered.count'),
  first_reply_hours: time('newcomers', 'hours', 'newcomers.first_reply'),
  newcomers_retained_share: share('newcomers', 'newcomers.retained_share', 'newcomers.retained.count'),
  posts_gini: {
    kind: 'index',
    section: 'concentration',
    from: 'concentration.gini',
    n: 'concentration.present',
  },
  cross_replies_share: share('concentration', 'concentration.cross_share', 'concentration.replies'),
  actions_opened: count('follow', 'follow.opened'),
  actions_closed: count('follow', 'follow.closed'),
  actions_overdue: count('follow', 'follow.overdue'),
  outages: count('incidents', 'incidents.outages'),
  outage_minutes: { kind: 'minutes', section: 'incidents', from: 'incidents.outage_minutes' },
  breaches: count('incidents', 'incidents.breaches'),
  breach_notice_hours: time('incidents', 'hours', 'incidents.told'),
} satisfies Record<string, Word>

export type Name = keyof typeof vocabulary
export const names = Object.keys(vocabulary) as Name[]
export const wordOf = (name: Name): Word => vocabulary[name]

/** A part never exceeds its whole: the first of each pair is at most the second. */
export const within: [part: Name, whole: Name][] = [
  ['cases_opened', 'reports_received'],
  ['cases_decided', 'cases_opened'],
  ['cases_open', 'cases_opened'],
  ['action_rules', 'cases_decided'],
  ['action_law', 'cases_decided'],
  ['no_action', 'cases_decided'],
  ['duplicate', 'reports_received'],
  ['reporters', 'reports_received'],
  ['appeals_overturned', 'appeals_decided'],
  ['scam_reports', 'reports_received'],
  ['moderators', 'active_accounts'],
]
