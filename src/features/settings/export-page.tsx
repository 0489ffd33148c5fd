import { Readable } from 'node:stream'
import { notFound, unauthorized } from '../../errors.ts'
import type { App, Req, Viewer } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { formatNumber } from '../../lib/format/index.ts'
import { vietnamDay } from '../../lib/time.ts'
import { render } from '../../ui/render.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { SettingsPage } from '../../ui/widgets/settings-nav.tsx'
import { getAccount } from '../accounts/index.ts'
import { toLogin } from '../auth/index.ts'
import { eventsJson } from '../events/index.ts'
import { exported as noteExport } from '../transparency/index.ts'
import { archive } from './archive.ts'
import { bookmarksCsv, domainsCsv, outbox, peopleCsv, postLines } from './export.ts'
import { selectTotals, type Totals } from './sql.ts'
import { statements } from './statements.ts'

const lists = ['follows', 'followers', 'blocks', 'mutes', 'domain_blocks', 'bookmarks'] as const

function ExportPage({ view, totals }: { view: View; totals: Totals }) {
  const { t } = view
  const megabytes = Number(totals.media_size) / 1024 / 1024
  const count = (value: number) => formatNumber(value, view.locale)
  return (
    <SettingsPage view={view} title={t('settings.export.title')}>
      <p>{t('settings.export.text')}</p>
      <section aria-labelledby="export-all">
        <h2 id="export-all">{t('settings.export.archive')}</h2>
        <p>
          {t('settings.export.archive_text', {
            posts: totals.statuses,
            files: totals.media,
            size: formatNumber(Math.round(megabytes * 10) / 10, view.locale, 1),
          })}
        </p>
        <p>
          <a class="button primary" href="/settings/export/archive.tar.gz" data-turbo="false" download>
            {t('settings.export.archive_get')}
          </a>
        </p>
      </section>
      <section aria-labelledby="export-lists">
        <h2 id="export-lists">{t('settings.export.lists')}</h2>
        <p>{t('settings.export.lists_text')}</p>
        <ul class="settings-list export-list">
          {lists.map((list) => (
            <li>
              <span>
                {t(`settings.export.${list}`)} <span class="hint">{count(totals[list])}</span>
              </span>
              <a href={`/settings/export/${list}.csv`} data-turbo="false" download>
                {t('settings.export.get', { name: `${list}.csv` })}
              </a>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="export-posts">
        <h2 id="export-posts">{t('settings.export.posts')}</h2>
        <p>{t('settings.export.posts_text')}</p>
        <ul class="settings-list export-list">
          {(['outbox.json', 'posts.jsonl', 'events.json', 'moderation.json'] as const).map((name) => (
            <li>
              <span>{t(`settings.export.${name}`)}</span>
              <a href={`/settings/export/${name}`} data-turbo="false" download>
                {t('settings.export.get', { name })}
              </a>
            </li>
          ))}
        </ul>
      </section>
    </SettingsPage>
  )
}

/** A file for her alone, sent as it is made. */
function download(c: Req, viewer: Viewer, name: string, type: string, source: Readable): Response {
  const day = vietnamDay(c.get('ctx').clock())
  return new Response(Readable.toWeb(source) as unknown as ReadableStream, {
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${viewer.username}-${day}-${name}"`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
      'Content-Security-Policy': "default-src 'none'; sandbox",
    },
  })
}

async function exported(c: Req, viewer: Viewer, name: string): Promise<Response> {
  const ctx = c.get('ctx')
  const owner = await getAccount(ctx, viewer.id)
  const text = (pieces: AsyncIterable<string>, type: string) =>
    download(c, viewer, name, `${type}; charset=utf-8`, Readable.from(pieces, { objectMode: false }))
  switch (name) {
    case 'follows.csv':
    case 'followers.csv':
    case 'blocks.csv':
    case 'mutes.csv':
      return text(peopleCsv(ctx, name.slice(0, -4) as 'follows', owner), 'text/csv')
    case 'domain_blocks.csv':
      return text(domainsCsv(ctx, owner), 'text/csv')
    case 'bookmarks.csv':
      return text(bookmarksCsv(ctx, owner), 'text/csv')
    case 'outbox.json': {
      const [totals] = await selectTotals(ctx, owner.id)
      return text(outbox(ctx, owner, totals!.statuses), 'application/activity+json')
    }
    case 'events.json':
      return text(eventsJson(ctx, owner), 'application/json')
    case 'moderation.json':
      return text(statements(ctx, owner), 'application/json')
    case 'posts.jsonl':
      return text(postLines(ctx, owner), 'application/jsonl')
    case 'archive.tar.gz':
      return download(c, viewer, name, 'application/gzip', archive(ctx, owner))
    default:
      throw notFound()
  }
}

export function exportPages(app: App): void {
  app.get('/settings/export', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return toLogin(c)
    const [totals] = await selectTotals(c.get('ctx'), viewer.id)
    return render(c, <ExportPage view={await viewOf(c)} totals={totals!} />)
  })
  app.get('/settings/export/:name', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) throw unauthorized()
    const name = c.req.param('name')
    if (c.req.method === 'HEAD') throw notFound()
    limitRate(
      c,
      name === 'archive.tar.gz' ? 'archive' : 'export',
      viewer.id,
      name === 'archive.tar.gz' ? 6 : 60,
      3600,
    )
    const answer = await exported(c, viewer, name)
    await noteExport(c.get('ctx'))
    return answer
  })
}
