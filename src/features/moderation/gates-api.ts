import { z } from 'zod'
import type { Context, Id } from '../../context.ts'
import { notFound, unprocessable } from '../../errors.ts'
import { bool, check, readBody } from '../../http/body.ts'
import type { App, Req, Viewer } from '../../http/env.ts'
import { remoteAddress } from '../../http/guard.ts'
import { bounds, linkHeader, newestFirst, readPage } from '../../http/paging.ts'
import { type Locale, t } from '../../ui/i18n/index.ts'
import * as lists from '../blocklists/index.ts'
import { getSettings } from '../instance/index.ts'
import { idOf, operator } from './admin-api.ts'
import type { Measure } from './api.ts'
import { insertLog } from './decisions-sql.ts'
import { domainSeverityOf, ipSeverityOf } from './gate-effects.ts'
import * as gates from './gates.ts'
import { presentDomainBlock, presentEmailBlocks, presentIpBlock } from './gates-present.ts'
import { covers } from './own-address.ts'

const measureFor = (map: Record<string, string>, severity: string): Measure =>
  Object.keys(map).find((measure) => map[measure] === severity) as Measure

/** Mastodon's clients have no field for the rule: the rules as a whole; and without a comment a standard sentence. */
async function reasonsOf(ctx: Context, measure: Measure, comment: string, days: number | null = null) {
  const { locale } = await getSettings(ctx)
  return {
    measure,
    ground: 'rules' as const,
    cited: t(locale, 'moderation.cited.network'),
    facts: comment || t(locale, 'moderation.facts.none_given'),
    category: 'rule' as const,
    days,
  }
}

const gone = async (ctx: Context, name: 'lifted' | 'replaced'): Promise<string> => {
  const locale: Locale = (await getSettings(ctx)).locale
  return t(locale, `moderation.facts.${name}`)
}

interface Kind<Row extends { id: Id }> {
  name: string
  page(ctx: Context, range: lists.Range): Promise<Row[]>
  one(ctx: Context, id: Id): Promise<Row[]>
  present(ctx: Context, rows: Row[]): Promise<object[]>
  remove(ctx: Context, viewer: Viewer, row: Row): Promise<void>
}

/** GET of the list and of one, and DELETE: the same for all four. */
function readingRoutes<Row extends { id: Id }>(app: App, kind: Kind<Row>): void {
  const base = `/api/v1/admin/${kind.name}`
  const scope = (verb: string) => `admin:${verb}:${kind.name}`
  app.get(base, async (c) => {
    operator(c, scope('read'))
    const page = readPage(c, 100, 200)
    const range = { ...bounds(page), limit: page.limit, upward: page.minId !== null }
    const rows = newestFirst(page, await kind.page(c.get('ctx'), range))
    linkHeader(c, page, rows[0]?.id, rows.at(-1)?.id, rows.length)
    return c.json((await kind.present(c.get('ctx'), rows)) as never)
  })
  app.get(`${base}/:id`, async (c) => {
    operator(c, scope('read'))
    return c.json((await kind.present(c.get('ctx'), [await found(c, kind)]))[0] as never)
  })
  app.delete(`${base}/:id`, async (c) => {
    const viewer = operator(c, scope('write'))
    await kind.remove(c.get('ctx'), viewer, await found(c, kind))
    return c.json({})
  })
}

async function found<Row extends { id: Id }>(c: Req, kind: Kind<Row>): Promise<Row> {
  const [row] = await kind.one(c.get('ctx'), idOf(c))
  if (!row) throw notFound()
  return row
}

const lift = async (ctx: Context, viewer: Viewer, row: { decision_id: Id }): Promise<void> =>
  gates.reopenGate(ctx, viewer, row.decision_id, await gone(ctx, 'lifted'))

const words = z.string().max(2000)
const DomainBody = z.object({
  severity: z.enum(lists.domainSeverities).nullish(),
  reject_media: bool.nullish(),
  reject_reports: bool.nullish(),
  obfuscate: bool.nullish(),
  private_comment: words.nullish(),
  public_comment: words.nullish(),
})
const NewDomainBody = DomainBody.extend({ domain: z.string().max(2000) })
const severities = domainSeverityOf

