import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import type { Req } from '../../http/env.ts'
import { absolute, type Feed, type FeedItem, feedKinds, feedResponse } from '../../http/feeds.ts'
import { truncate } from '../../lib/graphemes.ts'
import { excerpt } from '../../lib/html/index.ts'
import { tagKey } from '../../lib/vietnamese/index.ts'
import { t } from '../../ui/i18n/index.ts'
import { findLocalByUsername, presentAccounts } from '../accounts/index.ts'
import { presentArticles, selectPublished, selectTexts } from '../articles/index.ts'
import { pictureOf, type SiteView, siteOf, siteUrl } from '../sites/index.ts'
import type { Status } from '../statuses/api.ts'
import { type Picked, presentPicked } from '../statuses/index.ts'
import { tagForms } from '../timelines/index.ts'
import * as sql from './sql.ts'

/** Items of a feed. */
const most = 20

const kindOf = (c: Req) => feedKinds[c.req.param('file') as keyof typeof feedKinds]

function itemOf(c: Req, status: Status): FeedItem {
  const name = status.account.display_name || status.account.username
  const locale = c.get('locale') ?? 'vi'
  const hidden = status.spoiler_text !== ''
  const text = hidden ? truncate(status.spoiler_text, 300) : excerpt(status.content, 300)
  return {
    url: status.url ?? status.uri,
    title: status.xom?.title || truncate(text, 90) || t(locale, 'feeds.post_by', { name }),
    summary: text,
    html: hidden
      ? ''
      : absolute(status.content, c.get('ctx').config.origin) +
        status.media_attachments
          .filter(({ type, url }) => type === 'image' && url)
          .map(({ url, description }) => `<p><img src="${url}" alt="${attribute(description ?? '')}"></p>`)
          .join(''),
    published: new Date(status.created_at),
    updated: new Date(status.edited_at ?? status.created_at),
    authors: [name],
    tags: status.tags.map((tag) => tag.name),
    language: status.language,
  }
}

const attribute = (text: string): string =>
  text.replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char]!)

/** Posts for whoever has no account: what is not for everybody is dropped by presenting them to nobody. */
async function itemsOf(c: Req, pick: Picked): Promise<FeedItem[]> {
  const { statuses } = await presentPicked(c.get('ctx'), null, pick)
  return statuses.filter(({ visibility }) => visibility === 'public').map((status) => itemOf(c, status))
}

const answer = (c: Req, feed: Omit<Feed, 'language'> & { language?: string }) =>
  feedResponse(c, kindOf(c), { language: c.get('locale') ?? 'vi', ...feed })

export async function ofPerson(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const row = await findLocalByUsername(ctx, (c.req.param('at') ?? '').slice(1))
  if (!row || row.suspended_at || row.deleted_at) throw notFound()
  const account = (await presentAccounts(ctx, [row.id])).get(row.id)
  if (!account) throw notFound()
  const name = account.display_name || account.username
  return answer(c, {
    title: `${name} (@${account.username}@${ctx.config.domain})`,
    description: excerpt(account.note, 300) || t(c.get('locale') ?? 'vi', 'feeds.of_person', { name }),
    url: account.url,
    base: `${ctx.config.origin}/@${account.username}`,
    image: account.avatar_static,
    items: await itemsOf(c, sql.pickOfPerson(ctx, row.id, most)),
  })
}

/** One feed under one name and address, the form that most write, whatever the spelling that was asked for. */
export async function ofTag(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const key = tagKey(c.req.param('tag') ?? '')
  const tag = key && (await tagForms(ctx, key))[0]?.name
  if (!key || !tag) throw notFound()
  const page = `${ctx.config.origin}/tags/${encodeURIComponent(tag)}`
  return answer(c, {
    title: `#${tag} · ${ctx.config.domain}`,
    description: t(c.get('locale') ?? 'vi', 'feeds.of_tag', { tag }),
    url: page,
    base: page,
    items: await itemsOf(c, sql.pickOfTag(ctx, key, most)),
  })
}

