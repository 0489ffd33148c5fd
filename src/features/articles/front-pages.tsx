import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Context, Id } from '../../context.ts'
import { notFound } from '../../errors.ts'
import type { App, Req } from '../../http/env.ts'
import { excerpt } from '../../lib/html/index.ts'
import { isId } from '../../lib/ids.ts'
import { tagKey } from '../../lib/vietnamese/index.ts'
import { redirectWith } from '../../ui/flash.ts'
import { Page } from '../../ui/page.tsx'
import { sharedPage } from '../../ui/shared-page.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { Pager } from '../../ui/widgets/pager.tsx'
import { join, leave, personOf } from '../communities/index.ts'
import {
  aboutStaff,
  presentSites,
  type Site,
  SitePage,
  type SiteView,
  StaffList,
  selectDirectory,
  selectMine,
  siteOf,
} from '../sites/index.ts'
import { ArticleLine } from './parts.tsx'
import { presentArticles } from './present.ts'
import * as sql from './sql.ts'

export const perPage = 20

/** The address of a page after an article of the list. */
async function placeAfter(ctx: Context, id: string | undefined) {
  const [row] = isId(id) ? await sql.selectArticles(ctx, [id]) : []
  return row?.published_at ? { at: row.published_at, id: row.id } : null
}

export function About({ view, site }: { view: View; site: SiteView }) {
  const { owner_kind, organisation, owner_name, owner_handle } = site.site
  const name = owner_kind === 'organisation' ? organisation : (owner_name ?? '')
  const link = owner_kind !== 'organisation' && owner_handle
  return (
    <p class="hint">
      {view.t(`sites.owned_by.${owner_kind}`)}{' '}
      {link ? <a href={`/${owner_kind === 'community' ? 'xom/' : '@'}${owner_handle}`}>{name}</a> : name}
    </p>
  )
}

function Rail({ view, site }: { view: View; site: SiteView }) {
  return (
    <section class="note">
      <h2>{site.name}</h2>
      <About view={view} site={site} />
      {site.site.masthead ? <p class="plain">{site.site.masthead}</p> : null}
    </section>
  )
}

interface ListProps {
  title: string
  /** Above the list. */
  intro?: Child
  front?: boolean
  where: Omit<sql.Where, 'limit' | 'before' | 'siteId'>
  path: string
  feed?: string
}

/** A page of a site's articles, in whatever choice. */
async function listPage(
  c: Req,
  site: SiteView,
  { title, intro, front = false, where, path, feed }: ListProps,
) {
  const ctx = c.get('ctx')
  const before = await placeAfter(ctx, c.req.query('max_id'))
  const [rows, view] = await Promise.all([
    sql.selectPublished(ctx, { ...where, siteId: site.id, before, limit: perPage }),
    viewOf(c),
  ])
  const articles = await presentArticles(ctx, rows)
  const next = rows.length === perPage ? `${path || '/'}?max_id=${rows.at(-1)!.id}` : null
  return (
    <SitePage
      c={c}
      view={view}
      site={site}
      title={title}
      front={front}
      description={excerpt(site.room.account.note, 160) || title}
      rail={<Rail view={view} site={site} />}
      head={feed ? <link rel="alternate" type="application/rss+xml" title={title} href={feed} /> : undefined}
    >
      {front ? null : <h1 class="site-list-title">{title}</h1>}
      {intro}
      {articles.length === 0 ? (
        <EmptyState icon="draft" text={view.t(site.site.role ? 'articles.none_staff' : 'articles.none')} />
      ) : (
        <div class="article-list">
          {articles.map((article, at) => (
            <ArticleLine
              view={view}
              article={article}
              path={`${site.path}/${article.slug}`}
              lead={front && before === null && at === 0}
            />
          ))}
        </div>
      )}
      <Pager view={view} next={next} />
    </SitePage>
  )
}

const closed = async (c: Req, site: SiteView) => {
  const view = await viewOf(c)
  return (
    <SitePage c={c} view={view} site={site} title={site.name} front>
      <EmptyState icon="lock" title={view.t('sites.closed')} text={view.t('sites.closed_text')} />
    </SitePage>
  )
}

