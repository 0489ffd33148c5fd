import type { Context, Id } from '../../context.ts'
import { bounds, type Page } from '../../http/paging.ts'
import { tone } from '../../lib/vietnamese/index.ts'

/** One way to write a tag, and how many of its latest posts write it so. */
export interface TagForm {
  name: string
  count: number
}

/**
 * The ways in which a tag's latest 500 public posts write it, most used first. #bò and #bơ share a key but are two
 * words; #ThờiSự and #thờisự are one.
 */
export async function tagForms(ctx: Context, key: string): Promise<TagForm[]> {
  const rows = await ctx.db<{ name: string; n: number }[]>`
    select name, count(*)::int as n from (
      select st.name from status_tags st
      where st.tag_id = (select id from tags where key = ${key}) and st.listed
      order by st.status_id desc limit 500) latest
    group by name order by n desc, name`
  const forms = new Map<string, TagForm>()
  for (const { name, n } of rows) {
    const same = forms.get(formOf(name))
    if (same) same.count += n
    else forms.set(formOf(name), { name, count: n })
  }
  return [...forms.values()].sort((a, b) => b.count - a.count).slice(0, 12)
}

const formOf = (name: string): string => tone(name).replaceAll('_', '')

/** Posts that write the tag in this very way (capitals and the place of the tone mark apart). */
export async function tagFormIds(ctx: Context, key: string, form: string, page: Page): Promise<Id[]> {
  const rows = await ctx.db<{ id: Id; name: string }[]>`
    select st.status_id as id, st.name from status_tags st join statuses s on s.id = st.status_id
    where st.tag_id = (select id from tags where key = ${key}) and st.listed and s.deleted_at is null
      and st.status_id < ${bounds(page).below}
    order by st.status_id desc limit 500`
  const wanted = formOf(form)
  return rows
    .filter(({ name }) => formOf(name) === wanted)
    .slice(0, page.limit)
    .map(({ id }) => id)
}

/** Whether anything from elsewhere is known here, so that a page of it makes sense. Looked at every few minutes. */
export async function knowsOthers(ctx: Context): Promise<boolean> {
  const cache = ctx.cache.lru<'known', boolean>('knows-others', { max: 1, ttl: 300_000 })
  const before = cache.get('known')
  if (before !== undefined) return before
  const rows = await ctx.db<
    { known: boolean }[]
  >`select exists (select from accounts where domain is not null) as known`
  const known = rows[0]?.known ?? false
  cache.set('known', known)
  return known
}
