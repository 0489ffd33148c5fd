import type { Context, Id } from '../../context.ts'
import { invalid } from '../../errors.ts'
import { cutTies, lockPair } from '../follows/index.ts'
import * as sql from './sql.ts'

/** A server's name in its one form (lower case, ASCII), or 422 with field `domain`. */
function cleanDomain(ctx: Context, typed: string): string {
  const plain = typed
    .trim()
    .replace(/^@+/, '')
    .replace(/^https?:\/\//i, '')
  const address = `https://${plain}`
  const good = plain.length <= 400 && !/[\s@?#]/.test(plain) && URL.canParse(address)
  const host = good ? new URL(address).host.replace(/\.$/, '') : ''
  if (host === '') throw invalid({ field: 'domain', code: typed.trim() === '' ? 'blank' : 'invalid' })
  // One's own server: there is nobody left to talk to.
  if (host === ctx.config.domain) throw invalid({ field: 'domain', code: 'invalid' })
  return host
}

/**
 * Hears no more of a whole server: its people are gone from her timelines and notifications at once, follows in both
 * directions end by a job. Throws 422 for what is no server's name.
 */
export async function blockDomain(ctx: Context, actor: { id: Id }, typed: string): Promise<void> {
  const domain = cleanDomain(ctx, typed)
  await ctx.tx(async (ctx) => {
    await sql.insertDomain(ctx, actor.id, domain)
    await ctx.enqueue('blocks.cutDomain', { accountId: actor.id, domain })
  })
}

export async function unblockDomain(ctx: Context, actor: { id: Id }, typed: string): Promise<void> {
  await sql.deleteDomain(ctx, actor.id, cleanDomain(ctx, typed))
}

/** Job: ends the ties with the people of a blocked server, each pair in its own transaction. */
export async function cutDomain(
  ctx: Context,
  { accountId, domain }: { accountId: Id; domain: string },
): Promise<void> {
  for (;;) {
    const tied = await sql.selectTied(ctx, accountId, domain, 100)
    for (const { id } of tied) {
      await ctx.tx(async (ctx) => {
        await lockPair(ctx, accountId, id)
        await cutTies(ctx, accountId, id)
      })
    }
    if (tied.length < 100) return
  }
}

export const domainList = sql.selectDomains
