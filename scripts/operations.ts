import type { z } from 'zod'
import { Account, CredentialAccount, Relationship } from '../src/features/accounts/api.ts'
import { MediaAttachment } from '../src/features/media/api.ts'
import { Poll } from '../src/features/polls/api.ts'
import { Context, ScheduledStatus, Status, StatusEdit, StatusSource } from '../src/features/statuses/api.ts'
import { CreateStatus } from '../src/features/statuses/index.ts'
import { moderationEntities, moderationOperations } from './operations-moderation.ts'
import { outcomeEntities, outcomeOperations } from './operations-outcomes.ts'

export const entities = {
  ...moderationEntities,
  ...outcomeEntities,
  Account,
  CredentialAccount,
  Relationship,
  MediaAttachment,
  Poll,
  Context,
  ScheduledStatus,
  Status,
  StatusEdit,
  StatusSource,
}

interface Operation {
  summary: string
  response?: keyof typeof entities
  /** The answer is a page of them. */
  list?: boolean
  request?: z.ZodType
  scope?: string
}

const status = (verb: string, summary: string, scope: string): [string, Operation] => [
  `POST /api/v1/statuses/:id/${verb}`,
  { summary, response: 'Status', scope },
]
const relation = (verb: string, summary: string, scope: string): [string, Operation] => [
  `POST /api/v1/accounts/:id/${verb}`,
  { summary, response: 'Relationship', scope },
]

export const operations: Record<string, Operation> = {
  ...moderationOperations,
  ...outcomeOperations,
  'POST /api/v1/statuses': {
    summary: 'Post',
    response: 'Status',
    request: CreateStatus,
    scope: 'write:statuses',
  },
  'GET /api/v1/statuses/:id': { summary: 'Read one post', response: 'Status' },
  'PUT /api/v1/statuses/:id': { summary: 'Edit a post', response: 'Status', scope: 'write:statuses' },
  'DELETE /api/v1/statuses/:id': { summary: 'Delete a post', response: 'Status', scope: 'write:statuses' },
  'GET /api/v1/statuses/:id/context': { summary: 'Read the thread of a post', response: 'Context' },
  'GET /api/v1/statuses/:id/history': {
    summary: 'Every form a post has had',
    response: 'StatusEdit',
    list: true,
  },
  'GET /api/v1/statuses/:id/source': {
    summary: 'The text as typed',
    response: 'StatusSource',
    scope: 'read:statuses',
  },
  'GET /api/v1/statuses/:id/favourited_by': { summary: 'Who liked it', response: 'Account', list: true },
  'GET /api/v1/statuses/:id/reblogged_by': { summary: 'Who shared it', response: 'Account', list: true },
  'GET /api/v1/favourites': {
    summary: 'Posts you liked',
    response: 'Status',
    list: true,
    scope: 'read:favourites',
  },
  'GET /api/v1/bookmarks': {
    summary: 'Posts you saved',
    response: 'Status',
    list: true,
    scope: 'read:bookmarks',
  },
  'GET /api/v1/timelines/home': { summary: 'Home', response: 'Status', list: true, scope: 'read:statuses' },
  'GET /api/v1/timelines/public': { summary: 'Public posts', response: 'Status', list: true },
  'GET /api/v1/timelines/tag/:tag': {
    summary: 'Posts with a tag, by its Vietnamese key',
    response: 'Status',
    list: true,
  },
  'GET /api/v1/accounts/:id{[0-9]+}': { summary: 'Read an account', response: 'Account' },
  'GET /api/v1/accounts/:id/statuses': { summary: 'Posts of an account', response: 'Status', list: true },
  'GET /api/v1/accounts/:id/followers': { summary: 'Followers', response: 'Account', list: true },
  'GET /api/v1/accounts/:id/following': { summary: 'Followed', response: 'Account', list: true },
  'GET /api/v1/accounts/verify_credentials': {
    summary: 'Who am I',
    response: 'CredentialAccount',
    scope: 'read:accounts',
  },
  'PATCH /api/v1/accounts/update_credentials': {
    summary: 'Edit the profile',
    response: 'CredentialAccount',
    scope: 'write:accounts',
  },
  'GET /api/v1/accounts/lookup': { summary: 'Find by handle', response: 'Account' },
  'GET /api/v1/accounts/relationships': {
    summary: 'Relationships',
    response: 'Relationship',
    list: true,
    scope: 'read:follows',
  },
  'GET /api/v1/polls/:id': { summary: 'Read a poll', response: 'Poll' },
  'POST /api/v1/polls/:id/votes': { summary: 'Vote', response: 'Poll', scope: 'write:statuses' },
  'POST /api/v2/media': { summary: 'Upload a file', response: 'MediaAttachment', scope: 'write:media' },
  'GET /api/v1/media/:id': { summary: 'Read an upload', response: 'MediaAttachment', scope: 'write:media' },
  'PUT /api/v1/media/:id': {
    summary: 'Describe an upload',
    response: 'MediaAttachment',
    scope: 'write:media',
  },
  'GET /api/v1/scheduled_statuses': {
    summary: 'Scheduled posts',
    response: 'ScheduledStatus',
    list: true,
    scope: 'read:statuses',
  },
  'GET /api/v1/follow_requests': {
    summary: 'Who asks to follow',
    response: 'Account',
    list: true,
    scope: 'read:follows',
  },
  'GET /api/v1/blocks': { summary: 'Blocked people', response: 'Account', list: true, scope: 'read:blocks' },
  'GET /api/v1/mutes': { summary: 'Muted people', response: 'Account', list: true, scope: 'read:mutes' },
  ...Object.fromEntries([
    status('favourite', 'Like', 'write:favourites'),
    status('unfavourite', 'Take a like back', 'write:favourites'),
    status('reblog', 'Share', 'write:statuses'),
    status('unreblog', 'Take a share back', 'write:statuses'),
    status('bookmark', 'Save', 'write:bookmarks'),
    status('unbookmark', 'Forget', 'write:bookmarks'),
    status('pin', 'Pin to the profile', 'write:accounts'),
    status('unpin', 'Unpin', 'write:accounts'),
    status('mute', 'Mute the thread', 'write:mutes'),
    status('unmute', 'Unmute the thread', 'write:mutes'),
    relation('follow', 'Follow', 'write:follows'),
    relation('unfollow', 'Unfollow', 'write:follows'),
    relation('remove_from_followers', 'Remove a follower', 'write:follows'),
    relation('block', 'Block', 'write:blocks'),
    relation('unblock', 'Unblock', 'write:blocks'),
    relation('mute', 'Mute', 'write:mutes'),
    relation('unmute', 'Unmute', 'write:mutes'),
    relation('note', 'A private note', 'write:accounts'),
  ]),
}
