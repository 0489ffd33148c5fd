import { raw } from 'hono/html'
import { notFound } from '../../errors.ts'
import type { App } from '../../http/env.ts'
import { readPage } from '../../http/paging.ts'
import { isId } from '../../lib/ids.ts'
import { Page } from '../../ui/page.tsx'
import { sharedPage } from '../../ui/shared-page.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { Pager } from '../../ui/widgets/pager.tsx'
import { presentCards } from '../links/index.ts'
import type { Tag } from '../search/index.ts'
import type { Status } from '../statuses/api.ts'
import { linkCard, presentPicked, StatusFeed, StatusList } from '../statuses/index.ts'
import { pickLink, selectLinkFacts } from './sql.ts'
import { type NewsItem, news, trendingStatuses, trendingTags } from './trends.ts'

const spans = { day: 24, week: 7 * 24 } as const
type Span = keyof typeof spans

const perPage = 30
/** Pages of news one can walk down. */
const deepest = 300

function Item({ view, item }: { view: View; item: NewsItem }) {
  const { t } = view
  const own = item.kind === 'article'
  const facts = [
    own ? t('news.own') : '',
    item.people > 0 ? t('news.people', { count: item.people }) : '',
    item.comments > 0 ? t('news.comments', { count: item.comments }) : '',
  ].filter(Boolean)
  return (
    <li>
      {raw(linkCard(view, item.card))}
      <p class="hint">
        {facts.join(' · ')}
        {own ? null : (
          <>
            {' '}
            <a href={`/tin/link/${item.id}`} aria-label={t('news.about', { title: item.card.title })}>
              {t('news.discussion')}
            </a>
          </>
        )}
      </p>
    </li>
  )
}

function Spans({ view, span }: { view: View; span: Span }) {
  return (
    <nav class="tabs" aria-label={view.t('news.tabs')}>
      {(Object.keys(spans) as Span[]).map((one) => (
        <a
          href={one === 'week' ? '/tin' : `/tin?span=${one}`}
          aria-current={one === span ? 'page' : undefined}
        >
          {view.t(`news.${one}`)}
        </a>
      ))}
    </nav>
  )
}

function Talk({ view, tags, posts }: { view: View; tags: Tag[]; posts: Status[] }) {
  return (
    <>
      {tags.length > 0 ? (
        <>
          <h2 class="feed-title">{view.t('news.tags')}</h2>
          <p class="chips">
            {tags.map((tag) => (
              <a class="chip" href={`/tags/${encodeURIComponent(tag.name)}`}>
                #{tag.name}
              </a>
            ))}
          </p>
        </>
      ) : null}
      {posts.length > 0 ? (
        <>
          <h2 class="feed-title">{view.t('news.posts')}</h2>
          <StatusList view={view} statuses={posts} />
        </>
      ) : null}
    </>
  )
}

/** Pages for everybody: the news, and what people say about one page. Only what is public counts and shows. */
export function newsPages(app: App): void {
  app.get('/tin', (c) =>
    sharedPage(c, async () => {
      const ctx = c.get('ctx')
      const viewer = c.get('viewer')
      const span: Span = c.req.query('span') === 'day' ? 'day' : 'week'
      const asked = Number(c.req.query('from') ?? 0)
      const offset = Number.isInteger(asked) && asked > 0 && asked <= deepest ? asked : 0
      const first = offset === 0
      const [view, found, tags, posts] = await Promise.all([
        viewOf(c),
        news(ctx, viewer, spans[span], { limit: perPage, offset }),
        first ? trendingTags(ctx, viewer, { limit: 8, offset: 0 }) : [],
        first ? trendingStatuses(ctx, viewer, { limit: 5, offset: 0 }) : [],
      ])
      const title = view.t('news.title')
      const next =
        found.more && offset + perPage <= deepest
          ? `/tin?${span === 'day' ? 'span=day&' : ''}from=${offset + perPage}`
          : null
      return (
        <Page view={view} title={title} description={view.t('news.lead')}>
          <h1>{title}</h1>
          <p>
            {view.t('news.lead')} <a href="/tin/cach-xep">{view.t('news.how')}</a>
          </p>
          <Spans view={view} span={span} />
          {found.items.length === 0 ? (
            <EmptyState icon="globe" text={view.t('news.empty')} />
          ) : (
            <ol class="news">
              {found.items.map((item) => (
                <Item view={view} item={item} />
              ))}
            </ol>
          )}
          <Pager view={view} next={next} />
          <Talk view={view} tags={tags} posts={posts} />
        </Page>
      )
    }),
  )

  app.get('/tin/link/:id{[0-9]+}', async (c) => {
    const ctx = c.get('ctx')
    const viewer = c.get('viewer')
    const id = c.req.param('id')
    if (!isId(id)) throw notFound()
    const range = readPage(c)
    const [facts] = await selectLinkFacts(ctx, id)
    if (!facts) throw notFound()
    const [view, cards, { ids, statuses }] = await Promise.all([
      viewOf(c),
      presentCards(ctx, viewer, [id]),
      presentPicked(ctx, viewer, pickLink(ctx, viewer, id, range)),
    ])
    const card = cards.get(id)
    if (!card) throw notFound()
    const next = ids.length >= range.limit ? (ids.at(-1) ?? null) : null
    return c.html(
      <Page
        view={view}
        title={view.t('news.about', { title: card.title })}
        head={<meta name="robots" content="noindex" />}
      >
        <h1>{view.t('news.discussion')}</h1>
        <div class="news">
          {raw(linkCard(view, card))}
          <p class="hint">{view.t('news.people', { count: facts.people })}</p>
        </div>
        <StatusFeed
          view={view}
          statuses={statuses}
          range={range}
          next={next}
          empty={view.t('news.no_posts')}
        />
        <p>
          <a href="/tin">{view.t('news.title')}</a>
        </p>
      </Page>,
    )
  })
}
