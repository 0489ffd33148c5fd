import type { Context, Id } from '../../context.ts'
import type { InstanceSettings, NetworkStats } from './settings.ts'

export async function readSettings(ctx: Context): Promise<Partial<InstanceSettings>> {
  const rows = await ctx.db<{ key: string; value: unknown }[]>`select key, value from settings`
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]))
}

export async function writeSettings(
  ctx: Context,
  changes: Partial<InstanceSettings>,
  now: Date,
): Promise<void> {
  for (const [key, value] of Object.entries(changes)) {
    await ctx.db`
      insert into settings (key, value, updated_at) values (${key}, ${ctx.db.json(value)}, ${now})
      on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at
      where settings.value is distinct from excluded.value`
  }
}

export async function hasAdmin(ctx: Context): Promise<boolean> {
  const rows = await ctx.db`select 1 from users where role = 'admin' limit 1`
  return rows.length > 0
}

export interface RuleRow {
  id: Id
  text: string
  hint: string
  /** The same in other languages, by code. */
  translations: Record<string, { text: string; hint: string }>
}

export const listRules = (ctx: Context): Promise<RuleRow[]> =>
  ctx.db<
    RuleRow[]
  >`select id, text, hint, translations from rules where deleted_at is null order by position, id`.then(
    (rows) => [...rows],
  )

/** The list as it shall be: a rule whose words stay keeps its id, for reports and moderation will name it. */
export async function replaceRules(ctx: Context, rules: Omit<RuleRow, 'id'>[], now: Date): Promise<void> {
  const old = await listRules(ctx)
  const taken = new Set<Id>()
  for (const [position, rule] of rules.entries()) {
    const same = old.find((row) => row.text === rule.text && !taken.has(row.id))
    if (same) {
      taken.add(same.id)
      await ctx.db`update rules set position = ${position}, hint = ${rule.hint},
        translations = ${ctx.db.json(rule.translations)} where id = ${same.id}`
    } else {
      await ctx.db`
        insert into rules (position, text, hint, translations, created_at)
        values (${position}, ${rule.text}, ${rule.hint}, ${ctx.db.json(rule.translations)}, ${now})`
    }
  }
  const gone = old.filter((row) => !taken.has(row.id)).map((row) => row.id)
  if (gone.length > 0) await ctx.db`update rules set deleted_at = ${now} where id = any(${gone}::bigint[])`
}

export async function countAll(ctx: Context, now: Date): Promise<NetworkStats> {
  const month = new Date(now.getTime() - 30 * 86_400_000)
  const half = new Date(now.getTime() - 182 * 86_400_000)
  const rows = await ctx.db<NetworkStats[]>`
    select count(*)::int as users, coalesce(sum(c.statuses), 0)::int as statuses,
      count(*) filter (where u.active_at >= ${month})::int as "activeMonth",
      count(*) filter (where u.active_at >= ${half})::int as "activeHalfYear"
    from users u
    join accounts a on a.id = u.account_id
    left join account_counts c on c.account_id = u.account_id
    where u.approved_at is not null and a.suspended_at is null and a.deleted_at is null`
  return rows[0]!
}

/** The neighbour whom others may ask: the one named in the settings, else the first admin. */
export async function findContact(
  ctx: Context,
  username: string,
): Promise<{ id: Id; username: string; display_name: string } | null> {
  const rows = await ctx.db<{ id: Id; username: string; display_name: string }[]>`
    select a.id, a.username, a.display_name from accounts a join users u on u.account_id = a.id
    where a.deleted_at is null and a.suspended_at is null
      and (u.role = 'admin' or (lower(a.username) = lower(${username}) and a.domain is null))
    order by lower(a.username) = lower(${username}) desc, a.id limit 1`
  return rows[0] ?? null
}
