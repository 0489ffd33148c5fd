import type { Child } from 'hono/jsx'
import type { App, Req } from '../../http/env.ts'
import { type Page as Range, readPage } from '../../http/paging.ts'
import { formatDateTime } from '../../lib/format/index.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { type Account, PersonRow, presentAccounts } from '../accounts/index.ts'
import { hiddenList } from '../blocks/index.ts'
import { type Entry, followList, requestList } from '../follows/index.ts'
import { toLogin } from './actions.ts'
import { accountOfPath, otherAddress } from './pages.tsx'

interface PeopleListProps<E extends Entry> {
  view: View
  entries: E[]
  people: Map<string, Account>
  range: Range
  empty: string
  /** Buttons at the end of a row. */
  doing?: (account: Account, entry: E) => Child
}

/** A page of people and a plain link to the next. */
function PeopleList<E extends Entry>({ view, entries, people, range, empty, doing }: PeopleListProps<E>) {
  if (entries.length === 0 && range.maxId === null) return <p class="empty">{empty}</p>
  const more = entries.length >= range.limit ? entries.at(-1)?.id : undefined
  return (
    <>
      <ul class="people">
        {entries.map((entry) => {
          const account = people.get(entry.account_id)
          if (!account) return null
          return (
            <PersonRow view={view} account={account}>
              {doing?.(account, entry)}
            </PersonRow>
          )
        })}
      </ul>
      {more ? (
        <a class="more-link" href={`${view.path}?max_id=${more}`} rel="next">
          {view.t('accounts.more_people')}
        </a>
      ) : null}
    </>
  )
}

async function followPage(c: Req, which: 'followers' | 'following'): Promise<Response> {
  const ctx = c.get('ctx')
  const row = await accountOfPath(c)
  const elsewhere = otherAddress(c, row, `/${which}`)
  if (elsewhere) return c.redirect(elsewhere, 303)
  const range = readPage(c, 40, 80)
  const viewer = c.get('viewer')
  const [entries, view] = await Promise.all([followList(ctx, viewer, row, which, range), viewOf(c)])
  const people = await presentAccounts(ctx, [row.id, ...entries.map((entry) => entry.account_id)])
  const owner = people.get(row.id)!
  const name = owner.display_name || owner.username
  const own = viewer?.id === row.id
  const hidden = row.hide_collections && !own
  return c.html(
    <Page
      view={view}
      title={view.t(`accounts.${which}_of`, { name })}
      head={<meta name="robots" content="noindex" />}
    >
      <h1 class="feed-title">{view.t(`accounts.${which}_of`, { name })}</h1>
      <p class="thread-way">
        <a href={`/@${owner.acct}`}>{view.t('accounts.back_to_profile')}</a>
      </p>
      <PeopleList
        view={view}
        entries={entries}
        people={people}
        range={range}
        empty={view.t(hidden ? 'accounts.hidden_list' : `accounts.no_${which}`)}
        {...(own && which === 'followers'
          ? {
              doing: (one: Account) => (
                <Act
                  view={view}
                  to={`/accounts/${one.id}/remove-follower`}
                  words="accounts.remove_follower"
                  look="quiet"
                />
              ),
            }
          : {})}
      />
    </Page>,
  )
}

/** One button that is a form of its own. */
function Act({
  view,
  to,
  words,
  look = '',
}: {
  view: View
  to: string
  words: string
  look?: 'primary' | 'quiet' | ''
}) {
  return (
    <form method="post" action={to}>
      <input type="hidden" name="back" value={view.path} />
      <button type="submit" class={`button ${look}`.trim()}>
        {view.t(words)}
      </button>
    </form>
  )
}

async function ownPage(c: Req, which: 'requests' | 'blocks' | 'mutes'): Promise<Response> {
  const ctx = c.get('ctx')
  const viewer = c.get('viewer')
  if (!viewer) return toLogin(c, c.req.path)
  const range = readPage(c, 40, 80)
  const [entries, view] = await Promise.all([
    which === 'requests' ? requestList(ctx, viewer, range) : hiddenList(ctx, which, viewer.id, range),
    viewOf(c),
  ])
  const people = await presentAccounts(
    ctx,
    entries.map((entry) => entry.account_id),
  )
  const doing = (account: Account, entry: Entry & { expires_at?: Date | null }): Child => {
    if (which === 'blocks')
      return <Act view={view} to={`/accounts/${account.id}/unblock`} words="accounts.unblock" />
    if (which === 'mutes') {
      return (
        <>
          {entry.expires_at ? (
            <span class="hint">
              {view.t('accounts.muted_until', { time: formatDateTime(entry.expires_at, view.locale) })}
            </span>
          ) : null}
          <Act view={view} to={`/accounts/${account.id}/unmute`} words="accounts.unmute" />
        </>
      )
    }
    return (
      <>
        <Act
          view={view}
          to={`/follow-requests/${account.id}/accept`}
          words="accounts.accept"
          look="primary"
        />
        <Act view={view} to={`/follow-requests/${account.id}/reject`} words="accounts.reject" />
      </>
    )
  }
  const title = view.t(`accounts.${which}.title`)
  return c.html(
    <Page view={view} title={title}>
      <h1 class="feed-title">{title}</h1>
      <p class="feed-intro">
        {view.t(`accounts.${which}.intro`)}{' '}
        {which === 'blocks' ? <a href="/blocks/domains">{view.t('accounts.domains.title')}</a> : null}
      </p>
      <PeopleList
        view={view}
        entries={entries}
        people={people}
        range={range}
        empty={view.t(`accounts.${which}.empty`)}
        doing={doing}
      />
    </Page>,
  )
}

/** Lists of people: who follows, who is followed, who asks, who is blocked or muted. */
export function listPages(app: App): void {
  app.get('/:at{@[^/]+}/followers', (c) => followPage(c, 'followers'))
  app.get('/:at{@[^/]+}/following', (c) => followPage(c, 'following'))
  app.get('/follow-requests', (c) => ownPage(c, 'requests'))
  app.get('/blocks', (c) => ownPage(c, 'blocks'))
  app.get('/mutes', (c) => ownPage(c, 'mutes'))
}
