import type { Context, Id } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'
import { forbidden, notFound, unprocessable } from '../../errors.ts'
import type { Viewer } from '../../http/env.ts'
import { makeResetLink, setRole } from '../auth/index.ts'
import { decideOnAccount, lift } from '../moderation/index.ts'
import * as sql from './sql.ts'

/** The person, if `viewer` stands above her: moderators act on users, admins on everybody but themselves. */
export async function below(ctx: Context, viewer: Viewer, id: Id) {
  const person = await sql.findPerson(ctx, id)
  if (!person) throw notFound()
  if (person.id === viewer.id) throw unprocessable('admin_self')
  if (viewer.role !== 'admin' && person.role !== 'user') throw forbidden()
  return person
}

/**
 * Shuts a person out, everywhere at once: a case of its own with a statement of reasons (`reasons` as readReasons gives
 * them); what she wrote stays hidden until it is lifted. Throws 422 without reasons.
 */
export async function suspend(
  ctx: Context,
  viewer: Viewer,
  id: Id,
  reasons: Record<string, unknown>,
): Promise<string> {
  const person = await below(ctx, viewer, id)
  await decideOnAccount(ctx, viewer, id, 'suspend', reasons)
  return person.username
}

/** Takes the decision back, on record. Who asked to be deleted stays hidden, by her own wish then and not by ours. */
export async function unsuspend(ctx: Context, viewer: Viewer, id: Id): Promise<string> {
  const person = await below(ctx, viewer, id)
  await lift(ctx, viewer, id, 'suspend')
  return person.username
}

/** A link to hand over in person, for somebody who forgot her password where no letters are sent. Admins only. */
export async function resetLink(
  ctx: Context,
  viewer: Viewer,
  id: Id,
): Promise<{ name: string; link: string }> {
  if (viewer.role !== 'admin') throw forbidden()
  const person = await below(ctx, viewer, id)
  return { name: person.username, link: await makeResetLink(ctx, id) }
}

/** Admins only. The last admin stays one (422 last_admin). */
export async function changeRole(
  ctx: Context,
  viewer: Viewer,
  id: Id,
  role: Viewer['role'],
): Promise<string> {
  if (viewer.role !== 'admin') throw forbidden()
  return ctx.tx(async (ctx) => {
    const person = await sql.findPerson(ctx, id)
    if (!person) throw notFound()
    if (person.role === 'admin' && role !== 'admin' && (await sql.countAdmins(ctx)) < 2)
      throw unprocessable('last_admin')
    await setRole(ctx, id, role)
    for (const hash of await sql.doorHashes(ctx, id)) await dropCached(ctx, 'doors', hash.toString('hex'))
    return person.username
  })
}
