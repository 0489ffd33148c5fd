import type { Id } from '../../context.ts'
import type { App, Req } from '../../http/env.ts'
import { type Page as Range, readPage } from '../../http/paging.ts'
import { faceAddress } from '../../lib/faces.ts'
import { formatNumber } from '../../lib/format/index.ts'
import { truncate } from '../../lib/graphemes.ts'
import { toPlainText } from '../../lib/html/index.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { type Account, presentAccounts } from '../accounts/index.ts'
import { presentStatuses, StatusFeed, statusPath } from '../statuses/index.ts'
import { visibleStatus } from '../visibility/index.ts'
import { bookmarkIds, favouritedBy, favouriteIds, rebloggedBy } from './sql.ts'

function Person({ view, account }: { view: View; account: Account }) {
  const note = truncate(toPlainText(account.note).replace(/\s+/g, ' '), 90)
  return (
    <li class="person">
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
        <span class="person-who">
          <strong>
            <bdi>{account.display_name || account.username}</bdi>
          </strong>
          <span class="card-acct">@{account.acct}</span>
          {note ? <span class="person-note">{note}</span> : null}
        </span>
      </a>
    </li>
  )
}

/** The boundary of the next page: the last mark's id, when the page is full. */
const nextOf = (range: Range, rows: readonly { id: Id }[]): Id | null =>
  rows.length >= range.limit ? (rows.at(-1)?.id ?? null) : null

const door = (c: Req) => c.redirect(`/login?next=${encodeURIComponent(c.req.path)}`, 303)

/** What one saved and liked, and who liked and shared a post. */
export function listPages(app: App): void {
  for (const [path, select] of [
    ['bookmarks', bookmarkIds],
    ['favourites', favouriteIds],
  ] as const) {
    app.get(`/${path}`, async (c) => {
      const ctx = c.get('ctx')
      const viewer = c.get('viewer')
      if (!viewer) return door(c)
      const range = readPage(c)
      const rows = await select(ctx, viewer.id, range)
      const statuses = await presentStatuses(
        ctx,
        viewer,
        rows.map((row) => row.status_id),
      )
      const view = await viewOf(c)
      const title = view.t(`statuses.page.${path}`)
      return c.html(
        <Page view={view} title={title}>
          <h1>{title}</h1>
          <StatusFeed
            view={view}
            statuses={statuses}
            range={range}
            next={nextOf(range, rows)}
            empty={view.t(`statuses.page.${path}_empty`)}
          />
        </Page>,
      )
    })
  }

  for (const [path, select] of [
    ['favourited', favouritedBy],
    ['reblogged', rebloggedBy],
  ] as const) {
    app.get(`/:at{@[^/]+}/:id{[0-9]+}/${path}`, async (c) => {
      const ctx = c.get('ctx')
      const viewer = c.get('viewer')
      const range = readPage(c, 40, 80)
      const seen = await visibleStatus(ctx, viewer, c.req.param('id'))
      const rows = await select(ctx, viewer?.id ?? null, seen.id, range)
      const [people, [status]] = await Promise.all([
        presentAccounts(
          ctx,
          rows.map((row) => row.account_id),
        ),
        presentStatuses(ctx, viewer, [seen.id]),
      ])
      const view = await viewOf(c)
      const title = view.t(`statuses.page.${path}`)
      const next = nextOf(range, rows)
      return c.html(
        <Page view={view} title={title}>
          <h1>{title}</h1>
          {status ? (
            <p class="thread-way">
              <a href={statusPath(status)}>{view.t('statuses.page.back_to_post')}</a>
            </p>
          ) : null}
          {rows.length === 0 ? <p class="empty">{view.t('statuses.page.nobody')}</p> : null}
          <ul class="people" aria-label={`${title}: ${formatNumber(rows.length, view.locale)}`}>
            {rows.map((row) => {
              const account = people.get(row.account_id)
              return account ? <Person view={view} account={account} /> : null
            })}
          </ul>
          {next ? (
            <a class="more-link" href={`?max_id=${next}`}>
              {view.t('timelines.more')}
            </a>
          ) : null}
        </Page>,
      )
    })
  }
}
