import type { Context, Id } from '../../context.ts'
import { isUniqueViolation } from '../../db/sql.ts'
import { AppError, type FieldError, notFound, unprocessable } from '../../errors.ts'
import { cleanText, countGraphemes } from '../../lib/graphemes.ts'
import { canon } from '../../lib/vietnamese/index.ts'
import { visibleStatus } from '../visibility/index.ts'
import { type Poll, pollLimits } from './api.ts'
import { presentPolls } from './present.ts'
import * as sql from './sql.ts'

/** `expiresIn` in seconds from now. */
export interface PollInput {
  options: string[]
  expiresIn: number
  multiple: boolean
  hideTotals: boolean
}

/** The options as they are stored (blank ones dropped) and what is wrong with them, if anything. Pure. */
export function checkPoll(input: PollInput): { options: string[]; errors: FieldError[] } {
  const options = input.options.map((option) => cleanText(option).trim()).filter((option) => option !== '')
  const errors: FieldError[] = []
  const wrong = (field: string, code: string, params?: FieldError['params']) =>
    errors.push({ field, code, ...(params ? { params } : {}) })
  const { minOptions, maxOptions, maxOptionChars, minExpiration, maxExpiration } = pollLimits
  if (options.length < minOptions) wrong('poll.options', 'too_few_options')
  if (options.length > maxOptions) wrong('poll.options', 'too_many_options', { max: maxOptions })
  if (options.some((option) => countGraphemes(option, maxOptionChars) > maxOptionChars)) {
    wrong('poll.options', 'option_too_long', { max: maxOptionChars })
  }
  if (new Set(options.map(canon)).size < options.length) wrong('poll.options', 'duplicate_options')
  if (!Number.isFinite(input.expiresIn) || input.expiresIn < minExpiration) {
    wrong('poll.expires_at', 'duration_too_short')
  } else if (input.expiresIn > maxExpiration) wrong('poll.expires_at', 'duration_too_long')
  return { options, errors }
}

function newPoll(ctx: Context, accountId: Id, input: PollInput): sql.NewPoll {
  const { options, errors } = checkPoll(input)
  if (errors.length > 0) throw new AppError('unprocessable', 'validation_failed', { fields: errors })
  const expiresAt = new Date(ctx.clock().getTime() + Math.round(input.expiresIn) * 1000)
  return { accountId, options, expiresAt, multiple: input.multiple, hideTotals: input.hideTotals }
}

const closeAt = (ctx: Context, pollId: Id, runAt: Date): Promise<void> =>
  ctx.enqueue('polls.close', { pollId }, { runAt, key: `polls.close:${pollId}` })

/** Stores a poll and the job that closes it. 422 with `poll.options` or `poll.expires_at` when it breaks `pollLimits`. */
export async function createPoll(ctx: Context, accountId: Id, input: PollInput): Promise<Id> {
  const poll = newPoll(ctx, accountId, input)
  return ctx.tx(async (ctx) => {
    const id = await sql.insertPoll(ctx.db, poll)
    await closeAt(ctx, id, poll.expiresAt)
    return id
  })
}

/**
 * Changes the poll of an edited status. Other options, or another number of choices, forget the votes cast so far
 * (as Mastodon does); answers whether they were forgotten.
 */
export async function updatePoll(ctx: Context, pollId: Id, input: PollInput): Promise<boolean> {
  return ctx.tx(async (ctx) => {
    const before = await sql.lockPoll(ctx.db, pollId)
    if (!before) throw notFound()
    const poll = newPoll(ctx, before.account_id, input)
    const same =
      before.multiple === poll.multiple &&
      before.options.length === poll.options.length &&
      before.options.every((option, at) => option.title === poll.options[at])
    if (same) await sql.updatePollTimes(ctx.db, pollId, poll)
    else await sql.resetPoll(ctx.db, pollId, poll)
    await closeAt(ctx, pollId, poll.expiresAt)
    return !same
  })
}

/** Takes a poll away with its votes; the job at its end then finds nothing to do. Its status must not point at it. */
export const removePoll = (ctx: Context, pollId: Id): Promise<void> => sql.deletePoll(ctx.db, pollId)

/** The poll for somebody who may see its status; else 404. */
export async function getPoll(ctx: Context, viewer: { id: Id } | null, pollId: Id): Promise<Poll> {
  await visiblePollStatus(ctx, viewer, pollId)
  const poll = (await presentPolls(ctx, viewer, [pollId])).get(pollId)
  if (!poll) throw notFound()
  return poll
}

async function visiblePollStatus(ctx: Context, viewer: { id: Id } | null, pollId: Id): Promise<void> {
  const statusId = await sql.statusOfPoll(ctx.db, pollId)
  if (!statusId) throw notFound()
  await visibleStatus(ctx, viewer, statusId)
}

/** What Mastodon's VoteValidator says. Pure. */
function checkVote(poll: sql.PollRow, voter: { id: Id }, choices: number[], now: Date): void {
  if (poll.expires_at !== null && poll.expires_at <= now) throw unprocessable('poll_expired')
  if (poll.account_id === voter.id) throw unprocessable('poll_own')
  if (choices.length === 0) throw unprocessable('poll_no_choice')
  if (choices.some((choice) => choice >= poll.options.length)) throw unprocessable('poll_invalid_choice')
  if (!poll.multiple && choices.length > 1) throw unprocessable('poll_single_choice')
}

/**
 * Casts a vote: indexes of the options, once and for good. 404 when the status may not be seen; 422 when the poll
 * has ended, is the voter's own, was voted in already, or the choices do not fit.
 */
export async function vote(
  ctx: Context,
  voter: { id: Id },
  pollId: Id,
  choices: readonly number[],
): Promise<Poll> {
  await visiblePollStatus(ctx, voter, pollId)
  const chosen = [...new Set(choices)].sort((a, b) => a - b)
  return ctx.tx(async (ctx) => {
    const poll = await sql.lockPoll(ctx.db, pollId)
    if (!poll) throw notFound()
    checkVote(poll, voter, chosen, ctx.clock())
    if (await sql.hasVoted(ctx.db, pollId, voter.id)) throw unprocessable('poll_already_voted')
    try {
      await sql.insertVotes(ctx.db, pollId, voter.id, chosen)
    } catch (error) {
      if (isUniqueViolation(error)) throw unprocessable('poll_already_voted')
      throw error
    }
    await sql.countVote(ctx.db, poll, chosen)
    return (await presentPolls(ctx, voter, [pollId])).get(pollId)!
  })
}

/** The job at the poll's end: marks it closed once and tells who took part. Moved ends are waited for again. */
export async function closePoll(ctx: Context, { pollId }: { pollId: Id }): Promise<void> {
  await ctx.tx(async (ctx) => {
    const poll = await sql.lockPoll(ctx.db, pollId)
    if (!poll || poll.closed_at !== null || poll.expires_at === null) return
    if (poll.expires_at > ctx.clock()) {
      await closeAt(ctx, pollId, poll.expires_at)
      return
    }
    if (await sql.markClosed(ctx.db, pollId, ctx.clock())) {
      await ctx.enqueue('notifications.onPollClosed', { pollId })
    }
  })
}
