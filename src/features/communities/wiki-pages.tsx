import { raw } from 'hono/html'
import { AppError } from '../../errors.ts'
import { type Params, readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { diffLines } from '../../lib/diff.ts'
import { redirectWith } from '../../ui/flash.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { text, wholeProblem } from '../../ui/widgets/fields.tsx'
import { Buttons, Field, FormProblem } from '../../ui/widgets/form.tsx'
import { Icon } from '../../ui/widgets/icon.tsx'
import { Pager } from '../../ui/widgets/pager.tsx'
import { RelativeTime } from '../../ui/widgets/time.tsx'
import { presentAccounts } from '../accounts/index.ts'
import { toLogin } from '../auth/index.ts'
import type { Community } from './api.ts'
import { mayIn, memberMayIn, personOf, RoomPage, roomOf, roomPathOf } from './room.tsx'
import * as wiki from './wiki.ts'
import { selectWikiRevisions, selectWikiTexts, type WikiPageRow } from './wiki-sql.ts'

const mayEdit = (community: Community, page: Pick<WikiPageRow, 'locked'> | null): boolean =>
  !community.archived_at && (page?.locked ? mayIn(community, 'wiki') : memberMayIn(community, 'wiki'))

async function listPage(c: Req): Promise<Response> {
  const community = await roomOf(c)
  const [pages, view] = await Promise.all([
    wiki.listWiki(c.get('ctx'), c.get('viewer'), community.id),
    viewOf(c),
  ])
  const path = `${roomPathOf(community)}/wiki`
  const title = view.t('communities.tab.wiki')
  return c.html(
    <RoomPage view={view} community={community} title={title}>
      <div class="room-settings">
        <h1>{title}</h1>
        {pages.length === 0 ? <EmptyState icon="draft" text={view.t('communities.wiki.empty')} /> : null}
        <ul class="wiki-list">
          {pages.map((page) => (
            <li>
              <a href={`${path}/${page.slug}`}>
                {page.locked ? <Icon name="lock" label={view.t('communities.wiki.locked')} /> : null}
                {page.title}
              </a>{' '}
              <span class="hint">
                <RelativeTime view={view} at={page.updated_at} />
              </span>
            </li>
          ))}
        </ul>
        {mayEdit(community, null) ? (
          <p>
            <a class="button" href={`${path}/new`}>
              <Icon name="plus" /> {view.t('communities.wiki.new')}
            </a>
          </p>
        ) : null}
      </div>
    </RoomPage>,
  )
}

function Do({ action, text }: { action: string; text: string }) {
  return (
    <form method="post" action={action}>
      <button type="submit" class="button small">
        {text}
      </button>
    </form>
  )
}

async function pageOf(c: Req): Promise<{ community: Community; page: WikiPageRow; path: string }> {
  const community = await roomOf(c)
  const page = await wiki.getWikiPage(c.get('ctx'), c.get('viewer'), community.id, c.req.param('slug') ?? '')
  return { community, page, path: `${roomPathOf(community)}/wiki/${page.slug}` }
}

async function wikiPage(c: Req): Promise<Response> {
  const [{ community, page, path }, view] = await Promise.all([pageOf(c), viewOf(c)])
  const { t } = view
  return c.html(
    <RoomPage view={view} community={community} title={page.title}>
      <article class="room-settings prose">
        <h1>{page.title}</h1>
        <div class="content">{raw(page.content)}</div>
        <p class="hint">
          {page.locked ? <Icon name="lock" label={t('communities.wiki.locked')} /> : null}{' '}
          {t('communities.wiki.revision', { number: page.revision })} ·{' '}
          <RelativeTime view={view} at={page.updated_at} />
        </p>
        <div class="thread-tools wiki-tools">
          {mayEdit(community, page) ? (
            <a class="button small" href={`${path}/edit`}>
              <Icon name="pen" /> {t('communities.wiki.edit')}
            </a>
          ) : null}
          <a class="button small" href={`${path}/history`}>
            {t('communities.wiki.history')}
          </a>
          {mayIn(community, 'wiki') ? (
            <>
              <Do
                action={`${path}/${page.locked ? 'unlock' : 'lock'}`}
                text={t(page.locked ? 'communities.thread.unlock' : 'communities.thread.lock')}
              />
              <Do action={`${path}/delete`} text={t('communities.wiki.delete')} />
            </>
          ) : null}
        </div>
      </article>
    </RoomPage>,
  )
}

interface Form {
  title: string
  text: string
  comment: string
  revision: number
}

const readForm = (params: Params): Form => ({
  title: text(params, 'title'),
  text: text(params, 'text').replaceAll('\r\n', '\n'),
  comment: text(params, 'comment'),
  revision: Number(text(params, 'revision')) || 0,
})

interface FormPage {
  community: Community
  action: string
  form: Form
  error?: AppError | null
  /** What somebody else wrote meanwhile: it stands beside what was typed. */
  theirs?: WikiPageRow | null
}

async function formPage(c: Req, { community, action, form, error = null, theirs = null }: FormPage) {
  const view = await viewOf(c)
  const { t } = view
  const title = t(form.revision > 0 ? 'communities.wiki.edit' : 'communities.wiki.new')
  const errors = error?.fields
  return c.html(
    <RoomPage view={view} community={community} title={title}>
      <div class="room-settings">
        <h1>{title}</h1>
        <FormProblem text={wholeProblem(view, error)} />
        {theirs ? (
          <section class="wiki-theirs">
            <h2>{t('communities.wiki.theirs', { number: theirs.revision })}</h2>
            <Diff before={theirs.text} after={form.text} view={view} />
          </section>
        ) : null}
        <form class="form" method="post" action={action}>
          <input type="hidden" name="revision" value={String(theirs?.revision ?? form.revision)} />
          <Field
            view={view}
            name="title"
            label={t('communities.wiki.title')}
            value={form.title}
            errors={errors}
            required
          />
          <Field
            view={view}
            name="text"
            label={t('communities.wiki.text')}
            hint={t('communities.wiki.text_hint')}
            value={form.text}
            errors={errors}
            rows={18}
            required
          />
          <Field
            view={view}
            name="comment"
            label={t('communities.wiki.comment')}
            value={form.comment}
            errors={errors}
          />
          <Buttons>
            <button type="submit" class="primary">
              {t('common.save')}
            </button>
          </Buttons>
        </form>
      </div>
    </RoomPage>,
    (error?.status ?? 200) as 200,
  )
}

function Diff({ view, before, after }: { view: View; before: string; after: string }) {
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

async function historyPage(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const [{ community, page, path }, view] = await Promise.all([pageOf(c), viewOf(c)])
  const { t } = view
  const before = Number(c.req.query('before')) || page.revision + 1
  const shown = Number(c.req.query('to')) || 0
  const [rows, texts] = await Promise.all([
    selectWikiRevisions(ctx, page.id, Math.min(before, 2_000_000_000), perPage),
    shown > 0 && shown <= page.revision ? selectWikiTexts(ctx, page.id, [shown - 1, shown]) : [],
  ])
  const people = await presentAccounts(ctx, [...new Set(rows.flatMap((row) => row.account_id ?? []))])
  const title = t('communities.wiki.history')
  const older = texts.find((row) => row.revision === shown - 1)
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
            <h2>{t('communities.wiki.revision', { number: shown })}</h2>
            <Diff view={view} before={older?.text ?? ''} after={newer.text} />
          </section>
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

async function saveNew(c: Req): Promise<Response> {
  const viewer = personOf(c)
  const community = await roomOf(c)
  const path = `${roomPathOf(community)}/wiki`
  const form = { ...readForm(await readBody(c)), revision: 0 }
  limitRate(c, 'wiki', viewer.id, 300, 3 * 3600)
  try {
    const name = await wiki.createWikiPage(c.get('ctx'), viewer, community.id, form)
    return redirectWith(c, `${path}/${name}`, 'common.saved')
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.status !== 422) throw thrown
    return formPage(c, { community, action: `${path}/new`, form, error: thrown })
  }
}

async function saveEdit(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const viewer = personOf(c)
  const { community, page, path } = await pageOf(c)
  const form = readForm(await readBody(c))
  limitRate(c, 'wiki', viewer.id, 300, 3 * 3600)
  try {
    await wiki.editWikiPage(ctx, viewer, community.id, page.slug, form)
    return redirectWith(c, path, 'common.saved')
  } catch (thrown) {
    if (!(thrown instanceof AppError) || ![409, 422].includes(thrown.status)) throw thrown
    const theirs = thrown.status === 409 ? (await pageOf(c)).page : null
    return formPage(c, { community, action: `${path}/edit`, form, error: thrown, theirs })
  }
}

/** The handbook of a community: pages that its members write together. */
export function wikiPages(app: App): void {
  app.get('/xom/:handle/wiki', listPage)
  app.get('/xom/:handle/wiki/new', async (c) => {
    if (!c.get('viewer')) return toLogin(c)
    const community = await roomOf(c)
    const form = { title: '', text: '', comment: '', revision: 0 }
    return formPage(c, { community, action: `${roomPathOf(community)}/wiki/new`, form })
  })
  app.post('/xom/:handle/wiki/new', saveNew)
  app.get('/xom/:handle/wiki/:slug', wikiPage)
  app.get('/xom/:handle/wiki/:slug/edit', async (c) => {
    if (!c.get('viewer')) return toLogin(c)
    const { community, page, path } = await pageOf(c)
    return formPage(c, { community, action: `${path}/edit`, form: { ...page, comment: '' } })
  })
  app.post('/xom/:handle/wiki/:slug/edit', saveEdit)
  app.get('/xom/:handle/wiki/:slug/history', historyPage)

  for (const locked of [true, false]) {
    app.post(`/xom/:handle/wiki/:slug/${locked ? 'lock' : 'unlock'}`, async (c) => {
      const { community, page, path } = await pageOf(c)
      await wiki.setWikiLocked(c.get('ctx'), personOf(c), community.id, page.slug, locked)
      return redirectWith(c, path, 'common.saved')
    })
  }
  app.post('/xom/:handle/wiki/:slug/delete', async (c) => {
    const { community, page } = await pageOf(c)
    await wiki.deleteWikiPage(c.get('ctx'), personOf(c), community.id, page.slug)
    return redirectWith(c, `${roomPathOf(community)}/wiki`, 'communities.wiki.deleted')
  })
}
