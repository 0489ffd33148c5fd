import type { Context, Id } from '../../context.ts'

/** The app behind tokens that we give out ourselves: without redirect addresses, so nobody can authorise with it. */
export async function ensureOwnApp(
  ctx: Context,
  app: { name: string; clientId: string; secretHash: Buffer },
): Promise<Id> {
  const [row] = await ctx.db<{ id: Id }[]>`
    insert into oauth_apps (name, redirect_uris, scopes, client_id, client_secret_hash)
    values (${app.name}, '{}', '{read,write,follow,push}', ${app.clientId}, ${app.secretHash})
    on conflict (client_id) do update set name = excluded.name
    returning id`
  return row!.id
}
