import { randomBytes } from 'node:crypto'
import type { Context, Id } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'
import { isUniqueViolation } from '../../db/sql.ts'
import { invalid } from '../../errors.ts'
import { readLimited } from '../../net/fetch.ts'
import * as sql from './sql.ts'

/** Where a host name that waits is asked whether this server stands behind it. */
export const proofPath = '/.well-known/xom-site'

/** Minutes after which it is asked again: DNS and certificates take their time. */
const again = [2, 5, 10, 20, 30]

/**
 * A host name without anything around it, lower case; '' for none. 422 for what is none, and for our own and what stands
 * below it: whoever asks there finds this server in any case, so that it proves nothing (an operator may give them).
 */
export function cleanHost(ctx: Context, given: string, byOperator = false): string {
  const host = given
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/.*$/, '')
  if (host === '') return ''
  const good = URL.canParse(`https://${host}`) && new URL(`https://${host}`).host === host
  const own = new URL(ctx.config.origin).hostname
  const ours = host === own || host === ctx.config.domain || (!byOperator && host.endsWith(`.${own}`))
  if (!good || !/^[a-z0-9.-]+\.[a-z0-9-]{2,}$/.test(host) || ours)
    throw invalid({ field: 'host', code: 'invalid' })
  return host
}

/** What stands in the row of a site that wants another host name, or none. */
export const wantedHost = (host: string | null) => ({
  host,
  host_confirmed_at: null,
  host_problem: null,
  host_token: host ? randomBytes(24).toString('base64url') : null,
})

/** Looks at a host name by and by; a later wish takes the place of an earlier one. */
export const lookSoon = (ctx: Context, siteId: Id, host: string, attempt: number): Promise<void> => {
  const minutes = attempt === 0 ? 0 : again[attempt - 1]
  if (minutes === undefined) return Promise.resolve()
  return ctx.enqueue(
    'sites.confirmHost',
    { siteId, host, attempt },
    {
      key: `sites.confirmHost:${siteId}`,
      ...(minutes > 0 ? { runAt: new Date(ctx.clock().getTime() + minutes * 60_000) } : {}),
    },
  )
}

/** Asks the host name itself. Led away to another one, nothing is proven: that one may be anybody's. */
async function asked(ctx: Context, host: string, token: string): Promise<sql.HostProblem | null> {
  let problem: sql.HostProblem = 'unreachable'
  for (const scheme of ['https', 'http']) {
    try {
      let away = false
      const response = await ctx.fetch(`${scheme}://${host}${proofPath}`, {
        timeout: 5_000,
        onRedirect: (_, to) => {
          away ||= to.hostname !== host
        },
      })
      const said = await readLimited(response, 64 * 1024)
      if (response.ok && !away && said.split('\n').includes(token)) return null
      problem = 'elsewhere'
    } catch {
      // Unreachable this way; the reason is the network's and changes nothing.
    }
  }
  return problem
}

/**
 * Looks whether the host name that a site wants leads here, and serves the site there if it does. Whoever is confirmed
 * first has it. Answers what is wrong, or null.
 */
export async function confirmHost(ctx: Context, siteId: Id): Promise<sql.HostProblem | null> {
  const [row] = await sql.selectHostToken(ctx, siteId)
  if (!row?.host || row.host_confirmed_at) return null
  const { host } = row
  const [holder] = (await sql.selectHosts(ctx)).filter((one) => one.host === host)
  const problem = holder ? 'taken' : row.host_token ? await asked(ctx, host, row.host_token) : 'elsewhere'
  if (problem) await sql.setHostProblem(ctx, siteId, host, problem)
  else return take(ctx, siteId, host)
  return problem
}

async function take(ctx: Context, siteId: Id, host: string): Promise<sql.HostProblem | null> {
  try {
    await ctx.tx(async (ctx) => {
      await sql.confirmHostRow(ctx, siteId, host)
      await dropCached(ctx, 'site-hosts', '*')
    })
    return null
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    await sql.setHostProblem(ctx, siteId, host, 'taken')
    return 'taken'
  }
}

/** The job: looks, and comes back for an hour while the name does not lead here. */
export async function lookAtHost(
  ctx: Context,
  { siteId, host, attempt }: { siteId: Id; host: string; attempt: number },
): Promise<void> {
  const [row] = await sql.selectHostToken(ctx, siteId)
  if (row?.host !== host) return
  if (await confirmHost(ctx, siteId)) await lookSoon(ctx, siteId, host, attempt + 1)
}

/** An operator vouches for it: the site is served there at once, and a site that was is no more. 422 for no host name. */
export async function giveHost(ctx: Context, siteId: Id, given: string): Promise<string | null> {
  const host = cleanHost(ctx, given, true) || null
  await ctx.tx(async (ctx) => {
    if (host) await sql.releaseHost(ctx, host, siteId)
    await sql.updateSiteRow(ctx, siteId, {
      ...wantedHost(host),
      host_token: null,
      host_confirmed_at: host ? ctx.clock() : null,
    })
    await dropCached(ctx, 'site-hosts', '*')
  })
  return host
}
