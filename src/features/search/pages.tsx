import { readQuery } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { clientAddress, limitRate } from '../../http/guard.ts'
import { suggestDecoding } from '../../lib/vietnamese/index.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { Pager } from '../../ui/widgets/pager.tsx'
import { SearchField, SearchHelp } from './field.tsx'
import { type Gathered, gather, readTab, type Tab, tabs } from './gather.ts'
import { longest } from './query.ts'
import { Articles, Events, Found, People, Posts, Rooms, Tags } from './results.tsx'
import { suggest } from './suggest.ts'

const address = (query: string, tab: Tab, from = 0): string =>
  `/search?${new URLSearchParams({ q: query, ...(tab === 'all' ? {} : { tab }), ...(from > 0 ? { from: String(from) } : {}) })}`

/** Of what was typed no more is said again than fits a line. */
const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

function SearchTabs({ view, query, tab }: { view: View; query: string; tab: Tab }) {
  return (
    <nav class="tabs search-kinds" aria-label={view.t('search.tabs')}>
      {tabs.map((name) => (
        <a href={address(query, name)} aria-current={name === tab ? 'page' : undefined}>
          {view.t(`search.tab.${name}`)}
        </a>
      ))}
    </nav>
  )
}

/** What was not understood, and what came of it: the rest was looked for, or nothing was. */
function Problems({ view, found }: { view: View; found: Gathered }) {
  const { problems, searched } = found
  const said = problems
    .slice(0, 6)
    .map(({ code, value }) => view.t(`search.problem.${code}`, { value: short(value), count: longest }))
  if (said.length === 0) return null
  return (
    <div class="search-problems" role="status">
      {searched ? <p>{view.t('search.problem.title')}</p> : null}
      {said.length === 1 ? (
        <p>{said[0]}</p>
      ) : (
        <ul>
          {said.map((text) => (
            <li>{text}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Results({ view, query, tab, found }: { view: View; query: string; tab: Tab; found: Gathered }) {
  const { words } = found
  const more = (name: Tab, list: { next: number | null }) =>
    tab === 'all' && list.next !== null ? address(query, name) : null
  const { rooms, people, tags, articles, events, posts } = found
  return (
    <>
      {rooms.list.length > 0 ? (
        <Found view={view} id="rooms" title={view.t('search.tab.rooms')} more={more('rooms', rooms)}>
          <Rooms view={view} query={words} rooms={rooms.list} />
        </Found>
      ) : null}
      {people.list.length > 0 ? (
        <Found view={view} id="people" title={view.t('search.people')} more={more('people', people)}>
          <People view={view} accounts={people.list} />
        </Found>
      ) : null}
      {tags.list.length > 0 ? (
        <Found view={view} id="tags" title={view.t('search.tags')} more={more('tags', tags)}>
          <Tags view={view} tags={tags.list} />
        </Found>
      ) : null}
      {articles.list.length > 0 ? (
        <Found
          view={view}
          id="articles"
          title={view.t('search.tab.articles')}
          more={more('articles', articles)}
        >
          {articles.loose ? <p class="hint search-loose">{view.t('search.loose')}</p> : null}
          <Articles view={view} query={words} articles={articles.list} />
        </Found>
      ) : null}
      {events.list.length > 0 ? (
        <Found view={view} id="events" title={view.t('search.tab.events')} more={more('events', events)}>
          <Events view={view} query={words} events={events.list} />
        </Found>
      ) : null}
      {posts.list.length > 0 ? (
        <Found view={view} id="posts" title={view.t('search.posts')} more={more('posts', posts)}>
          {posts.loose ? <p class="hint search-loose">{view.t('search.loose')}</p> : null}
          <Posts view={view} query={words} statuses={posts.list} />
        </Found>
      ) : null}
    </>
  )
}

function Nothing({ view, query, tab }: { view: View; query: string; tab: Tab }) {
  return (
    <EmptyState icon="search" text={view.t('search.nothing', { query: short(query) })}>
      {tab === 'all' || tab === 'posts' ? <p class="hint">{view.t('search.only_consenting')}</p> : null}
    </EmptyState>
  )
}

function Offer({ view, query, tab, few }: { view: View; query: string; tab: Tab; few: boolean }) {
  const meant = few ? suggestDecoding(query.trim()) : null
  return meant === null ? null : (
    <p class="search-offer">
      {view.t('search.meant')} <a href={address(meant, tab)}>{meant}</a>?
    </p>
  )
}

async function searchPage(c: Req): Promise<Response> {
  const viewer = c.get('viewer')
  // Bytes that are no text are refused, as the API refuses them.
  const { q } = readQuery(c)
  const typed = typeof q === 'string' ? q.trim() : ''
  const query = typed.slice(0, longest)
  const tab = readTab(c.req.query('tab'))
  const asked = Number(c.req.query('from') ?? 0)
  const from = tab !== 'all' && Number.isInteger(asked) && asked > 0 && asked <= 1000 ? asked : 0
  if (query.trim() !== '') limitRate(c, 'search', viewer?.id ?? clientAddress(c), viewer ? 600 : 120, 300)
  const [found, view] = await Promise.all([
    query.trim() === '' ? null : gather(c.get('ctx'), viewer, query, tab, from),
    viewOf(c),
  ])
  if (found && typed.length > longest) found.problems.unshift({ code: 'too_long', value: '' })
  const title = found ? view.t('search.title_for', { query: short(query) }) : view.t('search.title')
  return c.html(
    <Page view={view} title={title} head={<meta name="robots" content="noindex" />}>
      <h1>{view.t('search.title')}</h1>
      <SearchField view={view} query={query} tab={tab} />
      <SearchHelp view={view} reads={viewer === null} />
      {found === null ? (
        <>
          <p class="hint search-scams">
            <a href="/tin">{view.t('news.title')}</a> · <a href="/lua-dao">{view.t('scams.title')}</a>
          </p>
          <EmptyState icon="search" text={view.t('search.hint')} />
        </>
      ) : (
        <>
          <SearchTabs view={view} query={query} tab={tab} />
          <Problems view={view} found={found} />
          <Offer view={view} query={query} tab={tab} few={found.count < 5} />
          {!found.searched ? null : found.count === 0 ? (
            <Nothing view={view} query={query} tab={tab} />
          ) : (
            <Results view={view} query={query} tab={tab} found={found} />
          )}
          <Pager
            view={view}
            next={tab !== 'all' && found.next !== null ? address(query, tab, found.next) : null}
          />
        </>
      )}
    </Page>,
  )
}

export function searchPages(app: App): void {
  app.get('/search', searchPage)
  /** For the search field: `{items: [{kind, label, detail, href, avatar}]}`, at most 12; also for those who only read. */
  app.get('/search/suggest', async (c) => {
    const viewer = c.get('viewer')
    // Several for every word that is typed.
    limitRate(c, 'suggest', viewer?.id ?? clientAddress(c), viewer ? 3000 : 1200, 300)
    const items = await suggest(c.get('ctx'), viewer, (c.req.query('q') ?? '').replaceAll('\0', ''))
    return c.json({ items })
  })
}