/** docs.joinmastodon.org/methods/admin/domain_blocks */
function domainBlocks(app: App): void {
  const kind: Kind<lists.DomainBlock> = {
    name: 'domain_blocks',
    page: lists.selectDomainBlocks,
    one: lists.selectDomainBlock,
    present: async (_, rows) => rows.map(presentDomainBlock),
    remove: lift,
  }
  readingRoutes(app, kind)

  app.post('/api/v1/admin/domain_blocks', async (c) => {
    const viewer = operator(c, 'admin:write:domain_blocks')
    const ctx = c.get('ctx')
    const body = check(NewDomainBody, await readBody(c))
    const target = gates.readTarget(ctx, 'domain', body.domain)
    const severity = body.severity ?? 'silence'
    const [existing] = await lists.selectDomainRules(ctx, lists.suffixesOf(target.value))
    // As Mastodon: the same name, or one above it that is as strict.
    const strict = lists.domainSeverities
    if (
      existing &&
      (existing.domain === target.value || strict.indexOf(severity) <= strict.indexOf(existing.severity))
    ) {
      const error = t(c.get('locale'), 'errors.block_exists')
      return c.json({ error, existing_domain_block: presentDomainBlock(existing) }, 422)
    }
    await gates.closeOff(ctx, viewer, {
      target,
      reasons: await reasonsOf(ctx, measureFor(severities, severity), body.public_comment ?? ''),
      options: {
        reject_media: body.reject_media ?? false,
        reject_reports: body.reject_reports ?? false,
        obfuscate: body.obfuscate ?? false,
        private_comment: body.private_comment ?? '',
        public_comment: body.public_comment ?? '',
      },
    })
    const [made] = await lists.selectDomainRules(ctx, [target.value])
    return c.json(presentDomainBlock(made!))
  })

  app.put('/api/v1/admin/domain_blocks/:id', async (c) => {
    const viewer = operator(c, 'admin:write:domain_blocks')
    const ctx = c.get('ctx')
    const before = await found(c, kind)
    const given = Object.entries(check(DomainBody, await readBody(c))).filter(([, value]) => value != null)
    const change = Object.fromEntries(given) as Partial<lists.DomainBlock>
    const measure = measureFor(severities, change.severity ?? before.severity)
    await gates.changeDomain(ctx, viewer, before, { ...change, measure, gone: await gone(ctx, 'replaced') })
    return c.json(presentDomainBlock(await found(c, kind)))
  })
}

/** docs.joinmastodon.org/methods/admin/domain_allows: kept for a network that talks to chosen servers only. */
function domainAllows(app: App): void {
  const log = (ctx: Context, viewer: Viewer, act: string, domain: string) =>
    insertLog(ctx, { actorId: viewer.id, act, detail: { target: `domain:${domain}` } })
  const present = ({ id, domain, created_at }: lists.DomainAllow) => ({
    id,
    domain,
    created_at: created_at.toISOString(),
  })
  readingRoutes(app, {
    name: 'domain_allows',
    page: lists.selectDomainAllows,
    one: lists.selectDomainAllow,
    present: async (_, rows) => rows.map(present),
    remove: (ctx, viewer, row) =>
      ctx.tx(async (ctx) => {
        await lists.deleteDomainAllow(ctx, row.id)
        await log(ctx, viewer, 'disallow', row.domain)
      }),
  })
  app.post('/api/v1/admin/domain_allows', async (c) => {
    const viewer = operator(c, 'admin:write:domain_allows')
    const ctx = c.get('ctx')
    const body = check(z.object({ domain: z.string().max(2000) }), await readBody(c))
    const { value } = gates.readTarget(ctx, 'domain', body.domain)
    const row = await ctx.tx(async (ctx) => {
      const made = await lists.insertDomainAllow(ctx, value, viewer.id)
      if (made.fresh) await log(ctx, viewer, 'allow', value)
      return made
    })
    return c.json(present(row))
  })
}

