import { type AppError, forbidden } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { isId } from '../../lib/ids.ts'
import { redirectWith } from '../../ui/flash.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { correctable, text } from '../../ui/widgets/fields.tsx'
import { Field } from '../../ui/widgets/form.tsx'
import { Pager } from '../../ui/widgets/pager.tsx'
import { RelativeTime } from '../../ui/widgets/time.tsx'
import { type Account, presentAccounts } from '../accounts/index.ts'
import { toLogin } from '../auth/index.ts'
import { personOf } from '../communities/index.ts'
import { DeskFrame, reaches, type SiteView, siteOf } from '../sites/index.ts'
import { type ArticleState, articleStates } from './api.ts'
import { decideHeld } from './comments.ts'
import { type HeldRow, selectHeld } from './comments-sql.ts'
import { newsTime } from './parts.tsx'
import * as sql from './sql.ts'

const perPage = 30

/** The way to a desk for somebody who works there; others learn why not. */
async function atDesk(
  c: Req,
  show: (site: SiteView) => Promise<Response>,
  wanted: 'contributor' | 'editor' = 'contributor',
) {
  if (!c.get('viewer')) return toLogin(c)
  const site = await siteOf(c)
  if (!reaches(site.site.role, wanted)) throw forbidden('site_needs_role')
  return show(site)
}

function Row({ view, site, row }: { view: View; site: SiteView; row: sql.ArticleRow }) {
  const { t } = view
  const authors = (row.authors ?? []).map(({ name }) => name).join(', ')
  const when =
    row.state === 'scheduled' && row.scheduled_at
      ? t('articles.desk.scheduled_for', { time: newsTime(row.scheduled_at, view) })
      : row.published_at
        ? newsTime(row.published_at, view)
        : null
  return (
    <li class="desk-row">
      <a class="desk-headline" href={`${site.path}/quan-tri/bai/${row.id}`}>
        {row.headline}
      </a>
      <p class="article-facts">
        <span class={`badge state-${row.state}`}>{t(`articles.state.${row.state}`)}</span>
        {row.corrected_at ? <span class="badge">{t('articles.corrected')}</span> : null}
        {authors ? <span>{authors}</span> : null}
        {when ? <span>{when}</span> : null}
        <span>
          {t('articles.desk.changed')} <RelativeTime view={view} at={row.updated_at} />
        </span>
        {row.replies > 0 ? <span>{t('articles.comments.count', { count: row.replies })}</span> : null}
        {row.state === 'published' || row.state === 'archived' ? (
          <a href={`${site.path}/${row.slug}`}>{t('articles.desk.read')}</a>
        ) : null}
      </p>
      {row.note ? <p class="aside">{t('articles.desk.note', { note: row.note })}</p> : null}
    </li>
  )
}

async function deskPage(c: Req, site: SiteView): Promise<Response> {
  const ctx = c.get('ctx')
  const viewer = personOf(c)
  const by = reaches(site.site.role, 'editor') ? null : viewer.id
  const state: ArticleState | null = articleStates.find((one) => one === c.req.query('state')) ?? null
  const after = c.req.query('max_id')
  const [from] = isId(after) ? await sql.selectArticles(ctx, [after]) : []
  const before = from ? { at: from.updated_at, id: from.id } : null
  const [rows, counts, view] = await Promise.all([
    sql.selectDesk(ctx, site.id, { state, by, before, limit: perPage }),
    sql.countDesk(ctx, site.id, by),
    viewOf(c),
  ])
  const { t } = view
  const path = `${site.path}/quan-tri`
  const next =
    rows.length === perPage ? `${path}?${state ? `state=${state}&` : ''}max_id=${rows.at(-1)!.id}` : null
  return c.html(
    <DeskFrame c={c} view={view} site={site} title={t('sites.desk.articles')}>
      <p class="buttons">
        <a class="button primary" href={`${path}/bai/moi`}>
          {t('sites.desk.write')}
        </a>
        <a class="button" href={`${path}/dan`}>
          {t('sites.desk.paste')}
        </a>
      </p>
      <nav class="chips" aria-label={t('articles.desk.states')}>
        <a class="chip" href={path} aria-current={state === null ? 'true' : undefined}>
          {t('articles.desk.all')}
        </a>
        {articleStates.map((one) => {
          const count = counts.find((row) => row.state === one)?.count ?? 0
          return (
            <a class="chip" href={`${path}?state=${one}`} aria-current={state === one ? 'true' : undefined}>
              {t(`articles.state.${one}`)} <span class="hint">{count}</span>
            </a>
          )
        })}
      </nav>
      {rows.length === 0 ? (
        <EmptyState icon="draft" text={t('articles.desk.none')} />
      ) : (
        <ul class="desk-list">
          {rows.map((row) => (
            <Row view={view} site={site} row={row} />
          ))}
        </ul>
      )}
      <Pager view={view} next={next} />
    </DeskFrame>,
  )
}