export async function ofCommunity(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const row = await findLocalByUsername(ctx, c.req.param('handle') ?? '')
  if (row?.actor_type !== 'Group' || row.suspended_at || row.deleted_at) throw notFound()
  if ((await sql.selectOpen(ctx, row.id)).length === 0) throw notFound()
  const account = (await presentAccounts(ctx, [row.id])).get(row.id)!
  const name = account.display_name || account.username
  const page = `${ctx.config.origin}/xom/${account.username}`
  return answer(c, {
    title: name,
    description: excerpt(account.note, 300) || t(c.get('locale') ?? 'vi', 'feeds.of_community', { name }),
    url: page,
    base: page,
    image: account.avatar_static,
    items: await itemsOf(c, sql.pickOfCommunity(ctx, row.id, most)),
  })
}

async function articleItems(
  ctx: Context,
  site: SiteView,
  where: { sectionId?: string; tag?: string },
): Promise<FeedItem[]> {
  const rows = await selectPublished(ctx, { ...where, siteId: site.id, limit: most })
  const [articles, texts] = await Promise.all([
    presentArticles(ctx, rows),
    selectTexts(
      ctx,
      rows.map(({ id }) => id),
    ),
  ])
  const html = new Map(texts.map((row) => [row.id, row.html]))
  return articles.map((article) => ({
    url: article.url,
    title: article.headline,
    summary: article.lead || excerpt(html.get(article.id) ?? '', 300),
    html: absolute(
      (html.get(article.id) ?? '').replace(
        /<!--post:(\d+)-->/g,
        (_, id: string) => `<p><a href="/statuses/${id}">${ctx.config.origin}/statuses/${id}</a></p>`,
      ),
      ctx.config.origin,
    ),
    published: new Date(article.published_at ?? article.updated_at),
    updated: new Date(article.updated_at),
    authors: article.authors.map(({ name }) => name),
    tags: article.tags,
    image: article.cover?.url ?? null,
    language: article.language,
  }))
}

export async function ofSite(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const site = await siteOf(c)
  if (site.room.closed_at) throw notFound()
  const slug = c.req.param('section')
  const section = slug ? (site.site.sections ?? []).find((one) => one.slug === slug) : null
  if (slug && !section) throw notFound()
  const tag = c.req.param('tag')
  const key = tag ? tagKey(tag.replace(/[\s-]+/g, '')) : null
  if (tag && !key) throw notFound()
  const home = siteUrl(ctx.config.origin, site.room.account.username, site.site.served_host)
  const page = section
    ? `${home}/chuyen-muc/${section.slug}`
    : tag
      ? `${home}/the/${encodeURIComponent(tag)}`
      : home
  return answer(c, {
    title: section ? `${section.name} · ${site.name}` : tag ? `#${tag} · ${site.name}` : site.name,
    description: section?.description || excerpt(site.room.account.note, 300),
    url: page,
    base: page,
    language: site.room.language,
    image: pictureOf(site.room.account) ?? null,
    items: await articleItems(ctx, site, {
      ...(section ? { sectionId: section.id } : {}),
      ...(key ? { tag: key } : {}),
    }),
  })
}

const xml = (c: Req, body: string) =>
  c.body(`<?xml version="1.0" encoding="UTF-8"?>\n${body}`, 200, {
    'content-type': 'application/xml; charset=utf-8',
    'cache-control': 'public, max-age=600',
  })

/** https://www.sitemaps.org/protocol.html */
export async function sitemap(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const site = await siteOf(c)
  if (site.room.closed_at) throw notFound()
  const home = siteUrl(ctx.config.origin, site.room.account.username, site.site.served_host)
  const rows = await sql.selectSitemap(ctx, site.id)
  const urls = rows.map(
    ({ slug, updated_at }) =>
      `<url><loc>${attribute(`${home}/${slug}`)}</loc><lastmod>${updated_at.toISOString()}</lastmod></url>`,
  )
  return xml(
    c,
    `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>${attribute(home)}</loc></url>${urls.join('')}</urlset>`,
  )
}

export async function sitemapIndex(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const rows = await sql.selectSitesWithMaps(ctx)
  const maps = rows.map(
    ({ handle, host }) =>
      `<sitemap><loc>${attribute(siteUrl(ctx.config.origin, handle, host))}/sitemap.xml</loc></sitemap>`,
  )
  return xml(
    c,
    `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${maps.join('')}</sitemapindex>`,
  )
}
