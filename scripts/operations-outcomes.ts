import type { z } from 'zod'
import * as api from '../src/features/outcomes/api.ts'

export const outcomeEntities = {
  Finding: api.Finding,
  Solution: api.Solution,
  Dissent: api.Dissent,
  ActionItem: api.ActionItem,
  ActionUpdate: api.ActionUpdate,
  Concern: api.Concern,
  Commitment: api.Commitment,
}

interface Operation {
  summary: string
  response?: keyof typeof outcomeEntities
  list?: boolean
  request?: z.ZodType
  scope?: string
}

const write = { scope: 'write:statuses' }

/** The parts of a session's conclusions: read by everybody, written by its chairs and secretary. */
const parts: [name: string, response: keyof typeof outcomeEntities, request: z.ZodType, words: string][] = [
  ['findings', 'Finding', api.SaveFinding, 'a finding'],
  ['solutions', 'Solution', api.SaveSolution, 'a solution'],
  ['dissents', 'Dissent', api.SaveDissent, 'a dissent'],
  ['action_items', 'ActionItem', api.SaveAction, 'an action item'],
  ['concerns', 'Concern', api.SaveConcern, 'a concern'],
  ['commitments', 'Commitment', api.SaveCommitment, 'a commitment'],
]

const ofParts = parts.flatMap(([name, response, request, words]): [string, Operation][] => {
  const path = `/api/v1/briefings/:id/${name}`
  return [
    [`GET ${path}`, { summary: `Read ${name} of a briefing`, response, list: true }],
    [`POST ${path}`, { summary: `Add ${words}`, response, request, ...write }],
    [`PUT ${path}/:item`, { summary: `Change ${words}`, response, request, ...write }],
    [`DELETE ${path}/:item`, { summary: `Take away ${words} before publication`, ...write }],
  ]
})

const actOn = (name: string, request: z.ZodType, summary: string): [string, Operation] => [
  `POST /api/v1/action_items/:id/${name}`,
  { summary, request, response: 'ActionItem', ...write },
]

const concern = (name: string, request: z.ZodType, summary: string): [string, Operation] => [
  `POST /api/v1/briefings/:id/concerns/:item/${name}`,
  { summary, request, response: 'Concern', ...write },
]

export const outcomeOperations: Record<string, Operation> = {
  ...Object.fromEntries(ofParts),
  'GET /api/v1/action_items': {
    summary: 'Action items of one’s own',
    response: 'ActionItem',
    list: true,
    scope: 'read:statuses',
  },
  'GET /api/v1/briefing_series/:id/action_items': {
    summary: 'Action items of a series, overdue first',
    response: 'ActionItem',
    list: true,
  },
  'GET /api/v1/briefing_series/:id/concerns': {
    summary: 'Concerns of a series',
    response: 'Concern',
    list: true,
  },
  'GET /api/v1/action_items/:id': { summary: 'Read an action item', response: 'ActionItem' },
  'GET /api/v1/action_items/:id/updates': {
    summary: 'Updates of an action item, newest first',
    response: 'ActionUpdate',
    list: true,
  },
  ...Object.fromEntries([
    actOn('updates', api.SaveUpdate, 'Report progress (owner, chairs, secretary)'),
    actOn('close', api.CloseAction, 'Close as done, with evidence'),
    actOn('drop', api.DropAction, 'Drop, with the reason (chairs, secretary)'),
    actOn('reopen', api.ReopenAction, 'Open again (chairs, secretary)'),
    concern('note', api.SaveConcernNote, 'How a concern stands at this session'),
    concern('close', api.CloseConcern, 'Close a concern'),
    concern('reopen', api.RemoveOne, 'Open a concern again'),
  ]),
}
