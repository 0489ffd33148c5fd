import { raw } from 'hono/html'
import { AppError } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { formatDateTime } from '../../lib/format/index.ts'
import { redirectWith } from '../../ui/flash.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { correctable, wholeProblem } from '../../ui/widgets/fields.tsx'
import { Buttons, Field, FormProblem } from '../../ui/widgets/form.tsx'
import { toLogin } from '../auth/index.ts'
import { Diff, personOf } from '../communities/index.ts'
import { NoteField, type Typed, typedOf } from './form-parts.tsx'
import { BriefingFrame, briefingPath, sessionOf } from './frame.tsx'
import { mayWriteMinutes, partHistory, saveMinutes } from './minutes.ts'
import {
  type AgendaRow,
  type PartRow,
  type SpeechRow,
  selectAgenda,
  selectParticipants,
  selectParts,
  selectSpeeches,
} from './read-sql.ts'
import { Speech, SpeechForm, speechFields, speechInput } from './speech-pages.tsx'
import { addSpeech } from './speeches.ts'
import { mayRun, type Session } from './standing.ts'

interface Written {
  session: Session
  items: AgendaRow[]
  parts: PartRow[]
  speeches: SpeechRow[]
}

function Part({
  view,
  at,
  title,
  written,
  itemId,
  write,
}: {
  view: View
  at: string
  title: string
  written: Written
  itemId: string | null
  write: boolean
}) {
  const { t } = view
  const { session } = written
  const part = written.parts.find((one) => one.item_id === itemId && (itemId !== null || one.title === ''))
  const said = written.speeches.filter((one) => one.item_id === itemId)
  const path = `${briefingPath(session)}/bien-ban`
  if (!write && !part?.html && said.length === 0) return null
  return (
    <section id={at}>
      <h2>{title}</h2>
      {part?.html ? <div class="content prose">{raw(part.html)}</div> : null}
      {said.map((speech) => (
        <Speech view={view} session={session} speech={speech} edit={mayRun(session.series)} />
      ))}
      <p class="hint">
        {part && part.revision > 0 ? (
          <a href={`${path}/lich-su/${part.id}`}>
            {t('briefings.minutes.revision', { number: part.revision })}
          </a>
        ) : null}
      </p>
      {write ? (
        <p>
          <a class="button small" href={`${path}/viet${itemId ? `?muc=${itemId}` : ''}`}>
            {t('briefings.minutes.write')}
            <span class="visually-hidden"> {title}</span>
          </a>
        </p>
      ) : null}
    </section>
  )
}

/** The minutes as they are read: the whole session's part, then one for each agenda item, speeches in their places. */
export function Minutes({ view, written, write }: { view: View; written: Written; write: boolean }) {
  const kept = written.parts.filter((one) => one.item_id === null && one.title !== '')
  return (
    <>
      <Part
        view={view}
        at="chung"
        title={view.t('briefings.minutes.whole')}
        written={written}
        itemId={null}
        write={write}
      />
      {written.items.map((item, index) => (
        <Part
          view={view}
          at={`bb-${index + 1}`}
          title={item.title}
          written={written}
          itemId={item.id}
          write={write}
        />
      ))}
      {kept.map((part) => (
        <section>
          <h2>{part.title}</h2>
          <div class="content prose">{raw(part.html)}</div>
        </section>
      ))}
    </>
  )
}

async function minutesPage(
  c: Req,
  form: Typed | null = null,
  error: AppError | null = null,
): Promise<Response> {
  const ctx = c.get('ctx')
  const session = await sessionOf(c)
  const { briefing } = session
  const [items, parts, speeches, write, people, view] = await Promise.all([
    selectAgenda(ctx, briefing.id),
    selectParts(ctx, briefing.id),
    selectSpeeches(ctx, briefing.id, 0, 1000),
    mayWriteMinutes(ctx, c.get('viewer'), session),
    selectParticipants(ctx, briefing.id, 200),
    viewOf(c),
  ])
  const { t } = view
  const title = t('briefings.tab.minutes')
  const writes = write && briefing.state !== 'call'
  const empty = parts.every(({ html }) => html === '') && speeches.length === 0
  return c.html(
    <BriefingFrame view={view} session={session} title={title}>
      <h1>{title}</h1>
      {briefing.state === 'draft' ? <p class="aside">{t('briefings.minutes.draft')}</p> : null}
      {empty ? <EmptyState icon="draft" text={t('briefings.minutes.none')} /> : null}
      <Minutes view={view} written={{ session, items, parts, speeches }} write={writes} />
      {writes ? (
        <SpeechForm
          view={view}
          session={session}
          items={items}
          people={people}
          form={
            form ?? {
              ...Object.fromEntries(speechFields.map((name) => [name, ''])),
              item_id: briefing.current_item_id ?? '',
            }
          }
          error={error}
          action={`${briefingPath(session)}/bien-ban/loi`}
          fresh
        />
      ) : null}
    </BriefingFrame>,
    (error?.status ?? 200) as 200,
  )
}

interface WriteForm {
  body: string
  base: string
  correction: string
}

