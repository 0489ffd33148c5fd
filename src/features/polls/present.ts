import type { Context, Id } from '../../context.ts'
import type { Poll } from './api.ts'
import { type PollRow, selectOwnVotes, selectPolls } from './sql.ts'

/**
 * Mastodon's Poll for each id that exists: two queries however many. Counts of single options are null while the
 * poll is open and its author hides the totals. The author counts as having voted, so clients show her the results.
 */
export async function presentPolls(
  ctx: Context,
  viewer: { id: Id } | null,
  ids: Id[],
): Promise<Map<Id, Poll>> {
  if (ids.length === 0) return new Map()
  const [rows, votes] = await Promise.all([
    selectPolls(ctx.db, ids),
    viewer ? selectOwnVotes(ctx.db, viewer.id, ids) : [],
  ])
  const own = new Map<Id, number[]>()
  for (const vote of votes) own.set(vote.poll_id, [...(own.get(vote.poll_id) ?? []), vote.choice])
  const now = ctx.clock()
  return new Map(rows.map((row) => [row.id, presentPoll(row, viewer, own.get(row.id) ?? [], now)]))
}

function presentPoll(row: PollRow, viewer: { id: Id } | null, ownVotes: number[], now: Date): Poll {
  const expired = row.expires_at !== null && row.expires_at <= now
  const shown = expired || !row.hide_totals
  return {
    id: row.id,
    expires_at: row.expires_at?.toISOString() ?? null,
    expired,
    multiple: row.multiple,
    votes_count: row.votes_count,
    voters_count: row.voters_count,
    ...(viewer ? { voted: viewer.id === row.account_id || ownVotes.length > 0, own_votes: ownVotes } : {}),
    options: row.options.map((option) => ({
      title: option.title,
      votes_count: shown ? option.votes_count : null,
      emojis: [],
    })),
    emojis: [],
  }
}
