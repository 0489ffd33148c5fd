import { formatDateTime } from '../../lib/format/index.ts'
import type { MeasureFace, MeasureNotice, View } from '../view.ts'

/** What a measure does, in a sentence. */
export function measureSentence(view: View, kind: string, options: Record<string, string | number>): string {
  const noLinks = kind === 'young_accounts' && options['links'] === 0
  return view.t(`measures.banner.${kind}${noLinks ? '_no_links' : ''}`, options)
}

const inRoom = (view: View, notice: MeasureNotice, what: string): string =>
  notice.room ? view.t('measures.in_room', { room: notice.room, what }) : what

const sentence = (view: View, notice: MeasureNotice): string =>
  inRoom(view, notice, measureSentence(view, notice.kind, notice.options))

/** A reason may be long, and the banner is on every page; the whole of it stands on the measure's own. */
function excerpt(text: string): string {
  const whole = text.trim().replace(/\.$/, '')
  return whole.length <= 200 ? whole : `${whole.slice(0, 200).replace(/\s+\S*$/, '')} …`
}

/** Until when, by whom, why, and where all of it stands. */
function Reason({ view, notice }: { view: View; notice: MeasureNotice }) {
  return (
    <>
      {view.t('measures.banner_until', {
        until: formatDateTime(notice.until, view.locale),
        name: `@${notice.by}`,
        reason: excerpt(notice.reason),
      })}{' '}
      <a href={`/do-nong/bien-phap/${notice.id}`}>{view.t('measures.why')}</a>
    </>
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

/** The first of several: what it does and until when; the rest of it, when it is opened. */
function First({ view, notice }: { view: View; notice: MeasureNotice }) {
  const until = formatDateTime(notice.until, view.locale)
  return (
    <>
      <details>
        <summary class="measure-first">
          <strong>{sentence(view, notice)}</strong> {view.t('measures.banner_until_short', { until })}
        </summary>
        <p>
          <Reason view={view} notice={notice} />
        </p>
      </details>
      <Updates view={view} notice={notice} />
    </>
  )
}

/** The others are one line each until they are opened: five of them leave room for the page. */
function Other({ view, notice }: { view: View; notice: MeasureNotice }) {
  return (
    <details>
      <summary>{inRoom(view, notice, view.t(`measures.kind.${notice.kind}`))}</summary>
      <p>
        <strong>{sentence(view, notice)}</strong> <Reason view={view} notice={notice} />
      </p>
      <Updates view={view} notice={notice} />
    </details>
  )
}

function Only({ view, notice }: { view: View; notice: MeasureNotice }) {
  return (
    <>
      <p>
        <strong>{sentence(view, notice)}</strong> <Reason view={view} notice={notice} />
      </p>
      <Updates view={view} notice={notice} />
    </>
  )
}

/** The banner of what holds for a time: what, until when, by whom, why. Nothing when nothing holds. */
export function Measures({ view, face }: { view: View; face: MeasureFace }) {
  const [first, ...others] = face.notices
  if (!first) return null
  return (
    <aside class="measure" aria-label={view.t('measures.banner')}>
      {others.length > 0 ? <First view={view} notice={first} /> : <Only view={view} notice={first} />}
      {others.map((notice) => (
        <Other view={view} notice={notice} />
      ))}
      {face.savedAt ? (
        <p>{view.t('measures.saved_copy', { time: formatDateTime(face.savedAt, view.locale) })}</p>
      ) : null}
    </aside>
  )
}
