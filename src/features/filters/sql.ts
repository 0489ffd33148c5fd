import type { Context, Id } from '../../context.ts'
import type { Filter } from './api.ts'

export interface FilterRow {
  id: Id
  title: string
  contexts: Filter['context']
  action: Filter['filter_action']
  expires_at: Date | null
  keywords: Filter['keywords'] | null
  statuses: { id: Id; status_id: Id }[] | null
}

/** Filters of one person with what belongs to them, oldest first; all, or one of them. At most 500. */
export const selectFilters = (ctx: Context, accountId: Id, id: Id | null = null) => ctx.db<FilterRow[]>`
  select f.id, f.title, f.contexts, f.action, f.expires_at,
    (select json_agg(json_build_object('id', k.id::text, 'keyword', k.keyword, 'whole_word', k.whole_word,
        'exact_marks', k.exact_marks) order by k.id)
       from filter_keywords k where k.filter_id = f.id) as keywords,
    (select json_agg(json_build_object('id', s.id::text, 'status_id', s.status_id::text) order by s.id)
       from filter_statuses s where s.filter_id = f.id) as statuses
  from filters f where f.account_id = ${accountId} and (${id}::bigint is null or f.id = ${id}::bigint)
  order by f.id limit 500`

export interface FilterFields {
  title: string
  contexts: string[]
  action: string
  expires_at: Date | null
}

export async function insertFilter(ctx: Context, accountId: Id, row: FilterFields): Promise<Id> {
  const rows = await ctx.db<{ id: Id }[]>`
    insert into filters ${ctx.db({ ...row, account_id: accountId, created_at: ctx.clock() } as never)} returning id`
  return rows[0]!.id
}

export async function updateFilter(ctx: Context, id: Id, row: Partial<FilterFields>): Promise<void> {
  if (Object.keys(row).length > 0) await ctx.db`update filters set ${ctx.db(row as never)} where id = ${id}`
}

export const deleteFilter = (ctx: Context, id: Id) => ctx.db`delete from filters where id = ${id}`

export async function insertKeyword(
  ctx: Context,
  filterId: Id,
  word: Omit<Filter['keywords'][number], 'id'>,
): Promise<Id> {
  const rows = await ctx.db<{ id: Id }[]>`
    insert into filter_keywords (filter_id, keyword, whole_word, exact_marks)
    values (${filterId}, ${word.keyword}, ${word.whole_word}, ${word.exact_marks}) returning id`
  return rows[0]!.id
}

/** What is null stays as it is. */
export const updateKeyword = (
  ctx: Context,
  id: Id,
  word: { keyword: string | null; whole_word: boolean | null; exact_marks: boolean | null },
) => ctx.db`
  update filter_keywords set keyword = coalesce(${word.keyword}::text, keyword),
    whole_word = coalesce(${word.whole_word}::boolean, whole_word),
    exact_marks = coalesce(${word.exact_marks}::boolean, exact_marks)
  where id = ${id}`

export const deleteKeyword = (ctx: Context, id: Id) => ctx.db`delete from filter_keywords where id = ${id}`

/** Answers the row's id, also when the post was in the filter already. */
export async function insertFilterStatus(ctx: Context, filterId: Id, statusId: Id): Promise<Id> {
  const rows = await ctx.db<{ id: Id }[]>`
    insert into filter_statuses (filter_id, status_id) values (${filterId}, ${statusId})
    on conflict (filter_id, status_id) do update set status_id = excluded.status_id returning id`
  return rows[0]!.id
}

export const deleteFilterStatus = (ctx: Context, id: Id) =>
  ctx.db`delete from filter_statuses where id = ${id}`