/** docs.joinmastodon.org/methods/admin/email_domain_blocks */
function emailBlocks(app: App): void {
  readingRoutes<lists.EmailBlock>(app, {
    name: 'email_domain_blocks',
    page: lists.selectEmailBlocks,
    one: lists.selectEmailBlock,
    present: presentEmailBlocks,
    remove: lift,
  })
  app.post('/api/v1/admin/email_domain_blocks', async (c) => {
    const viewer = operator(c, 'admin:write:email_domain_blocks')
    const ctx = c.get('ctx')
    const Body = z.object({ domain: z.string().max(2000), allow_with_approval: bool.nullish() })
    const body = check(Body, await readBody(c))
    const target = gates.readTarget(ctx, 'email', body.domain)
    const measure = body.allow_with_approval ? 'email_approval' : 'email_block'
    const { decision } = await unlessListed(async () => ({
      decision: await gates.closeOff(ctx, viewer, { target, reasons: await reasonsOf(ctx, measure, '') }),
    }))
    const rows = await lists.selectEmailBlocks(ctx, { below: maxId, above: '0', limit: 1, upward: false })
    const made = rows.find((row) => row.decision_id === decision.id)
    return c.json((await presentEmailBlocks(ctx, made ? [made] : []))[0] as never)
  })
}

const maxId = '9223372036854775807'

/** Mastodon says 422 where we say 409. */
async function unlessListed<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if ((error as { reason?: string }).reason === 'block_exists') throw unprocessable('block_exists')
    throw error
  }
}

const seconds = z.preprocess(
  (value) => (value === '' || value === null ? null : value === undefined ? undefined : Number(value)),
  z
    .int()
    .min(1)
    .max(3650 * 86_400)
    .nullish(),
)
const IpBody = z.object({
  ip: z.string().max(100).nullish(),
  severity: z.enum(lists.ipSeverities),
  comment: words.nullish(),
  expires_in: seconds,
})

/** docs.joinmastodon.org/methods/admin/ip_blocks */
function ipBlocks(app: App): void {
  const kind: Kind<lists.IpBlock> = {
    name: 'ip_blocks',
    page: lists.selectIpBlocks,
    one: lists.selectIpBlock,
    present: async (_, rows) => rows.map(presentIpBlock),
    remove: lift,
  }
  readingRoutes(app, kind)
  const endOf = (ctx: Context, expiresIn: number | null | undefined): Date | null =>
    expiresIn ? new Date(ctx.clock().getTime() + expiresIn * 1000) : null

  app.post('/api/v1/admin/ip_blocks', async (c) => {
    const viewer = operator(c, 'admin:write:ip_blocks')
    const ctx = c.get('ctx')
    const body = check(IpBody, await readBody(c))
    const target = gates.readTarget(ctx, 'ip', body.ip ?? '')
    gates.refuseOwn(body.severity === 'no_access' && covers(target.value, remoteAddress(c)))
    const comment = body.comment ?? ''
    const reasons = await reasonsOf(ctx, measureFor(ipSeverityOf, body.severity), comment)
    const options = { comment, endsAt: endOf(ctx, body.expires_in) }
    const decision = await unlessListed(() => gates.closeOff(ctx, viewer, { target, reasons, options }))
    const rows = await lists.selectIpBlocks(ctx, { below: maxId, above: '0', limit: 1, upward: false })
    const made = rows.find((row) => row.decision_id === decision.id)
    if (!made) throw notFound()
    return c.json(presentIpBlock(made))
  })

  app.put('/api/v1/admin/ip_blocks/:id', async (c) => {
    const viewer = operator(c, 'admin:write:ip_blocks')
    const ctx = c.get('ctx')
    const before = await found(c, kind)
    const body = check(IpBody.partial(), await readBody(c))
    const severity = body.severity ?? before.severity
    gates.refuseOwn(severity === 'no_access' && covers(before.ip, remoteAddress(c)))
    await gates.changeRange(ctx, viewer, before, {
      measure: measureFor(ipSeverityOf, severity),
      severity,
      comment: body.comment ?? before.comment,
      endsAt: body.expires_in === undefined ? before.expires_at : endOf(ctx, body.expires_in),
      gone: await gone(ctx, 'replaced'),
    })
    return c.json(presentIpBlock(await found(c, kind)))
  })
}

export function gatesApi(app: App): void {
  domainBlocks(app)
  domainAllows(app)
  emailBlocks(app)
  ipBlocks(app)
}
