import { notFound } from '../../errors.ts'
import type { App, Req } from '../../http/env.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { Pager } from '../../ui/widgets/pager.tsx'
import { RelativeTime } from '../../ui/widgets/time.tsx'
import { presentAccounts } from '../accounts/index.ts'
import { toLogin } from '../auth/index.ts'
import { Diff, personOf } from '../communities/index.ts'
import { DeskFrame, siteOf } from '../sites/index.ts'
import { getArticle, getRevision, listRevisions } from './articles.ts'
import type { RevisionRow } from './sql.ts'

const perPage = 30

/** Everything that a revision said, one thing a line. */
function whole(view: View, revision: RevisionRow | null): string {
  if (!revision) return ''
  const rest = Object.entries(revision.rest)
    .filter(([, value]) => value !== '' && value !== null && !(Array.isArray(value) && value.length === 0))
    .map(([name, value]) => {
      const key = `editor.field.${name}`
      const label = view.t(key)
      return `${label === key ? name : label}: ${Array.isArray(value) ? value.join(', ') : String(value)}`
    })
  return [revision.headline, revision.lead, revision.body, ...rest].filter((part) => part !== '').join('\n\n')
}

async function revisionPage(c: Req): Promise<Response> {
  if (!c.get('viewer')) return toLogin(c)
  const ctx = c.get('ctx')
  const viewer = personOf(c)
  const [site, view] = await Promise.all([siteOf(c), viewOf(c)])
  const [id, number] = [c.req.param('id') ?? '', Number(c.req.param('revision'))]
  const row = await getArticle(ctx, viewer, id)
  if (row.site_id !== site.id) throw notFound()
  const below = Number(c.req.query('before')) || null
  const [{ now, before }, list] = await Promise.all([
    getRevision(ctx, viewer, id, number),
    listRevisions(ctx, viewer, id, below && below > 0 && below < 2_000_000_000 ? below : null, perPage),
  ])
  const people = await presentAccounts(ctx, [...new Set(list.flatMap((one) => one.account_id ?? []))])
  const { t } = view
  const path = `${site.path}/quan-tri/bai/${row.id}`
  const last = list.at(-1)
  return c.html(
    <DeskFrame c={c} view={view} site={site} title={t('editor.revision', { number })}>
      <p>
        <a href={path}>{row.headline}</a>
      </p>
      <h2>
        {before
          ? t('editor.compared', { from: before.revision, to: now.revision })
          : t('editor.revision', { number: now.revision })}
      </h2>
      <Diff view={view} before={whole(view, before)} after={whole(view, now)} />
      <h2>{t('editor.revisions')}</h2>
      <ol class="wiki-list" reversed>
        {list.map((one) => {
          const account = one.account_id ? people.get(one.account_id) : undefined
          return (
            <li>
              <a
                href={`${path}/ban/${one.revision}`}
                aria-current={one.revision === now.revision ? 'true' : undefined}
              >
                {t('editor.revision', { number: one.revision })}
              </a>{' '}
              <span class="hint">
                {account ? `${account.display_name || account.username} · ` : ''}
                <RelativeTime view={view} at={one.created_at} />
                {one.comment ? ` · ${one.comment}` : ''}
              </span>
            </li>
          )
        })}
      </ol>
      <Pager
        view={view}
        next={list.length === perPage && last ? `${path}/ban/${number}?before=${last.revision}` : null}
      />
    </DeskFrame>,
  )
}

/** What was saved when, and what it changed. */
export function revisionPages(app: App): void {
  app.get('/trang/:handle/quan-tri/bai/:id{[0-9]+}/ban/:revision{[0-9]+}', revisionPage)
}
