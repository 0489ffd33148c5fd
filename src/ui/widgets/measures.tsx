import { formatDateTime } from '../../lib/format/index.ts'
import type { MeasureFace, MeasureNotice, View } from '../view.ts'

/** What a measure does, in a sentence. */
export function measureSentence(view: View, kind: string, options: Record<string, string | number>): string {
  const noLinks = kind === 'young_accounts' && options['links'] === 0
  return view.t(`measures.banner.${kind}${noLinks ? '_no_links' : ''}`, options)
}

const inRoom = (view: View, notice: MeasureNotice, what: string): string =>
  notice.room ? view.t('measures.in_room', { room: notice.room, what }) : what

/** A reason may be long, and the banner is on every page; the whole of it stands on the measure's own. */
function excerpt(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most).replace(/\s+\S*$/, '')}…`
}

function Sentences({ view, notice, most }: { view: View; notice: MeasureNotice; most: number }) {
  const { t } = view
  return (
    <p>
      <strong>{inRoom(view, notice, measureSentence(view, notice.kind, notice.options))}</strong>{' '}
      {t('measures.banner_until', {
        until: formatDateTime(notice.until, view.locale),
        name: `@${notice.by}`,
        reason: excerpt(notice.reason, most),
      })}{' '}
      <a href={`/do-nong/bien-phap/${notice.id}`}>{t('measures.why')}</a>
    </p>
  )
}

function Updates({ view, notice }: { view: View; notice: MeasureNotice }) {
  if (notice.updates.length === 0) return null
  return (
    <ul>
      {notice.updates.map((update) => (
        <li>
          <a href={update.url} rel="noopener">
            {update.title}
          </a>{' '}
          ({update.source})
        </li>
      ))}
      {notice.more > 0 ? (
        <li>
          <a href={`/do-nong/bien-phap/${notice.id}`}>
            {view.t('measures.more_updates', { count: notice.more })}
          </a>
        </li>
      ) : null}
    </ul>
  )
}

/** Of several, all but the first are one line each until they are opened. */
function Folded({ view, notice }: { view: View; notice: MeasureNotice }) {
  return (
    <details>
      <summary>{inRoom(view, notice, view.t(`measures.kind.${notice.kind}`))}</summary>
      <Sentences view={view} notice={notice} most={160} />
      <Updates view={view} notice={notice} />
    </details>
  )
}

/** The banner of what holds for a time: what, until when, by whom, why. Nothing when nothing holds. */
export function Measures({ view, face }: { view: View; face: MeasureFace }) {
  const [first, ...others] = face.notices
  if (!first) return null
  return (
    <aside class="measure" aria-label={view.t('measures.banner')}>
      <Sentences view={view} notice={first} most={others.length > 0 ? 60 : 160} />
      <Updates view={view} notice={first} />
      {others.map((notice) => (
        <Folded view={view} notice={notice} />
      ))}
      {face.savedAt ? (
        <p>{view.t('measures.saved_copy', { time: formatDateTime(face.savedAt, view.locale) })}</p>
      ) : null}
    </aside>
  )
}
