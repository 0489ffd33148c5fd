import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { diffLines } from '../../lib/diff.ts'
import { redirectWith } from '../../ui/flash.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { text } from '../../ui/widgets/fields.tsx'
import { Buttons, Field } from '../../ui/widgets/form.tsx'
import { Pager } from '../../ui/widgets/pager.tsx'
import { RelativeTime } from '../../ui/widgets/time.tsx'
import { presentAccounts } from '../accounts/index.ts'
import type { Community } from './api.ts'
import { mayIn, memberMayIn, personOf, RoomPage, roomOf, roomPathOf } from './room.tsx'
import * as wiki from './wiki.ts'
import { selectWikiRevisions, selectWikiTexts, type WikiPageRow } from './wiki-sql.ts'

export const mayEdit = (community: Community, page: Pick<WikiPageRow, 'locked'> | null): boolean =>
  !community.archived_at && (page?.locked ? mayIn(community, 'wiki') : memberMayIn(community, 'wiki'))

/** The page of an address, for whoever may read its community. */
export async function pageOf(c: Req): Promise<{ community: Community; page: WikiPageRow; path: string }> {
  const community = await roomOf(c)
  const page = await wiki.getWikiPage(c.get('ctx'), c.get('viewer'), community.id, c.req.param('slug') ?? '')
  return { community, page, path: `${roomPathOf(community)}/wiki/${page.slug}` }
}

export function Diff({ view, before, after }: { view: View; before: string; after: string }) {
  const signs = { same: ' ', added: '+', removed: '−' } as const
  return (
    <div class="diff">
      {diffLines(before, after).map((line) => {
        const words = (
          <>
            <span class="diff-sign" aria-hidden="true">
              {signs[line.kind]}
            </span>
            {line.text || ' '}
          </>
        )
        if (line.kind === 'same') return <p>{words}</p>
        return (
          <p class={`diff-${line.kind}`}>
            <span class="visually-hidden">{view.t(`communities.wiki.${line.kind}`)}: </span>
            {words}
          </p>
        )
      })}
    </div>
  )
}

const perPage = 50

const numberIn = (value: string | undefined, most: number): number => {
  const number = Number(value)
  return Number.isInteger(number) && number > 0 && number <= most ? number : 0
}

/** Any two revisions of this page of the list, side by side. */
function CompareForm({
  view,
  path,
  rows,
  from,
  to,
}: {
  view: View
  path: string
  rows: { revision: number }[]
  from: number
  to: number
}) {
  const { t } = view
  const choice = (name: 'from' | 'to', chosen: number) => (
    <label>
      {t(`communities.wiki.compare_${name}`)}{' '}
      <select name={name}>
        {rows.map(({ revision }) => (
          <option value={String(revision)} selected={revision === chosen}>
            {t('communities.wiki.revision', { number: revision })}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <form class="thread-form" method="get" action={`${path}/history`}>
      {choice('from', from > 0 ? from : (rows[1]?.revision ?? 1))}
      {choice('to', to > 0 ? to : (rows[0]?.revision ?? 1))}
      <button type="submit">{t('communities.wiki.compare')}</button>
    </form>
  )
}

/** Makes an old revision the newest; nothing in between is lost. */
function RestoreForm({
  view,
  path,
  page,
  revision,
}: {
  view: View
  path: string
  page: WikiPageRow
  revision: number
}) {
  const { t } = view
  return (
    <form class="form" method="post" action={`${path}/restore`}>
      <input type="hidden" name="revision" value={String(revision)} />
      <input type="hidden" name="from" value={String(page.revision)} />
      <Field
        view={view}
        name="comment"
        label={t('communities.wiki.comment')}
        value={t('communities.wiki.restored', { number: revision })}
      />
      <Buttons>
        <button type="submit" class="button">
          {t('communities.wiki.restore', { number: revision })}
        </button>
      </Buttons>
    </form>
  )
}

async function historyPage(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const [{ community, page, path }, view] = await Promise.all([pageOf(c), viewOf(c)])
  const { t } = view
  const before = Number(c.req.query('before')) || page.revision + 1
  const shown = numberIn(c.req.query('to'), page.revision)
  const against = numberIn(c.req.query('from'), page.revision) || shown - 1
  const [rows, texts] = await Promise.all([
    selectWikiRevisions(ctx, page.id, Math.min(before, 2_000_000_000), perPage),
    shown > 0 ? selectWikiTexts(ctx, page.id, [against, shown]) : [],
  ])
  const people = await presentAccounts(ctx, [...new Set(rows.flatMap((row) => row.account_id ?? []))])
  const title = t('communities.wiki.history')
  const older = texts.find((row) => row.revision === against)
  const newer = texts.find((row) => row.revision === shown)
  const last = rows.at(-1)
  return c.html(
    <RoomPage view={view} community={community} title={`${title}: ${page.title}`}>
      <div class="room-settings">
        <h1>{title}</h1>
        <p>
          <a class="wiki-back" href={path}>
            {page.title}
          </a>
        </p>
        {newer ? (
          <section>
            <h2>
              {older
                ? t('communities.wiki.compared', { from: against, to: shown })
                : t('communities.wiki.revision', { number: shown })}
            </h2>
            <Diff view={view} before={older?.text ?? ''} after={newer.text} />
            {shown < page.revision && mayEdit(community, page) ? (
              <RestoreForm view={view} path={path} page={page} revision={shown} />
            ) : null}
          </section>
        ) : null}
        {rows.length > 1 ? (
          <CompareForm view={view} path={path} rows={rows} from={against} to={shown} />
        ) : null}
        <ol class="wiki-list" reversed>
          {rows.map((row) => {
            const account = row.account_id ? people.get(row.account_id) : undefined
            return (
              <li>
                <a href={`${path}/history?to=${row.revision}`}>
                  {t('communities.wiki.revision', { number: row.revision })}
                </a>{' '}
                <span class="hint">
                  {account ? `${account.display_name || account.username} · ` : ''}
                  <RelativeTime view={view} at={row.created_at} />
                  {row.comment ? ` · ${row.comment}` : ''}
                </span>
              </li>
            )
          })}
        </ol>
        <Pager
          view={view}
          next={rows.length === perPage && last ? `${path}/history?before=${last.revision}` : null}
        />
      </div>
    </RoomPage>,
  )
}

/** The revisions of a handbook's page: any two of them compared, an old one made the newest. */
export function wikiHistoryPages(app: App): void {
  app.get('/xom/:handle/wiki/:slug/history', historyPage)

  app.post('/xom/:handle/wiki/:slug/restore', async (c) => {
    const viewer = personOf(c)
    const { community, page, path } = await pageOf(c)
    const body = await readBody(c)
    const revision = numberIn(text(body, 'revision'), page.revision)
    const from = numberIn(text(body, 'from'), page.revision)
    limitRate(c, 'wiki', viewer.id, 300, 3 * 3600)
    const restore = { revision, from, comment: text(body, 'comment') }
    await wiki.restoreWikiPage(c.get('ctx'), viewer, community.id, page.slug, restore)
    return redirectWith(c, path, 'communities.flash.restored')
  })
}
