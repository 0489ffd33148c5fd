import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const src = resolve(import.meta.dirname, '../src')

/** Lowest first. A feature may import lower ones only, and only through their index.ts (or the shapes in api.ts). */
const ranks = [
  'instance',
  'blocklists',
  'measures',
  'visibility',
  'accounts',
  'auth',
  'oauth',
  'follows',
  'blocks',
  'media',
  'links',
  'polls',
  'threads',
  'filters',
  'statuses',
  'interactions',
  'timelines',
  'markers',
  'preferences',
  'notifications',
  'announcements',
  'scheduled',
  'drafts',
  'communities',
  'moderation',
  'archives',
  'sites',
  'feeds',
  'articles',
  'syndication',
  'imports',
  'events',
  'search',
  'trends',
  'scams',
  'heat',
  'readiness',
  'transparency',
  'health',
  'briefings',
  'questions',
  'outcomes',
  'proceedings',
  'profiles',
  'settings',
  'admin',
]

/** What each room outside the features may import. */
const rooms: Record<string, string[]> = {
  lib: ['lib'],
  db: ['db', 'lib', 'errors', 'context', 'config'],
  net: ['net', 'lib', 'db', 'errors', 'context', 'config'],
  storage: ['storage', 'lib', 'errors'],
  jobs: ['jobs', 'db', 'lib', 'errors', 'context', 'feature'],
  http: ['http', 'db', 'lib', 'net', 'jobs', 'errors', 'context', 'config', 'ui'],
  federation: ['federation', 'http', 'db', 'lib', 'net', 'jobs', 'storage', 'errors', 'context', 'config'],
  ui: ['ui', 'lib', 'http', 'errors', 'context', 'config'],
}

/** Who writes which tables (features, or rooms of the platform). Everybody may read them all. */
const owners: Record<string, string[]> = {
  instance: ['settings', 'rules', 'network_texts'],
  blocklists: [
    'domain_blocks',
    'domain_allows',
    'link_domain_blocks',
    'email_domain_blocks',
    'email_domain_attempts',
    'ip_blocks',
    'media_hash_blocks',
  ],
  measures: ['measures', 'measure_refusals', 'measure_shifts', 'measure_updates', 'measure_labels'],
  accounts: ['accounts', 'account_counts'],
  auth: [
    'users',
    'sessions',
    'invites',
    'passkeys',
    'recovery_codes',
    'one_time_tokens',
    'oauth_tokens',
    'active_months',
  ],
  oauth: ['oauth_apps', 'oauth_grants'],
  follows: ['follows', 'follow_requests', 'account_notes'],
  blocks: ['blocks', 'mutes', 'account_domain_blocks'],
  media: ['media'],
  links: ['links', 'status_links'],
  polls: ['polls', 'poll_votes'],
  filters: ['filters', 'filter_keywords', 'filter_statuses'],
  threads: ['threads', 'thread_readers', 'thread_notes'],
  communities: [
    'communities',
    'community_roles',
    'community_mutes',
    'community_invites',
    'community_rule_versions',
    'community_rules',
    'community_sections',
    'community_past_decisions',
    'community_wiki_pages',
    'community_wiki_revisions',
  ],
  statuses: [
    'statuses',
    'status_counts',
    'status_edits',
    'status_mentions',
    'tags',
    'status_tags',
    'status_media_index',
    'idempotency_keys',
    'purged_posts',
    'newcomer_posts',
  ],
  interactions: ['favourites', 'bookmarks', 'pins', 'thread_mutes'],
  timelines: ['home_entries'],
  markers: ['markers'],
  notifications: ['notifications'],
  announcements: ['announcements', 'announcement_reads', 'announcement_reactions'],
  scheduled: ['scheduled_statuses'],
  drafts: ['drafts'],
  moderation: [
    'cases',
    'reports',
    'case_notes',
    'decisions',
    'appeals',
    'appeal_messages',
    'moderation_log',
    'watch_marks',
    'trusted_flaggers',
    'decision_audits',
  ],
  sites: ['sites', 'site_staff', 'site_sections', 'site_series'],
  articles: [
    'articles',
    'article_authors',
    'article_media',
    'article_revisions',
    'article_corrections',
    'article_redirects',
    'held_comments',
  ],
  imports: ['site_imports', 'site_import_notes', 'site_import_pictures', 'imported_comments'],
  feeds: ['outside_feeds', 'outside_items'],
  trends: ['trend_tags', 'trend_statuses', 'trend_links'],
  events: [
    'events',
    'event_occurrences',
    'event_changes',
    'event_rsvps',
    'event_reminders',
    'event_calendars',
  ],
  search: ['search_documents', 'search_blocks', 'search_progress'],
  scams: ['scam_entries', 'scam_evidence', 'scam_disputes'],
  transparency: [
    'authority_requests',
    'right_uses',
    'frozen_figures',
    'period_reports',
    'report_invites',
    'incidents',
    'heartbeat',
    'data_requests',
  ],
  heat: ['heat_minutes', 'heat_hours', 'heat_progress'],
  readiness: [
    'readiness_plans',
    'readiness_thresholds',
    'readiness_tasks',
    'readiness_people',
    'readiness_sources',
    'readiness_changes',
    'measure_reviews',
  ],
  briefings: [
    'briefing_series',
    'briefing_roles',
    'briefings',
    'briefing_steps',
    'briefing_participants',
    'agenda_items',
    'speeches',
    'minutes_parts',
    'minutes_revisions',
    'briefing_corrections',
    'briefing_reports',
  ],
  questions: ['briefing_questions', 'briefing_votes', 'briefing_opinions'],
  outcomes: [
    'findings',
    'solutions',
    'dissents',
    'action_items',
    'action_updates',
    'concerns',
    'concern_notes',
    'commitments',
  ],
  proceedings: ['briefing_publications'],
  net: ['dev_mails', 'host_turns'],
  db: ['schema_migrations'],
}