/** For a reader: the site, unless a decision has closed it. */
export async function openSite(
  c: Req,
  show: (site: SiteView) => Promise<Awaited<ReturnType<typeof listPage>> | Response>,
) {
  const site = await siteOf(c)
  if (site.room.closed_at && site.room.me?.reads !== true) return closed(c, site)
  return show(site)
}

async function seriesOf(ctx: Context, siteId: Id, slug: string) {
  const [row] = await sql.selectSeriesBySlug(ctx, siteId, slug)
  if (!row) throw notFound()
  return row
}

async function aboutPage(c: Req, site: SiteView) {
  const [view, staff] = await Promise.all([viewOf(c), aboutStaff(c, site)])
  const { t } = view
  const { about_html, contact, masthead } = site.site
  return (
    <SitePage
      c={c}
      view={view}
      site={site}
      title={t('sites.about')}
      description={t('sites.about_of', { name: site.name })}
    >
      <div class="site-about">
        <h1>{t('sites.about_of', { name: site.name })}</h1>
        <About view={view} site={site} />
        {about_html ? <div class="content">{raw(about_html)}</div> : null}
        {masthead ? (
          <>
            <h2>{t('sites.masthead')}</h2>
            <p class="plain">{masthead}</p>
          </>
        ) : null}
        <h2>{t('sites.desk.staff')}</h2>
        <StaffList view={view} site={site} staff={staff} manage={false} />
        {contact ? (
          <>
            <h2>{t('sites.contact')}</h2>
            <p class="plain">{contact}</p>
          </>
        ) : null}
        <h2>{t('sites.how')}</h2>
        <ul>
          <li>{t(`sites.comments_hint.${site.site.comments}`)}</li>
          {site.site.source_required ? <li>{t('sites.how_sources')}</li> : null}
          {site.site.reprint_delay > 0 ? (
            <li>{t('sites.how_delay', { count: site.site.reprint_delay })}</li>
          ) : null}
        </ul>
      </div>
    </SitePage>
  )
}

function SiteRow({ view, site }: { view: View; site: Site }) {
  const { account } = site.community
  return (
    <li class="room-row">
      <a href={`/trang/${account.username}`}>
        {view.textOnly ? null : (
          <img class="avatar" src={account.avatar_static} alt="" width="48" height="48" loading="lazy" />
        )}
        <span class="room-row-words">
          <strong>
            <bdi>{account.display_name || account.username}</bdi>
          </strong>
          <span class="hint">{view.t('sites.articles_count', { count: account.statuses_count })}</span>
          <span class="room-row-line">{excerpt(account.note, 140)}</span>
        </span>
      </a>
    </li>
  )
}

async function directory(c: Req) {
  const ctx = c.get('ctx')
  const viewer = c.get('viewer')
  const offset = Math.min(Math.max(0, Math.trunc(Number(c.req.query('offset') ?? 0)) || 0), 10_000)
  const [found, mine, rows, view] = await Promise.all([
    selectDirectory(ctx, perPage, offset),
    viewer && offset === 0 ? selectMine(ctx, viewer.id) : [],
    offset === 0 ? sql.selectPublished(ctx, { limit: 10 }) : [],
    viewOf(c),
  ])
  const ids = [...new Set([...mine, ...found].map(({ id }) => id))]
  const [sites, articles] = await Promise.all([presentSites(ctx, viewer, ids), presentArticles(ctx, rows)])
  const own = sites.filter(({ id }) => mine.some((one) => one.id === id))
  const others = sites.filter(({ id }) => found.some((one) => one.id === id))
  const handles = new Map(rows.map((row) => [row.id, row]))
  const names = new Map(
    sites.map(({ id, community }) => [id, community.account.display_name || community.account.username]),
  )
  const title = view.t('sites.title')
  return (
    <Page view={view} title={title} description={view.t('sites.directory_hint')}>
      <div class="site-directory">
        <h1>{title}</h1>
        <p class="hint">{view.t('sites.directory_hint')}</p>
        <p class="buttons">
          <a class="button primary" href="/trang/new" rel="nofollow">
            {view.t('sites.new')}
          </a>
        </p>
        {own.length > 0 ? (
          <section aria-labelledby="own-sites">
            <h2 id="own-sites">{view.t('sites.mine')}</h2>
            <ul class="room-list">
              {own.map((site) => (
                <SiteRow view={view} site={site} />
              ))}
            </ul>
          </section>
        ) : null}
        {articles.length > 0 ? (
          <section aria-labelledby="new-articles">
            <h2 id="new-articles">{view.t('sites.latest')}</h2>
            <div class="article-list">
              {articles.map((article) => (
                <ArticleLine
                  view={view}
                  article={article}
                  path={`/trang/${handles.get(article.id)!.site_handle}/${article.slug}`}
                  site={names.get(article.site_id) ?? handles.get(article.id)!.site_handle}
                />
              ))}
            </div>
          </section>
        ) : null}
        <section aria-labelledby="all-sites">
          <h2 id="all-sites">{view.t('sites.all')}</h2>
          {others.length === 0 ? (
            <EmptyState icon="draft" text={view.t('sites.none')} />
          ) : (
            <ul class="room-list">
              {others.map((site) => (
                <SiteRow view={view} site={site} />
              ))}
            </ul>
          )}
        </section>
        <Pager view={view} next={found.length === perPage ? `/trang?offset=${offset + perPage}` : null} />
      </div>
    </Page>
  )
}