async function writePage(
  c: Req,
  itemId: string | null,
  form: WriteForm | null,
  error: AppError | null,
): Promise<Response> {
  const ctx = c.get('ctx')
  const session = await sessionOf(c)
  if (!(await mayWriteMinutes(ctx, c.get('viewer'), session)))
    throw new AppError('forbidden', 'briefing_needs_seat')
  const [items, parts, view] = await Promise.all([
    selectAgenda(ctx, session.briefing.id),
    selectParts(ctx, session.briefing.id),
    viewOf(c),
  ])
  const { t } = view
  const item = items.find(({ id }) => id === itemId)
  if (itemId && !item) throw new AppError('not_found')
  const part = parts.find((one) => one.item_id === itemId && (itemId !== null || one.title === ''))
  const title = item?.title ?? t('briefings.minutes.whole')
  const conflict = error?.status === 409
  return c.html(
    <BriefingFrame view={view} session={session} title={title} tab="bien-ban">
      <h1>{title}</h1>
      <FormProblem text={wholeProblem(view, error)} />
      {conflict && part && form ? (
        <section class="wiki-theirs">
          <h2>{t('briefings.minutes.theirs', { number: part.revision })}</h2>
          <Diff before={part.body} after={form.body} view={view} />
        </section>
      ) : null}
      <form
        class="form"
        method="post"
        action={`${briefingPath(session)}/bien-ban/viet${itemId ? `?muc=${itemId}` : ''}`}
      >
        <input
          type="hidden"
          name="base"
          value={String(conflict ? (part?.revision ?? 0) : (form?.base ?? part?.revision ?? 0))}
        />
        <Field
          view={view}
          name="body"
          label={t('briefings.minutes.body')}
          hint={t('briefings.minutes.body_hint')}
          value={form?.body ?? part?.body ?? ''}
          errors={error?.fields}
          rows={16}
        />
        <NoteField
          view={view}
          briefing={session.briefing}
          value={form?.correction ?? ''}
          errors={error?.fields}
        />
        <Buttons>
          <button type="submit" class="primary">
            {t('common.save')}
          </button>
        </Buttons>
      </form>
    </BriefingFrame>,
    (error?.status ?? 200) as 200,
  )
}

async function write(c: Req): Promise<Response> {
  const viewer = personOf(c)
  const session = await sessionOf(c)
  const itemId = c.req.query('muc') || null
  const form = typedOf(await readBody(c), ['body', 'base', 'correction']) as unknown as WriteForm
  try {
    const { merged } = await saveMinutes(c.get('ctx'), viewer, session.briefing.id, {
      itemId,
      base: Number(form.base) || 0,
      body: form.body,
      note: form.correction,
    })
    return redirectWith(
      c,
      `${briefingPath(session)}/bien-ban`,
      merged ? 'briefings.flash.merged' : 'common.saved',
    )
  } catch (thrown) {
    if (!(thrown instanceof AppError) || ![409, 422].includes(thrown.status)) throw thrown
    return writePage(c, itemId, form, thrown)
  }
}

async function historyPage(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const session = await sessionOf(c)
  const to = Number(c.req.query('to')) || 0
  const { part, revisions, bodies } = await partHistory(
    ctx,
    session,
    c.req.param('part') ?? '',
    to > 0 ? [to - 1, to] : [],
  )
  const view = await viewOf(c)
  const { t } = view
  const title = t('briefings.minutes.history', { title: part.title || t('briefings.minutes.whole') })
  const path = `${briefingPath(session)}/bien-ban/lich-su/${part.id}`
  const after = bodies.find(({ revision }) => revision === to)
  return c.html(
    <BriefingFrame view={view} session={session} title={title} tab="bien-ban">
      <h1>{title}</h1>
      {after ? (
        <Diff
          before={bodies.find(({ revision }) => revision === to - 1)?.body ?? ''}
          after={after.body}
          view={view}
        />
      ) : null}
      <ol class="settings-list">
        {revisions.map((row) => (
          <li>
            <a href={`${path}?to=${row.revision}`}>
              {t('briefings.minutes.revision', { number: row.revision })}
            </a>
            <p class="hint">
              {formatDateTime(row.created_at, view.locale)}
              {row.name ? ` · ${row.name}` : ''}
              {row.base < row.revision - 1 ? ` · ${t('briefings.minutes.merged')}` : ''}
              {row.note ? ` · ${row.note}` : ''}
            </p>
          </li>
        ))}
      </ol>
    </BriefingFrame>,
  )
}

/** Minutes: read by everybody, written together. */
export function minutesPages(app: App): void {
  const path = '/giao-ban/:series/:number{[0-9]+}/bien-ban'
  app.get(path, (c) => minutesPage(c))
  app.get(`${path}/viet`, (c) =>
    c.get('viewer') ? writePage(c, c.req.query('muc') || null, null, null) : toLogin(c),
  )
  app.post(`${path}/viet`, write)
  app.get(`${path}/lich-su/:part{[0-9]+}`, historyPage)
  app.post(`${path}/loi`, async (c) => {
    const viewer = personOf(c)
    const session = await sessionOf(c)
    const body = await readBody(c)
    const form = typedOf(body, speechFields)
    try {
      const number = await addSpeech(c.get('ctx'), viewer, session.briefing.id, speechInput(form))
      const at = body['back'] === 'truc-tiep' ? 'truc-tiep' : `bien-ban#loi-${number}`
      return redirectWith(c, `${briefingPath(session)}/${at}`, 'common.saved')
    } catch (thrown) {
      return minutesPage(c, form, correctable(thrown))
    }
  })
}