/** These make up a past or put one back, and are no part of the running town. */
const historians = ['demo', 'cli']

function files(folder: string, kind = /(?<!\.test)\.tsx?$/): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return files(path, kind)
    return kind.test(name) ? [path] : []
  })
}

interface Import {
  from: string
  to: string
  typeOnly: boolean
}

const imports: Import[] = files(src).flatMap((file) => {
  const text = readFileSync(file, 'utf8')
  const found = [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?['"](\.[^'"]+)['"]|import\(\s*['"](\.[^'"]+)['"]\s*\)/g,
    ),
  ]
  return found.map((match) => ({
    from: relative(src, file),
    to: relative(src, resolve(dirname(file), (match[2] ?? match[3])!)),
    typeOnly: match[1] !== undefined,
  }))
})

const room = (path: string): string => path.split('/')[0]!.replace(/\.tsx?$/, '')
const feature = (path: string): string | null => /^features\/([^/]+)\//.exec(path)?.[1] ?? null
const show = (list: Import[]): string[] => list.map((item) => `${item.from} -> ${item.to}`)

describe('who may import whom', () => {
  it('finds imports at all', () => {
    expect(imports.length).toBeGreaterThan(100)
  })

  it('ranks every feature', () => {
    expect(readdirSync(join(src, 'features')).filter((name) => !ranks.includes(name))).toEqual([])
  })

  it('lets rooms import only the rooms below them', () => {
    const wrong = imports.filter((item) => {
      const allowed = rooms[room(item.from)]
      return allowed && !allowed.includes(room(item.to)) && !item.typeOnly
    })
    expect(show(wrong)).toEqual([])
  })

  it('lets a feature import only lower-ranked features', () => {
    const wrong = imports.filter((item) => {
      const [from, to] = [feature(item.from), feature(item.to)]
      if (!from || !to || from === to) return false
      return ranks.indexOf(to) >= ranks.indexOf(from) && !item.typeOnly
    })
    expect(show(wrong)).toEqual([])
  })

  it('lets a feature be entered only by its door', () => {
    const wrong = imports.filter((item) => {
      const [from, to] = [feature(item.from), feature(item.to)]
      if (!to || from === to || !from) return false
      return !/^features\/[^/]+\/(index\.tsx?|api\.ts)$/.test(item.to)
    })
    expect(show(wrong)).toEqual([])
  })

  it('keeps every file under 400 lines, styles and tests too', () => {
    const long = files(src, /\.(tsx?|css)$/).filter(
      (file) => readFileSync(file, 'utf8').split('\n').length > 400,
    )
    expect(long.map((file) => relative(src, file))).toEqual([])
  })
})

interface Write {
  file: string
  table: string
}

/** The tables that a source writes. A name put in at run time stands for every table named in that file. */
function writesOf(source: string, tables: string[]): string[] {
  const statements =
    /\b(?:insert\s+into|delete\s+from|merge\s+into|truncate(?:\s+table)?|(?<!\bdo\s)update(?=\s+\S+(?:\s+(?:as\s+)?\w+)?\s+set\b))\s+(?:only\s+)?(\w+|\$\{)/gi
  return [...source.matchAll(statements)].flatMap((match) =>
    match[1] === '${' ? tables.filter((table) => source.includes(`'${table}'`)) : [match[1]!],
  )
}

describe('who writes which table', () => {
  const schema = readFileSync(resolve(src, '../migrations/schema.sql'), 'utf8')
  const tables = [...schema.matchAll(/^create table (?:public\.)?(\w+)/gim)].map((match) => match[1]!)
  const writes: Write[] = files(src).flatMap((file) =>
    writesOf(readFileSync(file, 'utf8'), tables)
      .filter((table) => tables.includes(table))
      .map((table) => ({ file: relative(src, file), table })),
  )
  const owned = new Map(
    Object.entries(owners).flatMap(([owner, list]) => list.map((table) => [table, owner])),
  )
  const tell = (list: Write[]) => list.map(({ file, table }) => `${file} writes ${table}`)

  it('sees every way of writing', () => {
    const found = (source: string) => writesOf(source, ['follows', 'blocks'])
    expect(found('insert into media (id)')).toEqual(['media'])
    expect(found('with x as (delete from media m using y)')).toEqual(['media'])
    expect(found('update media m set a = 1')).toEqual(['media'])
    expect(found('on conflict (id) do update set a = 1')).toEqual([])
    expect(found('select 1 from media for update')).toEqual([])
    expect(found("table: 'follows' ... insert into ${db(table)} as f")).toEqual(['follows'])
  })

  it('gives every table one owner', () => {
    expect(tables.length).toBeGreaterThan(30)
    expect(tables.filter((table) => !owned.has(table))).toEqual([])
    expect(
      [...owned.keys()].filter((table) => !tables.includes(table) && table !== 'schema_migrations'),
    ).toEqual([])
  })

  it('lets only the owner write a table', () => {
    const wrong = writes.filter(({ file, table }) => {
      const writer = feature(file) ?? room(file)
      return owned.get(table) !== writer && !historians.includes(writer)
    })
    expect(tell(wrong)).toEqual([])
  })

  it('keeps the writes of a feature in its sql.ts', () => {
    const wrong = writes.filter(({ file }) => {
      const name = feature(file)
      if (!name || /(^|[/-])sql\.ts$/.test(file)) return false
      // A small feature may be one file.
      return files(join(src, 'features', name)).length > 1
    })
    expect(tell(wrong)).toEqual([])
  })
})
