import { z } from 'zod'
import { Account } from '../accounts/api.ts'
import { grounds, measures, outcomes, sources, states } from './api.ts'

const recorded = z.enum([...measures, 'reversal'])
const date = z.string().nullable()

/** A statement of reasons, fields after the transparency database of the DSA. Dates are ISO 8601. */
export const Statement = z.object({
  id: z.string(),
  url: z.string(),
  measure: recorded,
  decision_visibility: z.string().nullable(),
  decision_account: z.string().nullable(),
  decision_community: z.string().nullable(),
  /** On what comes in: servers, links, files, e-mail providers, ranges of addresses. */
  decision_other: z.string().nullable(),
  reverses: z.string().nullable(),
  reversed_by: z.string().nullable(),
  /** The stricter one whose place it took after an appeal granted in part, and the other way round. */
  replaces: z.string().nullable(),
  replaced_by: z.string().nullable(),
  /** Who decided, by role: somebody of the community's team, or of the network's. */
  decider_role: z.enum(['community', 'network']),
  ground: z.enum(grounds),
  cited: z.string(),
  category: z.string(),
  content_type: z.string(),
  content_language: z.string().nullable(),
  content_date: date,
  application_date: z.string(),
  end_date: date,
  ended_at: date,
  source: z.enum(sources),
  automated_detection: z.boolean(),
  automated_decision: z.string(),
  facts: z.string(),
  community: z.string().nullable(),
  /** What is not an account or a post: a server, a link's domain, a hash. Blackened where it names somebody's line. */
  target: z.string().nullable(),
  /** The moderator had a part in it, and nobody else could decide. */
  conflict: z.enum(['party', 'reporter']).nullable(),
  /** In the register of what authorities asked for. */
  authority_request_id: z.string().nullable(),
  /** What came of the appeal; null when there was none. */
  appeal: z
    .object({
      opened_at: z.string(),
      outcome: z.enum(outcomes).nullable(),
      reasons: z.string(),
      judged_at: date,
    })
    .nullable(),
})
export type Statement = z.infer<typeof Statement>

/** The same as who decided gets it: with the number under which it can be taken back. */
export const Decision = Statement.extend({ decision_id: z.string() })

export const Appeal = z.object({
  /** Why none can be opened (now); null when one can. */
  refusal: z.string().nullable(),
  until: z.string(),
  opened_at: date,
  outcome: z.enum(outcomes).nullable(),
  reasons: z.string(),
  /** Nobody is there who could judge it. */
  waits: z.boolean(),
  judged_at: date,
  messages: z.array(
    z.object({
      id: z.string(),
      from: z.enum(['moderators', 'person']),
      text: z.string(),
      created_at: z.string(),
    }),
  ),
})

/** The person concerned reads it with who decided and the dialogue of her appeal; for others it is redacted. */
export const OwnStatement = Statement.extend({ decider: z.string(), appeal: Appeal })

export const Case = z.object({
  id: z.string(),
  state: z.enum(states),
  category: z.string(),
  urgency: z.int(),
  source: z.enum(sources),
  flagged: z.boolean(),
  authority_request_id: z.string().nullable(),
  /** What it is about when that is no account and no post: 'link:example.com'. */
  target: z.string().nullable(),
  community_id: z.string().nullable(),
  status_id: z.string().nullable(),
  account: Account.nullable(),
  assignee: Account.nullable(),
  content: z.record(z.string(), z.unknown()),
  reports: z.int(),
  reporters: z.int(),
  young_reporters: z.int(),
  opened_at: z.string(),
  decided_at: date,
})
export type Case = z.infer<typeof Case>

export const CaseList = z.object({ cases: z.array(Case), next: z.string().nullable() })

/** With everything that the page of a case shows. */
export const WholeCase = Case.extend({
  conflict: z.enum(['concerned', 'party', 'reporter']).nullable(),
  /** She may decide all the same; it will be said. */
  disclosed: z.enum(['party', 'reporter']).nullable(),
  report_list: z.array(z.record(z.string(), z.unknown())),
  notes: z.array(z.record(z.string(), z.unknown())),
  decisions: z.array(Decision.extend({ decided_by: z.string() })),
  appeals: z.array(z.record(z.string(), z.unknown())),
})

export const LogLine = z.object({
  id: z.string(),
  act: z.string(),
  case_id: z.string().nullable(),
  decision_id: z.string().nullable(),
  community_id: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
  created_at: z.string(),
  actor: z.string().nullable(),
  target: z.string().nullable(),
  community: z.string().nullable(),
})

export const Decided = z.object({ decided: z.int() })
