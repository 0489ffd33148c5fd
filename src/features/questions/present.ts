import type { Context } from '../../context.ts'
import type { StatementView } from '../../lib/opinions/index.ts'
import { presentAccounts } from '../accounts/index.ts'
import { briefingPath, type Session } from '../briefings/index.ts'
import { type BriefingOpinions, type BriefingQuestion, nameOfVote } from './api.ts'
import { apartOf, type Groups, groupsOf, shareOf } from './groups.ts'
import { type QuestionRow, selectNumbers } from './sql.ts'

/** Questions of one session as the API shows them; `signedIn`: with what the reader did. */
export async function presentQuestions(
  ctx: Context,
  session: Session,
  rows: QuestionRow[],
  signedIn: boolean,
): Promise<BriefingQuestion[]> {
  const people = await presentAccounts(
    ctx,
    rows.flatMap((row) => (row.account_id && row.acct ? [row.account_id] : [])),
  )
  const base = `${ctx.config.origin}${briefingPath(session)}/cau-hoi`
  return rows.map((row) => ({
    id: row.id,
    url: `${base}/${row.number}`,
    briefing_id: row.briefing_id,
    number: row.number,
    kind: row.kind,
    text: row.text,
    addressed_to: row.addressed_to,
    account: (row.account_id && people.get(row.account_id)) || null,
    anonymous: row.anonymous,
    status: row.status,
    reason: row.reason,
    grouped_with: row.grouped_with,
    answer: row.answer,
    answered_at: row.answered_at?.toISOString() ?? null,
    votes: { agree: row.agree, disagree: row.disagree, pass: row.pass, apart: row.apart },
    created_at: row.created_at.toISOString(),
    own: signedIn ? row.own : null,
    vote: row.vote === null ? null : nameOfVote(row.vote),
  }))
}

/** So many of each list: what stands first says it. */
const most = 50

const rounded = (share: number): number => Math.round(share * 1000) / 1000

/** The opinion groups as the API shows them: sizes and shares, no person. */
export async function presentOpinions(ctx: Context, session: Session): Promise<BriefingOpinions> {
  const [groups, apart, numbers] = await Promise.all([
    groupsOf(ctx, session),
    apartOf(ctx, session),
    selectNumbers(ctx, session.briefing.id),
  ])
  const number = new Map(numbers.map((row) => [row.id, row.number]))
  const named = <T extends { statement: string }, R>(
    list: readonly T[],
    make: (one: T, number: number) => R,
  ) =>
    list.flatMap((one) => {
      const found = number.get(one.statement)
      return found === undefined ? [] : [make(one, found)]
    })
  const shared = (
    list: StatementView[],
    side: 'agreedInEvery' | 'rejectedInEvery',
    score: 'agreed' | 'rejected',
  ) =>
    named(list.slice(0, most), (one, question) => ({
      question,
      share: rounded(one[side] ?? 0),
      score: one[score],
    }))
  const none = {
    outcome: 'nobody',
    people: 0,
    placed: 0,
    needed: 0,
    votes: 0,
    axes: 0,
    silhouette: null,
  } as const
  const found: Groups | null = groups
  return {
    computed_at: found?.computedAt.toISOString() ?? null,
    outcome: found?.outcome ?? none.outcome,
    people: found?.people ?? none.people,
    placed: found?.placed ?? none.placed,
    needed: found?.needed ?? none.needed,
    votes: found?.votes ?? none.votes,
    apart: { young: apart.young, suspended: apart.suspended },
    axes: found?.axes ?? none.axes,
    silhouette: found?.silhouette ?? null,
    groups: (found?.groups ?? []).map((group) => ({
      letter: group.letter,
      size: group.size,
      apart: named(group.apart.slice(0, most), ({ side, share, others }, question) => ({
        question,
        side,
        share: rounded(share),
        others: rounded(others),
      })),
    })),
    consensus: {
      agree: shared(found?.consensus.agree ?? [], 'agreedInEvery', 'agreed'),
      disagree: shared(found?.consensus.disagree ?? [], 'rejectedInEvery', 'rejected'),
    },
    divisive: named((found?.divisive ?? []).slice(0, most), (one, question) => ({
      question,
      division: one.division,
      shares: one.byGroup.map((_, group) => {
        const share = shareOf(one, group)
        return share === null ? null : rounded(share)
      }),
    })),
  }
}
