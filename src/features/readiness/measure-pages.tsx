import { AppError } from '../../errors.ts'
import { type Params, readBody } from '../../http/body.ts'
import type { App, Req, Viewer } from '../../http/env.ts'
import { bounds, newestFirst, readPage } from '../../http/paging.ts'
import { redirectWith } from '../../ui/flash.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { text } from '../../ui/widgets/fields.tsx'
import { Pager } from '../../ui/widgets/pager.tsx'
import { toLogin } from '../auth/index.ts'
import { personOf, RoomPage, requireReader, roomIdOf, roomOf } from '../communities/index.ts'
import { kinds, type MeasureKind, type MeasureRow, selectLog } from '../measures/index.ts'
import {
  BeginForm,
  EndForm,
  KindChoice,
  kindsFor,
  LabelForm,
  ReviewForm,
  UpdateForm,
} from './measure-forms.tsx'
import { MeasureFacts, MeasureList, measurePath, nameOf } from './measure-parts.tsx'
import { Labels, ReviewPart, Updates, type WholeProps } from './measure-view.tsx'
import { beginMeasure, endMeasure, getMeasure, isOver, isTeam, mayServe, writeReview } from './measures.ts'
import { selectComing } from './plans-sql.ts'
import { presentMeasure, presentMeasures } from './present.ts'
import { addLabel, addUpdate, removeLabel, removeUpdate } from './serving.ts'

/** What a person can put right comes back with her form; anything else goes on to the error page. */
function formError(thrown: unknown): AppError {
  if (thrown instanceof AppError && [409, 422].includes(thrown.status)) return thrown
  throw thrown
}

async function logOf(c: Req, communityId: string | null) {
  const ctx = c.get('ctx')
  const page = readPage(c)
  const range = { communityId, ...bounds(page), limit: page.limit, upward: page.minId !== null }
  const rows = newestFirst(page, await selectLog(ctx, range))
  const next = rows.length >= page.limit ? `${c.req.path}?max_id=${rows.at(-1)!.id}` : null
  return { measures: await presentMeasures(ctx, rows), next }
}

function Log({ view, found }: { view: View; found: Awaited<ReturnType<typeof logOf>> }) {
  return (
    <>
      {found.measures.length === 0 ? (
        <EmptyState icon="check" text={view.t('readiness.log_empty')} />
      ) : (
        <MeasureList view={view} measures={found.measures} />
      )}
      <Pager view={view} next={found.next} />
    </>
  )
}

async function networkLog(c: Req): Promise<Response> {
  const [view, found] = await Promise.all([viewOf(c), logOf(c, null)])
  const title = view.t('readiness.log')
  return c.html(
    <Page view={view} title={title} description={view.t('readiness.log_lead')}>
      <h1>{title}</h1>
      <p>{view.t('readiness.log_lead')}</p>
      {isTeam(view.viewer) ? (
        <p>
          <a class="button" href="/do-nong/bien-phap/moi">
            {view.t('readiness.begin_new')}
          </a>
        </p>
      ) : null}
      <Log view={view} found={found} />
      <p>
        <a href="/do-nong">{view.t('heat.title')}</a>
      </p>
    </Page>,
  )
}

const canTake = (community: Awaited<ReturnType<typeof roomOf>>): boolean =>
  community.me?.role === 'founder' || community.me?.permissions.includes('posts') === true

async function roomLog(c: Req): Promise<Response> {
  const community = await roomOf(c)
  await requireReader(c.get('ctx'), c.get('viewer'), community.id)
  const [view, found] = await Promise.all([viewOf(c), logOf(c, community.id)])
  const title = view.t('heat.room_measures')
  const path = `/xom/${community.account.username}/do-nong`
  return c.html(
    <RoomPage view={view} community={community} title={title}>
      <h1>{title}</h1>
      <p>{view.t('readiness.log_lead')}</p>
      {canTake(community) ? (
        <p>
          <a class="button" href={`${path}/bien-phap/moi`}>
            {view.t('readiness.begin_new')}
          </a>
        </p>
      ) : null}
      <Log view={view} found={found} />
      <p>
        <a href={path}>{view.t('heat.title')}</a>
      </p>
    </RoomPage>,
  )
}

