import { formatDateTime } from '../../lib/format/index.ts'
import type { MeasureFace, MeasureNotice, View } from '../view.ts'

function Notice({ view, notice }: { view: View; notice: MeasureNotice }) {
  const { t } = view
  const what = t(`measures.banner.${notice.kind}`, notice.options)
  return (
    <>
      <p>
        <strong>{notice.room ? t('measures.in_room', { room: notice.room, what }) : what}</strong>{' '}
        {t('measures.banner_until', {
          until: formatDateTime(notice.until, view.locale),
          name: `@${notice.by}`,
          reason: notice.reason,
        })}{' '}
        <a href={`/do-nong/bien-phap/${notice.id}`}>{t('measures.why')}</a>
      </p>
      {notice.updates.length > 0 ? (
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
                {t('measures.more_updates', { count: notice.more })}
              </a>
            </li>
          ) : null}
        </ul>
      ) : null}
    </>
  )
}

/** The banner of what holds for a time: what, until when, by whom, why. Nothing when nothing holds. */
export function Measures({ view, face }: { view: View; face: MeasureFace }) {
  if (face.notices.length === 0) return null
  return (
    <aside class="measure" aria-label={view.t('measures.banner')}>
      {face.notices.map((notice) => (
        <Notice view={view} notice={notice} />
      ))}
      {face.savedAt ? (
        <p>{view.t('measures.saved_copy', { time: formatDateTime(face.savedAt, view.locale) })}</p>
      ) : null}
    </aside>
  )
}
