import { AppError } from '../../errors.ts'
import { type Params, readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { bounds, newestFirst, readPage } from '../../http/paging.ts'
import { formatDateTime } from '../../lib/format/index.ts'
import { redirectWith } from '../../ui/flash.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { Pager } from '../../ui/widgets/pager.tsx'
import { toLogin } from '../auth/index.ts'
import { personOf } from '../communities/index.ts'
import { getEvent } from '../events/index.ts'
import type { WholePlan } from './api.ts'
import { PlanList } from './front-page.tsx'
import { MeasureList } from './measure-parts.tsx'
import { isTeam } from './measures.ts'
import { localValue } from './moment.ts'
import { PlanForm, planFromForm, planToForm } from './plan-form.tsx'
import { closePlan, createPlan, getPlan, mayPlan, savePlan, setTask } from './plans.ts'
import { selectPlans } from './plans-sql.ts'
import { presentPlan, presentPlanRow } from './present.ts'

const pathOf = (id: string): string => `/do-nong/ke-hoach/${id}`

function formError(thrown: unknown): AppError {
  if (!(thrown instanceof AppError) || thrown.status !== 422) throw thrown
  // The form has one field for all sources, and its own words for the subjects.
  const fields = thrown.fields.map((one) => {
    const [field] = one.field.split('.')
    if (field === 'sources') return { field, code: 'source_line' }
    return { ...one, field: field === 'thresholds' ? 'subjects' : field! }
  })
  return new AppError(thrown.code, thrown.reason, { params: thrown.params, fields, cause: thrown })
}

async function listPage(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const page = readPage(c)
  const range = { ...bounds(page), limit: page.limit, upward: page.minId !== null }
  const [view, found] = await Promise.all([viewOf(c), selectPlans(ctx, range)])
  const rows = newestFirst(page, found)
  const title = view.t('readiness.plans')
  return c.html(
    <Page view={view} title={title}>
      <h1>{title}</h1>
      <p>{view.t('readiness.plans_lead')}</p>
      {rows.length === 0 ? (
        <EmptyState icon="clock" text={view.t('readiness.no_plans')} />
      ) : (
        <PlanList view={view} plans={rows.map((row) => presentPlanRow(ctx, row))} />
      )}
      <Pager
        view={view}
        next={rows.length >= page.limit ? `/do-nong/ke-hoach?max_id=${rows.at(-1)!.id}` : null}
      />
      <p>
        <a href="/do-nong">{view.t('heat.title')}</a>
      </p>
    </Page>,
  )
}

/** What an event, whose page leads here, says about its plan. */
async function forEvent(c: Req): Promise<Params> {
  const id = c.req.query('su-kien')
  if (!id) return {}
  const event = await getEvent(c.get('ctx'), c.get('viewer'), id)
  return {
    event_id: `/su-kien/${event.id}`,
    title: event.title,
    starts_at: localValue(event.starts_at),
    ends_at: event.ends_at ? localValue(event.ends_at) : '',
  }
}

async function formPage(
  c: Req,
  { id, typed, error }: { id: string | null; typed: Params; error?: AppError },
): Promise<Response> {
  const view = await viewOf(c)
  const title = view.t(id ? 'readiness.plan.edit' : 'readiness.plan.new')
  return c.html(
    <Page view={view} title={title}>
      <h1>{title}</h1>
      <PlanForm
        view={view}
        typed={typed}
        error={error ?? null}
        action={id ? `${pathOf(id)}/sua` : '/do-nong/ke-hoach'}
      />
    </Page>,
    error ? error.status : 200,
  )
}

function Tasks({ view, plan, ticks }: { view: View; plan: WholePlan; ticks: boolean }) {
  const { t } = view
  if (plan.tasks.length === 0) return null
  return (
    <section class="sheet">
      <h2>{t('readiness.plan.tasks')}</h2>
      <ul class="plan-tasks">
        {plan.tasks.map((task) => {
          const state = t(task.done_at ? 'readiness.plan.done' : 'readiness.plan.open')
          return (
            <li>
              <span>
                <strong>{state}</strong> <span dir="auto">{task.text}</span>
                {task.done_by ? <span class="hint"> @{task.done_by}</span> : null}
              </span>
              {ticks ? (
                <form method="post" action={`${pathOf(plan.id)}/viec/${task.id}`}>
                  <input type="hidden" name="done" value={task.done_at ? '0' : '1'} />
                  <button
                    type="submit"
                    class="button small"
                    aria-label={t(task.done_at ? 'readiness.plan.untick_one' : 'readiness.plan.tick_one', {
                      task: task.text,
                    })}
                  >
                    {t(task.done_at ? 'readiness.plan.untick' : 'readiness.plan.tick')}
                  </button>
                </form>
              ) : null}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Facts({ view, plan }: { view: View; plan: WholePlan }) {
  const { t } = view
  const when = (iso: string) => formatDateTime(new Date(iso), view.locale)
  return (
    <section class="sheet">
      <dl class="facts">
        <dt>{t('readiness.plan.days')}</dt>
        <dd>
          {when(plan.starts_at)} – {when(plan.ends_at)}
        </dd>
        {plan.event_id ? (
          <>
            <dt>{t('readiness.plan.event')}</dt>
            <dd>
              <a href={`/su-kien/${plan.event_id}`}>{t('readiness.plan.event_link')}</a>
            </dd>
          </>
        ) : null}
        <dt>{t('readiness.plan.field.owner')}</dt>
        <dd>
          <a href={`/@${plan.owner.acct}`}>@{plan.owner.acct}</a>
        </dd>
        <dt>{t('readiness.plan.field.expected_level')}</dt>
        <dd>{t(`heat.level.${plan.expected_level_name}`)}</dd>
        <dt>{t('readiness.plan.field.people')}</dt>
        <dd>{plan.people.map((one) => `@${one.acct}`).join(', ') || t('readiness.plan.nobody')}</dd>
        {plan.closed_at ? (
          <>
            <dt>{t('readiness.plan.closed')}</dt>
            <dd>{when(plan.closed_at)}</dd>
          </>
        ) : null}
      </dl>
      {plan.summary ? (
        <p class="plain" dir="auto">
          {plan.summary}
        </p>
      ) : null}
    </section>
  )
}

function Watched({ view, plan }: { view: View; plan: WholePlan }) {
  const { t } = view
  return (
    <>
      {plan.thresholds.length > 0 ? (
        <section class="sheet">
          <h2>{t('readiness.plan.thresholds')}</h2>
          <ul>
            {plan.thresholds.map((one) => (
              <li>
                {one.subject || t('heat.network')}:{' '}
                {t('readiness.plan.from', { level: t(`heat.level.${one.level_name}`) })}
                {one.reached_at
                  ? ` · ${t('readiness.plan.reached', { time: formatDateTime(new Date(one.reached_at), view.locale) })}`
                  : ''}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {plan.sources.length > 0 ? (
        <section class="sheet">
          <h2>{t('readiness.plan.sources')}</h2>
          <ul>
            {plan.sources.map((one) => (
              <li>
                <a href={one.url} rel="noopener nofollow">
                  {one.title}
                </a>
                {one.source ? ` (${one.source})` : ''}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}

function History({ view, plan }: { view: View; plan: WholePlan }) {
  const { t } = view
  const detail = (what: string, text: string) =>
    what === 'changed'
      ? text
          .split(', ')
          .filter(Boolean)
          .map((name) => t(`readiness.plan.part.${name}`))
          .join(', ')
      : text
  return (
    <details class="sheet">
      <summary>{t('readiness.plan.history')}</summary>
      <ol>
        {plan.changes.map((one) => (
          <li>
            {formatDateTime(new Date(one.created_at), view.locale)} · {t(`readiness.plan.change.${one.what}`)}
            {one.by ? ` · @${one.by}` : ''} {detail(one.what, one.detail)}
          </li>
        ))}
      </ol>
    </details>
  )
}

async function onePage(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const viewer = c.get('viewer')
  const row = await getPlan(ctx, viewer, c.req.param('id')!)
  const [view, plan, plans] = await Promise.all([viewOf(c), presentPlan(ctx, row), mayPlan(ctx, viewer, row)])
  const { t } = view
  const open = plan.closed_at === null
  const ticks = open && (plans || plan.people.some((one) => one.id === viewer?.id))
  return c.html(
    <Page view={view} title={plan.title}>
      <h1>{plan.title}</h1>
      <Facts view={view} plan={plan} />
      <Tasks view={view} plan={plan} ticks={ticks} />
      <Watched view={view} plan={plan} />
      {plan.measures.length > 0 ? (
        <section class="sheet">
          <h2>{t('readiness.plan.measures')}</h2>
          <MeasureList view={view} measures={plan.measures} />
        </section>
      ) : null}
      <History view={view} plan={plan} />
      {plans && open ? (
        <form class="buttons" method="post" action={`${pathOf(plan.id)}/dong`}>
          <a class="button" href={`${pathOf(plan.id)}/sua`}>
            {t('readiness.plan.edit')}
          </a>
          <button type="submit" class="button">
            {t('readiness.plan.close')}
          </button>
        </form>
      ) : null}
      <p>
        <a href="/do-nong/ke-hoach">{t('readiness.plans')}</a> · <a href="/do-nong">{t('heat.title')}</a>
      </p>
    </Page>,
  )
}

export function planPages(app: App): void {
  app.get('/do-nong/ke-hoach', listPage)
  app.get('/do-nong/ke-hoach/moi', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return toLogin(c)
    if (!isTeam(viewer)) throw new AppError('forbidden', 'measure_needs_team')
    return formPage(c, { id: null, typed: await forEvent(c) })
  })
  app.post('/do-nong/ke-hoach', async (c) => {
    const viewer = personOf(c)
    const body = await readBody(c)
    try {
      const id = await createPlan(c.get('ctx'), viewer, planFromForm(body))
      return redirectWith(c, pathOf(id), 'readiness.flash.plan')
    } catch (error) {
      return formPage(c, { id: null, typed: body, error: formError(error) })
    }
  })
  app.get('/do-nong/ke-hoach/:id{[0-9]+}', onePage)
  app.get('/do-nong/ke-hoach/:id{[0-9]+}/sua', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return toLogin(c)
    const ctx = c.get('ctx')
    const row = await getPlan(ctx, viewer, c.req.param('id'))
    if (!(await mayPlan(ctx, viewer, row))) throw new AppError('forbidden', 'measure_needs_team')
    return formPage(c, { id: row.id, typed: planToForm(await presentPlan(ctx, row)) })
  })
  app.post('/do-nong/ke-hoach/:id{[0-9]+}/sua', async (c) => {
    const viewer = personOf(c)
    const id = c.req.param('id')
    const body = await readBody(c)
    try {
      await savePlan(c.get('ctx'), viewer, id, planFromForm(body))
    } catch (error) {
      return formPage(c, { id, typed: body, error: formError(error) })
    }
    return redirectWith(c, pathOf(id), 'readiness.flash.plan')
  })
  app.post('/do-nong/ke-hoach/:id{[0-9]+}/viec/:task{[0-9]+}', async (c) => {
    const { id, task } = c.req.param()
    await setTask(c.get('ctx'), personOf(c), id, task, await readBody(c))
    return redirectWith(c, pathOf(id), 'readiness.flash.plan')
  })
  app.post('/do-nong/ke-hoach/:id{[0-9]+}/dong', async (c) => {
    const id = c.req.param('id')
    await closePlan(c.get('ctx'), personOf(c), id)
    return redirectWith(c, pathOf(id), 'readiness.flash.plan')
  })
}
