import { createMiddleware } from 'hono/factory'
import ipaddr from 'ipaddr.js'
import type { Context } from '../../context.ts'
import { AppError, type FieldError, unprocessable } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import { remoteAddress } from '../../http/guard.ts'
import { tokenize } from '../../lib/html/index.ts'
import { ipCache } from './lists.ts'
import { cleanDomain, suffixesOf } from './names.ts'
import * as sql from './sql.ts'

const statementOf = (ctx: Context, row: { public_id: string }): string =>
  `${ctx.config.origin}/ly-do/${row.public_id}`

/**
 * Texts that somebody is about to publish: 422 `link_blocked` with the domain and the statement's address when one
 * links to a listed domain or below it. Naming a site in words is no link: neighbours warn each other that way.
 */
export async function requireLinks(ctx: Context, texts: (string | null | undefined)[]): Promise<void> {
  const names = new Set<string>()
  for (const text of texts) {
    if (!text?.includes('://')) continue
    for (const token of tokenize(text)) {
      const host = token.type === 'link' ? cleanDomain(new URL(token.href).hostname) : null
      if (host) for (const name of suffixesOf(host)) names.add(name)
    }
  }
  if (names.size === 0) return
  const [found] = await sql.selectLinkRules(ctx, [...names])
  if (found) throw unprocessable('link_blocked', { domain: found.domain, url: statementOf(ctx, found) })
}

/** Of hosts (with or without a port), those that are listed or stand below a listed name: what is linked before they were. */
export async function listedLinks(ctx: Context, hosts: string[]): Promise<Set<string>> {
  const clean = new Map(hosts.map((host) => [host, cleanDomain(host)]))
  const names = [...clean.values()].flatMap((name) => (name ? suffixesOf(name) : []))
  if (names.length === 0) return new Set()
  const found = new Set((await sql.selectListedLinks(ctx, [...new Set(names)])).map((row) => row.domain))
  return new Set(hosts.filter((host) => suffixesOf(clean.get(host) ?? '').some((name) => found.has(name))))
}

/** The bytes as they came: 422 `media_blocked` with the statement's address for a listed file. */
export async function requireFile(ctx: Context, sha256: Buffer): Promise<void> {
  const [found] = await sql.selectMediaRules(ctx, sha256)
  if (found) throw unprocessable('media_blocked', { url: statementOf(ctx, found) })
}

export interface EmailAnswer {
  problem: FieldError | null
  /** Somebody of the team must look at who signs up. */
  approval: boolean
}

/** How an e-mail address stands. `who` (an address, for sign-ups) is counted and not kept. */
export async function askEmail(ctx: Context, email: string, who: string | null = null): Promise<EmailAnswer> {
  const domain = cleanDomain(email.slice(email.lastIndexOf('@') + 1))
  const [rule] = domain ? await sql.selectEmailRules(ctx, suffixesOf(domain)) : []
  if (!rule) return { problem: null, approval: false }
  if (who !== null) {
    const seen = ctx.cache.lru<string, true>('email-block-attempts', { max: 10_000 })
    const key = `${rule.id}:${ctx.clock().toISOString().slice(0, 10)}:${who}`
    await sql.countAttempt(ctx, rule.id, !seen.has(key))
    seen.set(key, true)
  }
  if (rule.allow_with_approval) return { problem: null, approval: true }
  const params = { domain: rule.domain, url: statementOf(ctx, rule) }
  return { problem: { field: 'email', code: 'blocked', params }, approval: false }
}

interface IpRule {
  severity: sql.IpSeverity
  expires: number
  public_id: string
}
/** By length of the prefix ('4/24', '6/48') and the prefix itself: as many looks as there are lengths. */
type IpRules = Map<string, { size: number; bits: number; rules: Map<bigint, IpRule> }>

const numberOf = (bytes: number[]): bigint => bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)

async function ipRules(ctx: Context): Promise<IpRules> {
  const cache = ctx.cache.lru<string, IpRules>(ipCache, { max: 1, ttl: 30_000 })
  const known = cache.get('all')
  if (known) return known
  const made: IpRules = new Map()
  for (const row of await sql.selectIpRules(ctx)) {
    const [address, length] = ipaddr.parseCIDR(row.ip)
    const bytes = address.toByteArray()
    const size = bytes.length * 8
    const name = `${size}/${length}`
    if (!made.has(name)) made.set(name, { size, bits: length, rules: new Map() })
    made.get(name)!.rules.set(numberOf(bytes) >> BigInt(size - length), {
      severity: row.severity,
      expires: row.expires_at?.getTime() ?? Number.POSITIVE_INFINITY,
      public_id: row.public_id,
    })
  }
  cache.set('all', made)
  return made
}

export interface IpAnswer {
  severity: sql.IpSeverity
  url: string
}

/** The strictest rule for an address; null for none and for what is no address. */
export async function askAddress(ctx: Context, address: string): Promise<IpAnswer | null> {
  const rules = await ipRules(ctx)
  if (rules.size === 0 || !ipaddr.isValid(address)) return null
  const bytes = ipaddr.process(address).toByteArray()
  const value = numberOf(bytes)
  const now = ctx.clock().getTime()
  let worst: IpRule | null = null
  for (const { size, bits, rules: prefixes } of rules.values()) {
    if (size !== bytes.length * 8) continue
    const rule = prefixes.get(value >> BigInt(size - bits))
    if (!rule || rule.expires <= now) continue
    if (!worst || rank(rule) > rank(worst)) worst = rule
  }
  return worst && { severity: worst.severity, url: statementOf(ctx, worst) }
}

const rank = (rule: IpRule): number => sql.ipSeverities.indexOf(rule.severity)

/** Always open: the reasons themselves, and what their page is made of. */
const openPaths = /^\/(ly-do|assets)\//

/** 403 `ip_no_access` for addresses that a decision keeps out. Operators stay, so that nobody locks the last one out. */
export const keepOut = createMiddleware<Env>(async (c, next) => {
  const rule = await askAddress(c.get('ctx'), remoteAddress(c))
  if (rule?.severity === 'no_access' && !openPaths.test(c.req.path)) {
    const role = c.get('viewer')?.role ?? 'user'
    if (role === 'user') throw new AppError('forbidden', 'ip_no_access', { params: { url: rule.url } })
  }
  await next()
})

export type DomainRule = Pick<sql.DomainBlock, 'severity' | 'reject_media' | 'reject_reports'>

/** What holds for accounts of these servers: the rule of the longest name that covers each. */
export async function domainRules(ctx: Context, domains: string[]): Promise<Map<string, DomainRule>> {
  const names = new Set(domains.flatMap(suffixesOf))
  if (names.size === 0) return new Map()
  const rows = await sql.selectDomainRules(ctx, [...names])
  return new Map(
    domains.flatMap((domain) => {
      const covering = suffixesOf(domain)
      const rule = rows.find((row) => covering.includes(row.domain))
      return rule ? [[domain, rule] as const] : []
    }),
  )
}
