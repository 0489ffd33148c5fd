import { raw } from 'hono/html'
import { AppError } from '../../errors.ts'
import { type Params, readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { redirectWith } from '../../ui/flash.ts'
import { viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { text, wholeProblem } from '../../ui/widgets/fields.tsx'
import { Buttons, Field, FormProblem } from '../../ui/widgets/form.tsx'
import { Icon } from '../../ui/widgets/icon.tsx'
import { RelativeTime } from '../../ui/widgets/time.tsx'
import { toLogin } from '../auth/index.ts'
import type { Community } from './api.ts'
import { mayIn, personOf, RoomPage, roomOf, roomPathOf } from './room.tsx'
import * as wiki from './wiki.ts'
import { Diff, mayEdit, pageOf } from './wiki-history.tsx'
import type { WikiPageRow } from './wiki-sql.ts'

async function listPage(c: Req): Promise<Response> {
  const community = await roomOf(c)
  const [pages, view] = await Promise.all([
    wiki.listWiki(c.get('ctx'), c.get('viewer'), community.id),
    viewOf(c),
  ])
  const path = `${roomPathOf(community)}/wiki`
  const title = view.t('communities.tab.wiki')
  const orders = pages.length > 1 && mayIn(community, 'wiki')
  return c.html(
    <RoomPage view={view} community={community} title={title}>
      <div class="room-settings">
        <h1>{title}</h1>
        {pages.length === 0 ? <EmptyState icon="draft" text={view.t('communities.wiki.empty')} /> : null}
        <ul class="wiki-list">
          {pages.map((page, at) => (
            <li class="wiki-row">
              <a href={`${path}/${page.slug}`}>
                {page.locked ? <Icon name="lock" label={view.t('communities.wiki.locked')} /> : null}
                {page.title}
              </a>{' '}
              <span class="hint">
                <RelativeTime view={view} at={page.updated_at} />
              </span>
              {orders ? (
                <form method="post" class="wiki-order">
                  {(['up', 'down'] as const).map((way) => (
                    <button
                      type="submit"
                      class="button small"
                      formaction={`${path}/${page.slug}/${way}`}
                      disabled={at === (way === 'up' ? 0 : pages.length - 1)}
                      aria-label={view.t(`communities.wiki.${way}`, { title: page.title })}
                    >
                      <span aria-hidden="true">{way === 'up' ? '↑' : '↓'}</span>
                    </button>
                  ))}
                </form>
              ) : null}
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
  for (const [way, by] of [
    ['up', -1],
    ['down', 1],
  ] as const) {
    app.post(`/xom/:handle/wiki/:slug/${way}`, async (c) => {
      const community = await roomOf(c)
      await wiki.moveWikiPage(c.get('ctx'), personOf(c), community.id, c.req.param('slug'), by)
      return redirectWith(c, `${roomPathOf(community)}/wiki`, 'common.saved')
    })
  }

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
