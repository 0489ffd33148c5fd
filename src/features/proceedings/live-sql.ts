import type { Context, Id } from '../../context.ts'

export interface LiveQuestion {
  number: number
  kind: 'question' | 'statement'
  text: string
  agree: number
  disagree: number
  pass: number
  /** Votes that are counted apart. */
  apart: number
  answered: boolean
}

/** The newest questions and statements, without those taken back. */
export const selectNewestQuestions = (ctx: Context, briefingId: Id, limit: number) => ctx.db<LiveQuestion[]>`
  select number, kind, text, agree, disagree, pass, apart, answered_at is not null as answered
  from briefing_questions where briefing_id = ${briefingId} and status <> 'withdrawn'
  order by number desc limit ${limit}`

export interface LiveSpeech {
  number: number
  speaker: string
  text: string
  item_id: Id | null
  /** Null: nobody said when; then `created_at` tells when it was noted. */
  said_at: Date | null
  created_at: Date
}

/** The newest speeches, newest first. */
export const selectNewestSpeeches = (ctx: Context, briefingId: Id, limit: number) => ctx.db<LiveSpeech[]>`
  select s.number, coalesce(nullif(s.speaker, ''), nullif(p.name, ''), nullif(a.display_name, ''), a.username, '') as speaker,
    s.text, s.item_id, s.said_at, s.created_at
  from speeches s left join briefing_participants p on p.id = s.participant_id left join accounts a on a.id = p.account_id
  where s.briefing_id = ${briefingId} order by s.number desc limit ${limit}`
