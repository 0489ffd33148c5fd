import { z } from 'zod'
import {
  AdminAccount,
  AdminReport,
  CreateBlock,
  CreateDecision,
  CreateReport,
  JudgeAppeal,
  Note,
  Report,
} from '../src/features/moderation/api.ts'
import {
  Case,
  CaseList,
  Decided,
  Decision,
  LogLine,
  OwnStatement,
  Statement,
  WholeCase,
} from '../src/features/moderation/entities.ts'
import {
  AdminDomainAllow,
  AdminDomainBlock,
  AdminEmailDomainBlock,
  AdminIpBlock,
} from '../src/features/moderation/gates-entities.ts'

export const DomainBlock = z.object({
  domain: z.string(),
  digest: z.string(),
  severity: z.enum(['silence', 'suspend']),
  comment: z.string(),
})

export const moderationEntities = {
  AdminAccount,
  AdminDomainAllow,
  AdminDomainBlock,
  AdminEmailDomainBlock,
  AdminIpBlock,
  AdminReport,
  Case,
  CaseList,
  Decided,
  Decision,
  DomainBlock,
  LogLine,
  OwnStatement,
  Report,
  Statement,
  WholeCase,
}

export interface ModerationOperation {
  summary: string
  response?: keyof typeof moderationEntities
  list?: boolean
  request?: z.ZodType
  scope?: string
}
type Entry = [string, ModerationOperation]

const reading = 'admin:read:reports'
const writing = 'admin:write:reports'
const Facts = z.object({ facts: z.string() })
const Domain = z.object({ domain: z.string() })
const DomainChange = z.object({
  severity: z.enum(['noop', 'silence', 'suspend']).optional(),
  reject_media: z.boolean().optional(),
  reject_reports: z.boolean().optional(),
  obfuscate: z.boolean().optional(),
  private_comment: z.string().optional(),
  public_comment: z.string().optional(),
})
const IpChange = z.object({
  ip: z.string(),
  severity: z.enum(['sign_up_requires_approval', 'sign_up_block', 'no_access']),
  comment: z.string().optional(),
  expires_in: z.int().optional(),
})

/** The list, one, and its end: the same for each kind of block. */
const lists = (
  name: string,
  what: string,
  response: keyof typeof moderationEntities,
  request: z.ZodType,
  change?: z.ZodType,
): Entry[] => {
  const path = `/api/v1/admin/${name}`
  const [read, write] = [`admin:read:${name}`, `admin:write:${name}`]
  return [
    [`GET ${path}`, { summary: `All ${what}`, response, list: true, scope: read }],
    [`GET ${path}/:id`, { summary: `One of the ${what}`, response, scope: read }],
    [`POST ${path}`, { summary: `Add to the ${what}`, response, request, scope: write }],
    ...(change
      ? [
          [
            `PUT ${path}/:id`,
            { summary: `Change one of the ${what}`, response, request: change, scope: write },
          ] as Entry,
        ]
      : []),
    [`DELETE ${path}/:id`, { summary: `Take off the ${what}`, scope: write }],
  ]
}

const onReport = (verb: string, summary: string): Entry => [
  `POST /api/v1/admin/reports/:id/${verb}`,
  { summary, response: 'AdminReport', scope: writing },
]
const onAccount = (verb: string, summary: string): Entry => [
  `POST /api/v1/admin/accounts/:id/${verb}`,
  { summary, response: 'AdminAccount', scope: 'admin:write:accounts' },
]
const onCase = (verb: string, summary: string, request?: z.ZodType): Entry => [
  `POST /api/v1/cases/:id/${verb}`,
  { summary, scope: writing, ...(request ? { request } : {}) },
]

