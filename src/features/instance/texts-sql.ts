import type { Context, Id } from '../../context.ts'

export interface TextRow {
  effective_at: Date
  text: string
  changes: string
}

export const selectTexts = (ctx: Context, kind: string) => ctx.db<TextRow[]>`
  select effective_at, text, changes from network_texts where kind = ${kind} order by effective_at desc limit 100`

/** False when the version of that day holds already and has other words; the first one of today may still be written. */
export async function insertText(
  ctx: Context,
  row: { kind: string; text: string; changes: string; effective_at: Date; created_by: Id },
): Promise<boolean> {
  const now = ctx.clock()
  const rows = await ctx.db`
    insert into network_texts ${ctx.db({ ...row, created_at: now })}
    on conflict (kind, effective_at) do update
      set text = excluded.text, changes = excluded.changes, created_by = excluded.created_by, created_at = excluded.created_at
      where network_texts.effective_at > ${now} returning 1`
  return rows.length > 0
}

/** When a setting was last given another value; null when it never was. */
export async function selectChangedAt(ctx: Context, key: string): Promise<Date | null> {
  const rows = await ctx.db<{ updated_at: Date }[]>`select updated_at from settings where key = ${key}`
  return rows[0]?.updated_at ?? null
}
