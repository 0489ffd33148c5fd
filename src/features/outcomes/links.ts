import type { Context, Id } from '../../context.ts'
import { type FieldError, invalid } from '../../errors.ts'
import { isId } from '../../lib/ids.ts'
import { type Session, seriesPath } from '../briefings/index.ts'
import type { FindingLink } from './api.ts'
import type { FindingRow } from './read-sql.ts'
import * as sql from './read-sql.ts'

/** What a finding rests on, one of each kind at most. */
export interface Grounds {
  metric: string | null
  statement_id: string | null
  status_id: Id | null
  question_id: Id | null
  speech_id: Id | null
}

type Named =
  | { kind: 'metric'; name: string }
  | { kind: 'statement'; id: string }
  | { kind: 'status'; by: { id: Id } | { uri: string } }
  | { kind: 'question' | 'speech'; number: number; elsewhere: string | null }

/** The path of an address of ours, whole or from the slash on; null for anybody else's. */
export function ownPath(ctx: Context, text: string): string | null {
  if (text.startsWith('/') && !text.startsWith('//')) return text
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  return url.origin === ctx.config.origin ? url.pathname + url.search + url.hash : null
}

const numbered = (kind: 'question' | 'speech', digits: string, elsewhere: string | null = null): Named => ({
  kind,
  number: Number(digits),
  elsewhere,
})