export const moderationOperations: Record<string, ModerationOperation> =
  Object.fromEntries<ModerationOperation>([
    [
      'POST /api/v1/reports',
      {
        summary: 'Report somebody, her posts, or a community',
        response: 'Report',
        request: CreateReport,
        scope: 'write:reports',
      },
    ],
    ['GET /api/v1/cases', { summary: 'What waits on the desk', response: 'CaseList', scope: reading }],
    ['GET /api/v1/cases/:id', { summary: 'A whole case', response: 'WholeCase', scope: reading }],
    [
      'POST /api/v1/cases/:id/decisions',
      { summary: 'Decide a case', response: 'Decision', request: CreateDecision, scope: writing },
    ],
    [
      'POST /api/v1/cases/decisions',
      {
        summary: 'Decide many cases alike',
        response: 'Decided',
        request: CreateDecision.extend({ case_ids: z.array(z.string()).max(50) }),
        scope: writing,
      },
    ],
    onCase('notes', 'A word among moderators', Note),
    onCase('take', 'Take a case'),
    onCase('give_back', 'Give a case back'),
    onCase('reopen', 'Look at a decided case again'),
    [
      'POST /api/v1/decisions/:id{[0-9]+}/reverse',
      { summary: 'Take a decision back', response: 'Statement', request: Facts, scope: writing },
    ],
    [
      'POST /api/v1/cases/blocks',
      {
        summary: 'Keep something out, with reasons',
        response: 'Decision',
        request: CreateBlock,
        scope: writing,
      },
    ],
    [
      'POST /api/v1/appeals/:id/messages',
      { summary: 'Answer in the dialogue of an appeal', request: Note, scope: writing },
    ],
    ['POST /api/v1/appeals/:id/judge', { summary: 'Judge an appeal', request: JudgeAppeal, scope: writing }],
    ['GET /api/v1/moderation_log', { summary: 'The log', response: 'LogLine', list: true, scope: reading }],
    [
      'GET /api/v1/statements/:publicId',
      {
        summary: 'A statement of reasons: whole for the person concerned, redacted for others',
        response: 'OwnStatement',
      },
    ],
    [
      'POST /api/v1/statements/:publicId/appeal',
      { summary: 'Appeal, or go on in the dialogue', request: Note, scope: 'write:reports' },
    ],
    [
      'GET /api/v1/admin/reports',
      { summary: 'Cases as reports', response: 'AdminReport', list: true, scope: reading },
    ],
    [
      'GET /api/v1/admin/reports/:id',
      { summary: 'A case as a report', response: 'AdminReport', scope: reading },
    ],
    onReport('assign_to_self', 'Take a report'),
    onReport('unassign', 'Give a report back'),
    onReport('reopen', 'Reopen a report'),
    onReport('resolve', 'Close a report without a measure'),
    ...(['v1', 'v2'] as const).map(
      (version): Entry => [
        `GET /api/${version}/admin/accounts`,
        {
          summary: 'Accounts, for moderators',
          response: 'AdminAccount',
          list: true,
          scope: 'admin:read:accounts',
        },
      ],
    ),
    [
      'GET /api/v1/admin/accounts/:id',
      { summary: 'An account, for moderators', response: 'AdminAccount', scope: 'admin:read:accounts' },
    ],
    [
      'POST /api/v1/admin/accounts/:id/action',
      {
        summary: 'Decide about an account',
        request: z.object({
          type: z.enum(['none', 'sensitive', 'disable', 'silence', 'suspend']),
          report_id: z.string().optional(),
          text: z.string().optional(),
        }),
        scope: 'admin:write:accounts',
      },
    ],
    onAccount('enable', 'Open the door again'),
    onAccount('unsilence', 'Take a limit back'),
    onAccount('unsuspend', 'Take a suspension back'),
    onAccount('unsensitive', 'Nothing: accounts are not marked here'),
    onAccount('approve', 'Let somebody in who waits'),
    onAccount('reject', 'Turn somebody away who waits'),
    ...lists(
      'domain_blocks',
      'blocked servers',
      'AdminDomainBlock',
      DomainChange.extend(Domain.shape),
      DomainChange,
    ),
    ...lists('domain_allows', 'allowed servers', 'AdminDomainAllow', Domain),
    ...lists(
      'email_domain_blocks',
      'blocked e-mail providers',
      'AdminEmailDomainBlock',
      Domain.extend({ allow_with_approval: z.boolean().optional() }),
    ),
    ...lists('ip_blocks', 'blocked ranges of addresses', 'AdminIpBlock', IpChange, IpChange.partial()),
    [
      'GET /api/v1/instance/domain_blocks',
      {
        summary: 'Servers that are limited or suspended, for everybody',
        response: 'DomainBlock',
        list: true,
      },
    ],
  ])
