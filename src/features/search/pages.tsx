import type { App } from '../../http/env.ts'
import { clientAddress, limitRate } from '../../http/guard.ts'
import { faceAddress } from '../../lib/faces.ts'
import { excerpt } from '../../lib/html/index.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import type { Account } from '../accounts/index.ts'
import { StatusList } from '../statuses/index.ts'
import type { SearchResults, Tag } from './api.ts'
import { search } from './search.ts'

function Person({ view, account }: { view: View; account: Account }) {
  const note = excerpt(account.note, 90)
  return (
    <li class="search-person">
      <a href={`/@${account.acct}`}>
        {view.textOnly ? null : (
          <img
            src={faceAddress(view.origin, account.avatar_static)}
            alt=""
            width={44}
            height={44}
            loading="lazy"
          />
        )}
        <span class="search-who">
          <strong>
            <bdi>{account.display_name || account.username}</bdi>
          </strong>{' '}
          <span class="card-acct">@{account.acct}</span>
          {note ? <span class="search-note">{note}</span> : null}
        </span>
      </a>
    </li>
  )
}

function TagLine({ view, tag }: { view: View; tag: Tag }) {
  const uses = tag.history.reduce((sum, day) => sum + Number(day.uses), 0)
  return (
    <li>
      <a href={`/tags/${encodeURIComponent(tag.name)}`}>
        <strong>#{tag.name}</strong> <small>{view.t('search.tag_uses', { count: uses })}</small>
      </a>
    </li>
  )
}

function Results({ view, results }: { view: View; results: SearchResults }) {
  return (
    <>
      {results.accounts.length > 0 ? (
        <section class="search-found" aria-labelledby="found-people">
          <h2 id="found-people">{view.t('search.people')}</h2>
          <ul class="search-people">
            {results.accounts.map((account) => (
              <Person view={view} account={account} />
            ))}
          </ul>
        </section>
      ) : null}
      {results.hashtags.length > 0 ? (
        <section class="search-found" aria-labelledby="found-tags">
          <h2 id="found-tags">{view.t('search.tags')}</h2>
          <ul class="search-tags">
            {results.hashtags.map((tag) => (
              <TagLine view={view} tag={tag} />
            ))}
          </ul>
        </section>
      ) : null}
      {results.statuses.length > 0 ? (
        <section class="search-found" aria-labelledby="found-posts">
          <h2 id="found-posts">{view.t('search.posts')}</h2>
          <StatusList view={view} statuses={results.statuses} />
        </section>
      ) : null}
    </>
  )
}

const isEmpty = (results: SearchResults): boolean =>
  results.accounts.length + results.hashtags.length + results.statuses.length === 0

export function searchPages(app: App): void {
  app.get('/search', async (c) => {
    const viewer = c.get('viewer')
    const query = (c.req.query('q') ?? '').slice(0, 500)
    const asked = query.trim() !== ''
    if (asked) limitRate(c, 'search', viewer?.id ?? clientAddress(c), viewer ? 600 : 120, 300)
    const [results, view] = await Promise.all([
      asked ? search(c.get('ctx'), viewer, query, { limit: 20 }) : null,
      viewOf(c),
    ])
    const title = asked ? view.t('search.title_for', { query }) : view.t('search.title')
    return c.html(
      <Page view={view} title={title} head={<meta name="robots" content="noindex" />}>
        <h1>{view.t('search.title')}</h1>
        <search>
          <form method="get" action="/search" class="search-form">
            <label for="q">{view.t('search.label')}</label>
            <input
              type="search"
              id="q"
              name="q"
              value={query}
              maxLength={500}
              autocomplete="off"
              autocapitalize="none"
            />
            <button type="submit" class="primary button">
              {view.t('search.go')}
            </button>
          </form>
        </search>
        <p class="hint">
          <a href="/tin">{view.t('news.title')}</a> · <a href="/lua-dao">{view.t('scams.title')}</a>
        </p>
        {results === null ? (
          <EmptyState icon="search" text={view.t('search.hint')} />
        ) : isEmpty(results) ? (
          <EmptyState icon="search" text={view.t('search.nothing', { query })} />
        ) : (
          <Results view={view} results={results} />
        )}
      </Page>,
    )
  })
}
