import type { Context, Id } from '../../context.ts'

/** What the archive of a site holds, in portions: each query takes the last id of the portion before. */

export interface ArticleOut {
  id: Id
  article: Record<string, unknown>
  authors: { name: string; acct: string | null }[] | null
  revisions: Record<string, unknown>[] | null
  corrections: { text: string; created_at: string }[] | null
  old_paths: string[] | null
  media: { id: Id; file: string; description: string }[] | null
}

/** Everything of an article but its rendered text, which its Markdown makes again. */
export const selectArticlesOut = (ctx: Context, siteId: Id, after: Id) => ctx.db<ArticleOut[]>`
  select a.id,
    to_jsonb(a) - '{id,site_id,html,bands,status_id,created_by,cover_id,section_id,series_id,import_key}'::text[]
      || jsonb_build_object('id', a.id::text, 'status_id', a.status_id::text, 'cover_id', a.cover_id::text,
        'section', (select x.slug from site_sections x where x.id = a.section_id),
        'series', (select x.title from site_series x where x.id = a.series_id)) as article,
    (select json_agg(json_build_object('name', w.name, 'acct', p.username) order by w.position)
      from article_authors w left join accounts p on p.id = w.account_id where w.article_id = a.id) as authors,
    (select json_agg(json_build_object('revision', r.revision, 'headline', r.headline, 'lead', r.lead, 'body', r.body,
        'comment', r.comment, 'created_at', r.created_at) order by r.revision)
      from article_revisions r where r.article_id = a.id) as revisions,
    (select json_agg(json_build_object('text', c.text, 'created_at', c.created_at) order by c.id)
      from article_corrections c where c.article_id = a.id) as corrections,
    (select array_agg(r.path order by r.path) from article_redirects r where r.article_id = a.id) as old_paths,
    (select json_agg(json_build_object('id', m.id::text, 'file', m.file, 'description', m.description) order by m.id)
      from article_media x join media m on m.id = x.media_id where x.article_id = a.id and m.file is not null) as media
  from articles a where a.site_id = ${siteId} and a.deleted_at is null and a.id > ${after} order by a.id limit 100`

export interface CommentOut {
  id: Id
  article_id: Id
  number: number | null
  in_reply_to_id: Id | null
  author: string
  text: string
  content: string
  created_at: Date
}

/** Comments that everybody may read. */
export const selectCommentsOut = (ctx: Context, siteId: Id, after: Id) => ctx.db<CommentOut[]>`
  select s.id, a.id as article_id, s.number, s.in_reply_to_id,
    case when p.domain is null then p.username else p.username || '@' || p.domain end as author, s.text, s.content, s.created_at
  from statuses s
  join articles a on a.status_id = s.thread_id
  join accounts p on p.id = s.account_id
  where s.community_id = ${siteId} and s.number > 0 and s.id > ${after} and s.deleted_at is null and s.removed_at is null
    and p.suspended_at is null and p.deleted_at is null
  order by s.id limit 500`

export const selectOldCommentsOut = (ctx: Context, siteId: Id, after: Id) => ctx.db<
  { id: Id; comment: Record<string, unknown> }[]
>`
  select c.id, to_jsonb(c) - 'import_key' as comment from imported_comments c join articles a on a.id = c.article_id
  where a.site_id = ${siteId} and c.id > ${after} order by c.id limit 500`