const words: [pattern: RegExp, make: (match: RegExpExecArray) => Named][] = [
  [/^#?\s*(?:lời|loi|speech)[\s-]*(?:số\s*)?#?(\d{1,6})$/iu, ([, n]) => numbered('speech', n!)],
  [
    /^#?\s*(?:câu hỏi|cau[- ]hoi|question)[\s-]*(?:số\s*)?#?(\d{1,6})$/iu,
    ([, n]) => numbered('question', n!),
  ],
  [
    /^#?\s*(?:số liệu|so[- ]lieu|metric)\s*:?\s*#?([a-z][a-z0-9_.]{1,60})$/iu,
    ([, name]) => ({ kind: 'metric', name: name!.toLowerCase() }),
  ],
  [/^[a-z][a-z0-9]*(?:[_.][a-z0-9]+)+$/, ([name]) => ({ kind: 'metric', name })],
]

const paths: [pattern: RegExp, make: (match: RegExpExecArray) => Named][] = [
  [/^\/ly-do\/([\w-]{4,64})(?:[?#]|$)/, ([, id]) => ({ kind: 'statement', id: id! })],
  [/^\/(giao-ban\/[^/]+\/\d+)(?:\/[^#]*)?#loi-(\d{1,6})$/, ([, at, n]) => numbered('speech', n!, at!)],
  [
    /^\/(giao-ban\/[^/]+\/\d+)\/cau-hoi(?:\/|[^#]*#(?:cau-hoi-)?)(\d{1,6})(?:[?#]|$)/,
    ([, at, n]) => numbered('question', n!, at!),
  ],
  [
    /^\/giao-ban\/[^/]+\/\d+\/so-lieu[^#]*#([a-z][a-z0-9_.-]{1,60})$/,
    ([, name]) => ({ kind: 'metric', name: name! }),
  ],
  [
    /^\/(?:@[^/]+|statuses|xom\/[^/]+|trang\/[^/]+\/t)\/(\d{1,19})(?:[/?#]|$)/,
    ([, id]) => ({ kind: 'status', by: { id: id! } }),
  ],
]

function readLink(ctx: Context, text: string): Named | null {
  for (const [pattern, make] of words) {
    const match = pattern.exec(text)
    if (match) return make(match)
  }
  const path = ownPath(ctx, text)
  if (path === null) return URL.canParse(text) ? { kind: 'status', by: { uri: text } } : null
  for (const [pattern, make] of paths) {
    const match = pattern.exec(path)
    if (match) return make(match)
  }
  return null
}

const columns = {
  metric: 'metric',
  statement: 'statement_id',
  status: 'status_id',
  question: 'question_id',
  speech: 'speech_id',
} as const

/** What a link names, as the column that holds it; null when there is no such thing here. */
async function find(ctx: Context, session: Session, named: Named): Promise<string | null> {
  switch (named.kind) {
    case 'metric':
      return named.name
    case 'statement':
      return (await sql.selectStatement(ctx, named.id))[0]?.public_id ?? null
    case 'status':
      if ('id' in named.by && !isId(named.by.id)) return null
      return (await sql.selectPost(ctx, session.series.id, named.by))[0]?.id ?? null
    default: {
      const { kind, number, elsewhere } = named
      if (elsewhere && elsewhere !== `giao-ban/${session.series.slug}/${session.briefing.number}`) return null
      const select = kind === 'speech' ? sql.selectSpeechId : sql.selectQuestionId
      return (await select(ctx, session.briefing.id, number))[0]?.id ?? null
    }
  }
}

const wrong = (code: string, text: string): FieldError => ({
  field: 'links',
  code,
  params: { text: text.slice(0, 80) },
})

/**
 * What a finding rests on, as it was typed or pasted, a line each: `/ly-do/ID`, the address of a post, `#loi-3`, "câu hỏi 12",
 * the name of a metric. Throws 422 on `links` for what names nothing here, and for two of one kind.
 */
export async function readGrounds(ctx: Context, session: Session, typed: string): Promise<Grounds> {
  const grounds: Grounds = {
    metric: null,
    statement_id: null,
    status_id: null,
    question_id: null,
    speech_id: null,
  }
  const lines = typed
    .split(/[\n,;]+/)
    .map((line) => line.normalize('NFC').trim())
    .filter((line) => line !== '')
  if (lines.length > 5) throw invalid({ field: 'links', code: 'too_many', params: { limit: 5 } })
  for (const line of lines) {
    const named = readLink(ctx, line)
    if (!named) throw invalid(wrong('link_unknown', line))
    const found = await find(ctx, session, named)
    if (found === null) throw invalid(wrong(`link_no_${named.kind}`, line))
    const column = columns[named.kind]
    if (grounds[column] !== null) throw invalid(wrong('link_twice', line))
    grounds[column] = found
  }
  return grounds
}

/** The links of a finding as they are typed, for the form that changes it. */
export const typedGrounds = (row: FindingRow): string =>
  [
    row.metric,
    row.statement_id ? `/ly-do/${row.statement_id}` : null,
    row.status_id ? `/statuses/${row.status_id}` : null,
    row.question_number === null ? null : `#cau-hoi-${row.question_number}`,
    row.speech_number === null ? null : `#loi-${row.speech_number}`,
  ]
    .filter((one) => one !== null)
    .join('\n')

/** What a finding rests on, with the addresses where it is read. `text` is what stands there, not our words for it. */
export function linksOf(row: FindingRow, session: Session): FindingLink[] {
  const base = `${seriesPath(session.series)}/${session.briefing.number}`
  const links: FindingLink[] = []
  if (row.metric)
    links.push({ kind: 'metric', url: `${base}/so-lieu#${encodeURIComponent(row.metric)}`, text: row.metric })
  if (row.statement_id)
    links.push({ kind: 'statement', url: `/ly-do/${row.statement_id}`, text: row.statement_id })
  if (row.status_id)
    links.push({ kind: 'status', url: `/statuses/${row.status_id}`, text: row.status_text ?? '' })
  if (row.question_number !== null)
    links.push({
      kind: 'question',
      url: `${base}/cau-hoi/${row.question_number}`,
      text: row.question_text ?? '',
    })
  if (row.speech_number !== null)
    links.push({ kind: 'speech', url: `${base}/bien-ban#loi-${row.speech_number}`, text: row.speaker ?? '' })
  return links
}

/** The id in what was typed for an event (`/su-kien/12`) or a plan (`/do-nong/ke-hoach/12`), or the id alone. 422 for anything else. */
export function readAddress(ctx: Context, typed: string, field: 'event' | 'plan'): Id | null {
  const text = typed.trim()
  if (text === '') return null
  const base = field === 'event' ? '/su-kien/' : '/do-nong/ke-hoach/'
  const path = ownPath(ctx, text)
  const id = path?.startsWith(base) ? /^\d+/.exec(path.slice(base.length))?.[0] : text
  if (!isId(id)) throw invalid({ field, code: `not_${field}`, params: { text: text.slice(0, 80) } })
  return id
}

export const eventPath = (id: Id): string => `/su-kien/${id}`
export const planPath = (id: Id): string => `/do-nong/ke-hoach/${id}`