/** The pages on which a site's articles are listed. */
export function frontPages(app: App): void {
  app.get('/trang', (c) => sharedPage(c, () => directory(c)))

  app.get('/trang/:handle', (c, next) =>
    // `/?p=12` was an article on the site from which it was imported.
    c.req.query('p') || c.req.query('page_id')
      ? next()
      : sharedPage(c, () =>
          openSite(c, (site) =>
            listPage(c, site, { title: site.name, front: true, where: {}, path: site.path }),
          ),
        ),
  )

  app.get('/trang/:handle/chuyen-muc/:section', (c) =>
    sharedPage(c, () =>
      openSite(c, (site) => {
        const section = (site.site.sections ?? []).find(({ slug }) => slug === c.req.param('section'))
        if (!section) throw notFound()
        const path = `${site.path}/chuyen-muc/${section.slug}`
        return listPage(c, site, {
          title: section.name,
          intro: section.description ? <p class="site-intro">{section.description}</p> : undefined,
          where: { sectionId: section.id },
          path,
          feed: `${path}/rss.xml`,
        })
      }),
    ),
  )

  app.get('/trang/:handle/the/:tag', (c) =>
    sharedPage(c, () =>
      openSite(c, (site) => {
        const tag = c.req.param('tag')
        const key = tagKey(tag.replace(/[\s-]+/g, ''))
        if (!key) throw notFound()
        return listPage(c, site, {
          title: `#${tag}`,
          where: { tag: key },
          path: `${site.path}/the/${encodeURIComponent(tag)}`,
        })
      }),
    ),
  )

  app.get('/trang/:handle/loat-bai/:series', (c) =>
    sharedPage(c, () =>
      openSite(c, async (site) => {
        const series = await seriesOf(c.get('ctx'), site.id, c.req.param('series'))
        return listPage(c, site, {
          title: series.title,
          intro: series.description ? <p class="site-intro plain">{series.description}</p> : undefined,
          where: { seriesId: series.id },
          path: `${site.path}/loat-bai/${series.slug}`,
        })
      }),
    ),
  )

  app.get('/trang/:handle/gioi-thieu', (c) => sharedPage(c, () => openSite(c, (site) => aboutPage(c, site))))

  app.post('/trang/:handle/theo-doi', async (c) => {
    const viewer = personOf(c)
    const site = await siteOf(c)
    await join(c.get('ctx'), viewer, site.id)
    return redirectWith(c, site.path, 'sites.flash.followed')
  })
  app.post('/trang/:handle/bo-theo-doi', async (c) => {
    const viewer = personOf(c)
    const site = await siteOf(c)
    await leave(c.get('ctx'), viewer, site.id)
    return redirectWith(c, site.path, 'sites.flash.unfollowed')
  })
}