function HeldComment({
  view,
  site,
  held,
  account,
  refused,
}: {
  view: View
  site: SiteView
  held: HeldRow
  account: Account | undefined
  refused: { id: string; reason: string; error: AppError } | null
}) {
  const { t } = view
  const path = `${site.path}/quan-tri/binh-luan/${held.id}`
  const mine = refused?.id === held.id ? refused : null
  return (
    <li class="desk-row" id={`cho-${held.id}`}>
      <p class="article-facts">
        {account ? <a href={`/@${account.acct}`}>{account.display_name || `@${account.acct}`}</a> : null}
        <a href={`${site.path}/${held.slug}`}>{held.headline}</a>
        <RelativeTime view={view} at={held.created_at} />
      </p>
      <p class="plain">{held.text}</p>
      <div class="held-actions">
        <form method="post" action={`${path}/nhan`}>
          <button type="submit" class="button primary small">
            {t('articles.held.admit')}
          </button>
        </form>
        <details class="held-refuse" open={mine !== null}>
          <summary class="button small">{t('articles.held.refuse')}</summary>
          <form class="form" method="post" action={`${path}/tu-choi`}>
            <Field
              view={view}
              name="reason"
              label={t('articles.held.reason')}
              hint={t('articles.held.reason_hint')}
              value={mine?.reason ?? ''}
              errors={mine?.error.fields}
              required
            />
            <button type="submit" class="button small">
              {t('articles.held.refuse_do')}
            </button>
          </form>
        </details>
      </div>
    </li>
  )
}

async function heldPage(
  c: Req,
  site: SiteView,
  refused: { id: string; reason: string; error: AppError } | null = null,
): Promise<Response> {
  const ctx = c.get('ctx')
  const after = c.req.query('after')
  const [rows, view] = await Promise.all([
    selectHeld(ctx, site.id, isId(after) ? after : null, perPage),
    viewOf(c),
  ])
  const accounts = await presentAccounts(ctx, [...new Set(rows.map((row) => row.account_id))])
  const { t } = view
  const path = `${site.path}/quan-tri/binh-luan`
  return c.html(
    <DeskFrame c={c} view={view} site={site} title={t('sites.desk.held')}>
      <p class="hint">{t('articles.held.hint')}</p>
      {rows.length === 0 ? (
        <EmptyState icon="check" text={t('articles.held.none')} />
      ) : (
        <ul class="desk-list">
          {rows.map((row) => (
            <HeldComment
              view={view}
              site={site}
              held={row}
              account={accounts.get(row.account_id)}
              refused={refused}
            />
          ))}
        </ul>
      )}
      <Pager view={view} next={rows.length === perPage ? `${path}?after=${rows.at(-1)!.id}` : null} />
      <p>
        <a href="/moderation">{t('articles.held.cases')}</a>
      </p>
    </DeskFrame>,
    (refused?.error.status ?? 200) as 200,
  )
}

/** What the staff works on, and the comments that wait for it. */
export function deskPages(app: App): void {
  app.get('/trang/:handle/quan-tri', (c) => atDesk(c, (site) => deskPage(c, site)))
  app.get('/trang/:handle/quan-tri/binh-luan', (c) => atDesk(c, (site) => heldPage(c, site), 'editor'))

  app.post('/trang/:handle/quan-tri/binh-luan/:held/nhan', async (c) => {
    const viewer = personOf(c)
    const site = await siteOf(c)
    await decideHeld(c.get('ctx'), viewer, site.id, c.req.param('held'), { admit: true })
    return redirectWith(c, `${site.path}/quan-tri/binh-luan`, 'articles.held.admitted')
  })
  app.post('/trang/:handle/quan-tri/binh-luan/:held/tu-choi', async (c) => {
    const viewer = personOf(c)
    const site = await siteOf(c)
    const reason = text(await readBody(c), 'reason')
    const id = c.req.param('held')
    try {
      await decideHeld(c.get('ctx'), viewer, site.id, id, { admit: false, reason })
    } catch (thrown) {
      return heldPage(c, site, { id, reason, error: correctable(thrown) })
    }
    return redirectWith(c, `${site.path}/quan-tri/binh-luan`, 'articles.held.refused')
  })
}
