import type { Context } from '../../context.ts'
import { AppError, forbidden } from '../../errors.ts'
import type { Actor, Session } from '../briefings/index.ts'
import { getStanding } from '../communities/index.ts'
import type { QuestionStatus } from './api.ts'

/** Graphemes. */
export const limits = { text: 500, addressedTo: 120, reason: 500, answer: 5000, note: 500 } as const

/** Votes of accounts younger than this at their vote are counted apart. */
export const youngDays = 3

/** Why nothing can be sent in, or null. */
export function askRefusal({ series, briefing }: Session, now: Date): string | null {
  if (series.archived_at) return 'questions_series_archived'
  if (briefing.state === 'session') return briefing.questions_live ? null : 'questions_not_live'
  if (briefing.state !== 'call') return 'questions_closed'
  return briefing.questions_until && briefing.questions_until <= now ? 'questions_closed' : null
}

/** Why nobody can vote, or null. Votes are open, and can be changed, in the whole call and, if the chairs allow it, in the session. */
export function voteRefusal({ series, briefing }: Session): string | null {
  if (series.archived_at) return 'questions_series_archived'
  if (briefing.state === 'session') return briefing.questions_live ? null : 'questions_not_live'
  return briefing.state === 'call' ? null : 'questions_votes_closed'
}

/** What can be voted on. */
export const votable: readonly QuestionStatus[] = ['received', 'agenda', 'answered']

/**
 * Everybody with an account may ask and vote; of a community's series not those whom it banned or silenced, and nobody
 * while it is frozen, archived or closed. Throws 403. (Who may not read was refused before.)
 */
export async function requireVoice(ctx: Context, actor: Actor, { series }: Session): Promise<void> {
  if (!series.community_id) return
  const standing = await getStanding(ctx, actor, series.community_id)
  if (standing.closed) throw forbidden('community_closed')
  if (standing.archived) throw forbidden('community_archived')
  if (standing.frozen) throw forbidden('community_frozen')
  if (standing.banned) throw forbidden('community_not_member')
  if (standing.muted) throw forbidden('community_muted')
}

export const refused = (reason: string): AppError => new AppError('unprocessable', reason)
