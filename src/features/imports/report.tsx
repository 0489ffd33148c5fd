import type { Context } from '../../context.ts'
import { csv } from '../../lib/csv.ts'
import { formatNumber } from '../../lib/format/index.ts'
import type { View } from '../../ui/view.ts'
import { Pager } from '../../ui/widgets/pager.tsx'
import { countNotes, type ImportRow, type NoteRow, selectNotes } from './sql.ts'

export interface Report {
  kinds: { kind: string; count: number; lines: number }[]
  kind: string | null
  notes: NoteRow[]
  more: boolean
}

const perPage = 50

/** A page of the notes, of one kind or of all. */
export async function reportOf(
  ctx: Context,
  importId: string,
  kind: string | null,
  after: string,
): Promise<Report> {
  const [kinds, notes] = await Promise.all([
    countNotes(ctx, importId),
    selectNotes(ctx, importId, { kind, after, limit: perPage + 1 }),
  ])
  return { kinds, kind, notes: notes.slice(0, perPage), more: notes.length > perPage }
}

/** What a note says beyond its kind. Of a picture the reason is a word of ours and the rest its address. */
function detailOf(view: View, note: NoteRow): string {
  if (note.kind !== 'picture') return note.detail
  const [reason, ...address] = note.detail.split(' ')
  return `${view.t(`imports.lost.${reason}`)}: ${address.join(' ')}`
}

function Note({ view, note }: { view: View; note: NoteRow }) {
  const place =
    note.line === null ? '' : view.t('imports.report.line', { line: formatNumber(note.line, view.locale) })
  const detail = detailOf(view, note)
  return (
    <li>
      <strong>{view.t(`imports.note.${note.kind}`, { total: formatNumber(note.count, view.locale) })}</strong>
      {note.about ? (
        <>
          {' '}
          <bdi>{note.about}</bdi>
        </>
      ) : null}
      {place ? <span class="hint"> {place}</span> : null}
      {detail ? (
        <p class="hint import-detail" dir="auto">
          {detail}
        </p>
      ) : null}
    </li>
  )
}

/** What could not be kept: how much of each kind, and each with its place. */
export function ReportView({ view, report, path }: { view: View; report: Report; path: string }) {
  const { t } = view
  if (report.kinds.length === 0) return null
  const next = new URLSearchParams({
    ...(report.kind ? { loai: report.kind } : {}),
    sau: report.notes.at(-1)?.id ?? '0',
  })
  return (
    <section aria-labelledby="import-report">
      <h2 id="import-report">{t('imports.report.title')}</h2>
      <nav class="chips" aria-label={t('imports.report.kinds')}>
        <a class="chip" href={path} aria-current={report.kind === null ? 'page' : undefined}>
          {t('imports.report.all')}
        </a>
        {report.kinds.map((one) => (
          <a
            class="chip"
            href={`${path}?loai=${encodeURIComponent(one.kind)}`}
            aria-current={report.kind === one.kind ? 'page' : undefined}
          >
            {t(`imports.kind.${one.kind}`)} ({formatNumber(one.count, view.locale)})
          </a>
        ))}
      </nav>
      <ul class="import-notes">
        {report.notes.map((note) => (
          <Note view={view} note={note} />
        ))}
      </ul>
      <Pager view={view} next={report.more ? `${path}?${next}` : null} />
      <p>
        <a class="button" href={`${path}/bao-cao.csv`} data-turbo="false" download>
          {t('imports.report.csv')}
        </a>
      </p>
    </section>
  )
}

/** The whole report as a table, in the words of the page. */
export async function reportCsv(ctx: Context, view: View, row: ImportRow): Promise<string> {
  const lines: Record<string, unknown>[] = []
  for (let after = '0'; ; ) {
    const notes = await selectNotes(ctx, row.id, { kind: null, after, limit: 1000 })
    for (const note of notes) {
      lines.push({
        kind: view.t(`imports.kind.${note.kind}`),
        about: note.about,
        detail: detailOf(view, note),
        line: note.line,
        count: note.count,
      })
    }
    if (notes.length < 1000) break
    after = notes.at(-1)!.id
  }
  return csv(lines, ['kind', 'about', 'detail', 'line', 'count'])
}
