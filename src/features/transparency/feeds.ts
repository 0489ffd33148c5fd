import { readQuery } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { escapeHtml } from '../../lib/html/index.ts'
import { t } from '../../ui/i18n/index.ts'
import { getSettings } from '../instance/index.ts'
import type { Statement } from '../moderation/index.ts'
import { csv, open } from './csv.ts'
import { listRecord, listRequests, readFeedFilter } from './record.ts'

const statementColumns = [
  'id',
  'url',
  'measure',
  'decision_visibility',
  'decision_account',
  'decision_community',
  'reverses',
  'ground',
  'cited',
  'category',
  'content_type',
  'content_language',
  'content_date',
  'application_date',
  'end_date',
  'ended_at',
  'source',
  'automated_detection',
  'automated_decision',
  'facts',
  'community',
  'decision_other',
  'target',
  'conflict',
  'authority_request_id',
  'reversed_by',
  'replaces',
  'replaced_by',
  'decider_role',
] as const satisfies readonly (keyof Statement)[]

const appealColumns = ['appeal_opened_at', 'appeal_outcome', 'appeal_reasons', 'appeal_judged_at'] as const

/** A statement as one line: what stands below another name comes up. */
const flat = ({ appeal, ...one }: Statement) => ({
  ...one,
  appeal_opened_at: appeal?.opened_at,
  appeal_outcome: appeal?.outcome,
  appeal_reasons: appeal?.reasons,
  appeal_judged_at: appeal?.judged_at,
})

const requestColumns = [
  'id',
  'delayed',
  'delay_reason',
  'delayed_until',
  'authority',
  'level',
  'kind',
  'legal_basis',
  'form',
  'received_at',
  'acknowledged_at',
  'deadline_at',
  'closed_at',
  'outcome',
  'named',
  'affected',
  'told',
  'told_at',
] as const

const pageOf = async (c: Req, size: number) => {
  const ctx = c.get('ctx')
  return listRecord(ctx, await readFeedFilter(ctx, readQuery(c)), c.req.query('max_id'), size)
}

async function atom(c: Req): Promise<string> {
  const ctx = c.get('ctx')
  const { name, locale } = await getSettings(ctx)
  const { statements } = await pageOf(c, 40)
  const { origin } = ctx.config
  const updated = statements[0]?.application_date ?? new Date(0).toISOString()
  const entries = statements.map((one) => {
    const title = `${t(locale, `moderation.measure.${one.measure}`)} · ${t(locale, `moderation.category.${one.category}`)}`
    const text = [one.cited, one.facts].filter(Boolean).join('\n\n')
    return `<entry><id>${escapeHtml(one.url)}</id><title>${escapeHtml(title)}</title><link href="${escapeHtml(one.url)}"/><updated>${one.application_date}</updated><content type="text">${escapeHtml(text)}</content></entry>`
  })
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}"><id>${origin}/minh-bach</id><title>${escapeHtml(`${t(locale, 'transparency.title')} · ${name}`)}</title><author><name>${escapeHtml(name)}</name></author><link rel="self" href="${origin}/minh-bach.atom"/><link href="${origin}/minh-bach"/><updated>${updated}</updated>${entries.join('')}</feed>
`
}

/** The public record for machines. */
export function transparencyFeeds(app: App): void {
  app.get('/minh-bach.json', async (c) => {
    open(c)
    const { statements, next } = await pageOf(c, 200)
    return c.json({ statements, next_max_id: next })
  })
  app.get('/minh-bach.csv', async (c) => {
    open(c)
    const { statements } = await pageOf(c, 1000)
    c.header('Content-Type', 'text/csv; charset=utf-8')
    return c.body(csv(statements.map(flat), [...statementColumns, ...appealColumns]))
  })
  app.get('/minh-bach.atom', async (c) => {
    open(c)
    c.header('Content-Type', 'application/atom+xml; charset=utf-8')
    return c.body(await atom(c))
  })
  app.get('/minh-bach/yeu-cau.json', async (c) => {
    open(c)
    return c.json(await listRequests(c.get('ctx'), 1, 1000))
  })
  app.get('/minh-bach/yeu-cau.csv', async (c) => {
    open(c)
    const { requests } = await listRequests(c.get('ctx'), 1, 1000)
    c.header('Content-Type', 'text/csv; charset=utf-8')
    return c.body(csv(requests, requestColumns))
  })
}
