import type { App, Req } from '../../http/env.ts'
import { formatDateTime } from '../../lib/format/index.ts'
import { type View, viewOf } from '../../ui/view.ts'
import {
  BriefingFrame,
  briefingPath,
  isPublished,
  type Session,
  selectCorrections,
  sessionOf,
} from '../briefings/index.ts'
import { selectVersions } from './publication-sql.ts'

/** The files in which a session is had. */
function Files({ view, session }: { view: View; session: Session }) {
  const path = briefingPath(session)
  const files: [href: string, key: string][] = [
    [`${path}/ban-in`, 'print'],
    [`${path}.json`, 'json'],
    [`${path}.csv`, 'csv'],
    [`${path}/questions.csv`, 'questions'],
    [`${path}.ics`, 'ics'],
    [`/giao-ban/${session.series.slug}.ics`, 'series_ics'],
    ...(session.series.private
      ? []
      : ([[`/giao-ban/${session.series.slug}/atom.xml`, 'atom']] as [string, string][])),
    ...(isPublished(session.briefing) && !session.series.private
      ? ([[`${path}/activity.json`, 'article']] as [string, string][])
      : []),
  ]
  return (
    <ul class="publication-files">
      {files.map(([href, key]) => (
        <li>
          <a href={href}>{view.t(`proceedings.file.${key}`)}</a>
        </li>
      ))}
    </ul>
  )
}

async function versionsPage(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const session = await sessionOf(c)
  const [view, versions, corrections] = await Promise.all([
    viewOf(c),
    selectVersions(ctx, session.briefing.id),
    selectCorrections(ctx, session.briefing.id, 500),
  ])
  const title = view.t('proceedings.versions')
  const path = briefingPath(session)
  return c.html(
    <BriefingFrame view={view} session={session} title={title}>
      <h1>{title}</h1>
      <p>{view.t('proceedings.versions_lead')}</p>
      <Files view={view} session={session} />
      {versions.length === 0 ? <p class="hint">{view.t('proceedings.not_frozen')}</p> : null}
      <ol class="publication-versions">
        {versions.map((row) => (
          <li id={`v${row.version}`} value={row.version}>
            <p>
              <a href={`${path}/ban-in?version=${row.version}`}>
                {view.t('proceedings.version_on', {
                  version: row.version,
                  time: formatDateTime(row.created_at, view.locale),
                })}
              </a>
              {' · '}
              <a href={`${path}.json?version=${row.version}`} aria-label={`JSON, ${row.version}`}>
                JSON
              </a>
            </p>
            {row.note ? <p dir="auto">{row.note}</p> : null}
            <p class="hint">
              SHA-256 <span class="hash">{row.sha256}</span>
            </p>
          </li>
        ))}
      </ol>
      {corrections.length === 0 ? null : (
        <section>
          <h2>{view.t('outcomes.corrections')}</h2>
          <ul>
            {corrections.map((row) => (
              <li id={`sua-${row.id}`}>
                {formatDateTime(row.created_at, view.locale)}: {row.note}
              </li>
            ))}
          </ul>
        </section>
      )}
    </BriefingFrame>,
  )
}

export function publicationPages(app: App): void {
  app.get('/giao-ban/:series/:number{[0-9]+}/phien-ban', versionsPage)
}