const readKind = (value: unknown): MeasureKind | null => kinds.find((kind) => kind === value) ?? null

async function beginPage(c: Req, typed: Params = {}, error: AppError | null = null): Promise<Response> {
  if (!c.get('viewer')) return toLogin(c)
  const handle = c.req.param('handle')
  const community = handle ? await roomOf(c) : null
  const view = await viewOf(c)
  if (community ? !canTake(community) : !isTeam(view.viewer))
    throw new AppError('forbidden', community ? 'community_needs_role' : 'measure_needs_team')
  const base = community ? `/xom/${community.account.username}/do-nong/bien-phap` : '/do-nong/bien-phap'
  const asked = readKind(typed['kind'] ?? c.req.query('loai'))
  const kind = asked && kindsFor(view, community !== null).includes(asked) ? asked : null
  const plans = kind && !community ? await selectComing(c.get('ctx'), 50) : []
  const title = kind ? view.t(`measures.kind.${kind}`) : view.t('readiness.begin_new')
  const inside = (
    <>
      <h1>{title}</h1>
      {kind ? (
        <BeginForm view={view} typed={typed} error={error} kind={kind} action={base} plans={plans} />
      ) : (
        <KindChoice view={view} room={community !== null} base={`${base}/moi`} />
      )}
      <p class="hint">{view.t('readiness.never')}</p>
    </>
  )
  const page = community ? (
    <RoomPage view={view} community={community} title={title}>
      {inside}
    </RoomPage>
  ) : (
    <Page view={view} title={title}>
      {inside}
    </Page>
  )
  return c.html(page, error ? error.status : 200)
}

/** The form's own words for what the API calls otherwise. */
function fromForm(body: Params, communityId: string | null): Params {
  const { hours, people, ...rest } = body
  const count = Number(hours)
  return {
    ...rest,
    ...(Number.isFinite(count) && count > 0 ? { ends_in: Math.round(count * 3600) } : {}),
    ...(typeof people === 'string' ? { people: people.split(/[\s,;]+/).filter(Boolean) } : {}),
    ...(communityId === null ? {} : { community_id: communityId }),
  }
}

async function begin(c: Req): Promise<Response> {
  const viewer = personOf(c)
  const ctx = c.get('ctx')
  const body = await readBody(c)
  const handle = c.req.param('handle')
  try {
    const communityId = handle ? await roomIdOf(ctx, handle) : null
    const id = await beginMeasure(ctx, viewer, fromForm(body, communityId))
    return redirectWith(c, measurePath({ id }), 'readiness.flash.begun')
  } catch (error) {
    const problem = formError(error)
    return beginPage(c, readKind(body['kind']) ? body : { ...body, kind: c.req.query('loai') }, problem)
  }
}

interface Shown {
  typed?: Params
  error?: AppError
  /** Which of the forms was sent. */
  form?: 'end' | 'review' | 'update' | 'label'
}

function Forms({ view, row, measure, serves, shown }: WholeProps & { row: MeasureRow; shown: Shown }) {
  const over = measure.state === 'ended'
  const of = (form: Shown['form']) => ({
    view,
    id: row.id,
    typed: shown.form === form ? (shown.typed ?? {}) : {},
    error: shown.form === form ? (shown.error ?? null) : null,
  })
  const reviews = over && !measure.review?.written_at && (serves || view.viewer?.id === row.begun_by)
  return (
    <>
      {serves && !over && row.kind === 'pinned_updates' ? <UpdateForm {...of('update')} /> : null}
      {serves && !over && row.kind === 'verifying_labels' ? <LabelForm {...of('label')} /> : null}
      {reviews ? <ReviewForm {...of('review')} /> : null}
      {serves && !over ? <EndForm {...of('end')} /> : null}
    </>
  )
}

async function onePage(c: Req, shown: Shown = {}): Promise<Response> {
  const ctx = c.get('ctx')
  const viewer = c.get('viewer')
  const row = await getMeasure(ctx, viewer, c.req.param('id')!)
  const [view, measure, serves] = await Promise.all([
    viewOf(c),
    presentMeasure(ctx, row),
    mayServe(ctx, viewer, row),
  ])
  const title = nameOf(view, measure)
  const log = row.room ? `/xom/${row.room}/do-nong/bien-phap` : '/do-nong/bien-phap'
  return c.html(
    <Page view={view} title={title} head={row.private ? <meta name="robots" content="noindex" /> : undefined}>
      <h1>{title}</h1>
      {measure.renews ? (
        <p class="aside">
          {view.t('readiness.renews', { count: measure.renewals })}{' '}
          <a href={measurePath({ id: measure.renews })}>{view.t('readiness.renews_link')}</a>
        </p>
      ) : null}
      <section class="sheet">
        <MeasureFacts view={view} measure={measure} />
        {measure.people.length > 0 ? (
          <p>
            {view.t('readiness.on_shift')} {measure.people.map((name) => `@${name}`).join(', ')}
          </p>
        ) : null}
        {measure.plan_id ? (
          <p>
            <a href={`/do-nong/ke-hoach/${measure.plan_id}`}>{view.t('readiness.of_plan')}</a>
          </p>
        ) : null}
        <p class="hint">{view.t('readiness.number', { id: measure.id })}</p>
      </section>
      <Updates view={view} measure={measure} serves={serves && !isOver(ctx, row)} />
      <Labels view={view} measure={measure} serves={serves && !isOver(ctx, row)} />
      <ReviewPart view={view} measure={measure} />
      <Forms view={view} row={row} measure={measure} serves={serves} shown={shown} />
      <p>
        <a href={log}>{view.t('readiness.log')}</a> · <a href="/do-nong">{view.t('heat.title')}</a>
      </p>
    </Page>,
    shown.error ? shown.error.status : 200,
  )
}

/** A form on the page of a measure: the verb, then back with a word; what was refused comes back with what was typed. */
function onForm(
  app: App,
  path: string,
  form: NonNullable<Shown['form']>,
  act: (c: Req, viewer: Viewer, id: string, body: Params) => Promise<unknown>,
): void {
  app.post(`/do-nong/bien-phap/:id{[0-9]+}/${path}`, async (c: Req) => {
    const viewer = personOf(c)
    const id = c.req.param('id')!
    const body = await readBody(c)
    try {
      await act(c, viewer, id, body)
    } catch (error) {
      return onePage(c, { typed: body, error: formError(error), form })
    }
    return redirectWith(c, measurePath({ id }), `readiness.flash.${form}`)
  })
}

export function measurePages(app: App): void {
  app.get('/do-nong/bien-phap', networkLog)
  app.post('/do-nong/bien-phap', begin)
  app.get('/do-nong/bien-phap/moi', (c) => beginPage(c))
  app.get('/do-nong/bien-phap/:id{[0-9]+}', (c) => onePage(c))
  app.get('/xom/:handle/do-nong/bien-phap', roomLog)
  app.post('/xom/:handle/do-nong/bien-phap', begin)
  app.get('/xom/:handle/do-nong/bien-phap/moi', (c) => beginPage(c))
  onForm(app, 'end', 'end', (c, viewer, id, body) =>
    endMeasure(c.get('ctx'), viewer, id, { reason: text(body, 'end_reason') }),
  )
  onForm(app, 'review', 'review', (c, viewer, id, body) => writeReview(c.get('ctx'), viewer, id, body))
  onForm(app, 'updates', 'update', (c, viewer, id, body) => addUpdate(c.get('ctx'), viewer, id, body))
  onForm(app, 'labels', 'label', (c, viewer, id, body) => addLabel(c.get('ctx'), viewer, id, body))
  onForm(app, 'updates/:part{[0-9]+}/remove', 'update', (c, viewer, id) =>
    removeUpdate(c.get('ctx'), viewer, id, c.req.param('part')!),
  )
  onForm(app, 'labels/:part{[0-9]+}/remove', 'label', (c, viewer, id) =>
    removeLabel(c.get('ctx'), viewer, id, c.req.param('part')!),
  )
}
