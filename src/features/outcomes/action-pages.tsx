import { AppError } from '../../errors.ts'
import { readBody, readQuery } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { endOfIds, isId } from '../../lib/ids.ts'
import { redirectWith } from '../../ui/flash.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { correctable } from '../../ui/widgets/fields.tsx'
import { Pager } from '../../ui/widgets/pager.tsx'
import { RelativeTime } from '../../ui/widgets/time.tsx'
import { toLogin } from '../auth/index.ts'
import { getSeries, seriesPath } from '../briefings/index.ts'
import { personOf } from '../communities/index.ts'
import {
  type ActionView,
  closeAction,
  dropAction,
  getAction,
  reopenAction,
  updateProgress,
} from './actions.ts'
import { Folded, type FormName, formNames, OutcomeForm, type Refused, typedOf } from './forms.tsx'
import { ActionLine, dayText, Evidence, StateBadge, Words } from './parts.tsx'
import { actionPath } from './present.ts'
import * as read from './read-sql.ts'
import { limitWrites } from './routes.ts'
import { SeriesPage } from './series-frame.tsx'

const pageSize = 40

const filterOf = (c: Req): read.ActionFilter =>
  read.actionFilters.find((name) => name === c.req.query('xem')) ?? 'all'

const pageOf = (c: Req): number => {
  const typed = readQuery(c)['trang']
  return typeof typed === 'string' && /^[1-9]\d{0,3}$/.test(typed) ? Number(typed) : 1
}

function Filters({
  view,
  base,
  chosen,
  counts,
}: {
  view: View
  base: string
  chosen: read.ActionFilter
  counts: Partial<Record<read.ActionFilter, number>>
}) {
  return (
    <nav class="chips" aria-label={view.t('outcomes.filter')}>
      {(['all', 'open', 'overdue', 'done', 'dropped'] as const).map((name) => (
        <a
          class="chip"
          href={name === 'all' ? base : `${base}?xem=${name}`}
          aria-current={name === chosen ? 'page' : undefined}
        >
          {view.t(`outcomes.filter.${name}`)}
          {counts[name] === undefined ? '' : ` (${counts[name]})`}
        </a>
      ))}
    </nav>
  )
}

interface ListProps {
  view: View
  base: string
  filter: read.ActionFilter
  at: number
  rows: read.ActionRow[]
}

function List({ view, base, filter, at, rows }: ListProps) {
  const shown = rows.slice(0, pageSize)
  const more = rows.length > pageSize
  const query = filter === 'all' ? '' : `xem=${filter}&`
  return (
    <>
      {shown.length === 0 ? <p class="hint">{view.t('outcomes.no_actions')}</p> : null}
      <ol class="outcomes">
        {shown.map((row) => (
          <ActionLine view={view} row={row} from />
        ))}
      </ol>
      <Pager view={view} next={more ? `${base}?${query}trang=${at + 1}` : null} />
    </>
  )
}

async function seriesActions(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const series = await getSeries(ctx, c.get('viewer'), c.req.param('series')!)
  const [filter, at] = [filterOf(c), pageOf(c)]
  const [view, rows, [counts]] = await Promise.all([
    viewOf(c),
    read.selectActions(ctx, { seriesId: series.id }, filter, (at - 1) * pageSize, pageSize + 1),
    read.countActions(ctx, series.id),
  ])
  const base = `${seriesPath(series)}/viec`
  return c.html(
    <SeriesPage view={view} series={series} title={view.t('outcomes.actions')}>
      <p class="hint">{view.t('outcomes.actions_lead')}</p>
      <Filters view={view} base={base} chosen={filter} counts={counts ?? {}} />
      <List view={view} base={base} filter={filter} at={at} rows={rows} />
    </SeriesPage>,
  )
}

async function mine(c: Req): Promise<Response> {
  const viewer = c.get('viewer')
  if (!viewer) return toLogin(c)
  const ctx = c.get('ctx')
  const [filter, at] = [filterOf(c), pageOf(c)]
  const [view, rows] = await Promise.all([
    viewOf(c),
    read.selectActions(ctx, { ownerId: viewer.id }, filter, (at - 1) * pageSize, pageSize + 1),
  ])
  const title = view.t('outcomes.mine')
  return c.html(
    <Page view={view} title={title}>
      <div class="briefing">
        <h1>{title}</h1>
        <p class="hint">{view.t('outcomes.mine_lead')}</p>
        <Filters view={view} base="/viec-cua-toi" chosen={filter} counts={{}} />
        <List view={view} base="/viec-cua-toi" filter={filter} at={at} rows={rows} />
      </div>
    </Page>,
  )
}

function Facts({ view, item }: { view: View; item: ActionView }) {
  const { action, series } = item
  const session = `${seriesPath(series)}/${action.from_number}/ket-luan#viec-${action.number}`
  const link = (number: number) => <a href={`${seriesPath(series)}/viec/${number}`}>#{number}</a>
  const facts: [string, unknown][] = [
    [
      'owner',
      action.owner_acct ? (
        <a href={`/@${action.owner_acct}`}>{action.owner}</a>
      ) : (
        action.owner || view.t('outcomes.no_owner')
      ),
    ],
    ['due_on', action.due_on ? dayText(view, action.due_on) : view.t('outcomes.no_day')],
    ...(action.review_on ? ([['review_on', dayText(view, action.review_on)]] as [string, unknown][]) : []),
    ['promised_at', <a href={session}>{view.t('briefings.number', { number: action.from_number })}</a>],
    ...(action.carried_from ? ([['carried_from', link(action.carried_from)]] as [string, unknown][]) : []),
    ...(action.carried_on ? ([['carried_on', link(action.carried_on)]] as [string, unknown][]) : []),
  ]
  return (
    <dl class="action-facts">
      {facts.map(([name, value]) => (
        <div>
          <dt>{view.t(`outcomes.fact.${name}`)}</dt>
          <dd>{value as never}</dd>
        </div>
      ))}
    </dl>
  )
}

function Updates({ view, item, rows }: { view: View; item: ActionView; rows: read.UpdateRow[] }) {
  const last = rows.at(-1)
  return (
    <section aria-labelledby="tien-do">
      <h2 id="tien-do">{view.t('outcomes.updates')}</h2>
      {rows.length === 0 ? <p class="hint">{view.t('outcomes.no_updates')}</p> : null}
      <ol class="outcomes">
        {rows.slice(0, pageSize).map((row) => (
          <li class="outcome" id={`tin-${row.id}`}>
            <p class="hint">
              <strong>{row.progress}%</strong> ·{' '}
              {row.acct ? <a href={`/@${row.acct}`}>{row.name}</a> : view.t('outcomes.someone')}
              {' · '}
              <RelativeTime view={view} at={row.created_at} />
            </p>
            <Words text={row.text} />
          </li>
        ))}
      </ol>
      <Pager
        view={view}
        next={
          rows.length > pageSize && last ? `${actionPath(item.action)}?truoc=${rows[pageSize - 1]!.id}` : null
        }
      />
    </section>
  )
}

function Forms({ view, item, refused }: { view: View; item: ActionView; refused: Refused | null }) {
  const { action, runs, owns } = item
  const post = actionPath(action)
  const form = (name: FormName, danger = false) => (
    <Folded title={view.t(`outcomes.do.${name}`)} open={refused?.form === name || name === 'update'}>
      <OutcomeForm
        view={view}
        form={name}
        action={post}
        values={{ progress: String(action.progress) }}
        refused={refused}
        submit={view.t(`outcomes.submit.${name}`)}
        danger={danger}
      />
    </Folded>
  )
  if (!runs && !owns) return null
  if (action.state !== 'open') return runs ? form('reopen') : null
  return (
    <>
      {form('update')}
      {form('close')}
      {runs ? form('drop', true) : null}
    </>
  )
}

async function itemPage(c: Req, item: ActionView, refused: Refused | null): Promise<Response> {
  const ctx = c.get('ctx')
  const { series, action, runs } = item
  const before = c.req.query('truoc')
  const [view, rows] = await Promise.all([
    viewOf(c),
    read.selectUpdates(ctx, action.id, isId(before) ? before : endOfIds, pageSize + 1),
  ])
  const title = view.t('outcomes.action_title', { number: action.number, title: action.title })
  return c.html(
    <SeriesPage view={view} series={series} title={title}>
      <p>
        <StateBadge view={view} row={action} />
      </p>
      {action.body ? <Words text={action.body} /> : null}
      <p class="action-progress">
        <progress value={action.progress} max={100} aria-label={view.t('outcomes.progress')} />{' '}
        {action.progress}%
      </p>
      <Facts view={view} item={item} />
      <Evidence view={view} row={action} />
      <Forms view={view} item={item} refused={refused} />
      {runs ? (
        <p>
          <a href={`${seriesPath(series)}/${action.from_number}/ket-luan/action/${action.id}`}>
            {view.t('outcomes.edit')}
          </a>
        </p>
      ) : null}
      <Updates view={view} item={item} rows={rows} />
      <p>
        <a href={`${seriesPath(series)}/viec`}>{view.t('outcomes.all_actions')}</a>
      </p>
    </SeriesPage>,
    (refused?.error.status ?? 200) as 200,
  )
}

const verbs: Partial<Record<FormName, typeof updateProgress | typeof closeAction>> = {
  update: updateProgress,
  close: closeAction,
  drop: dropAction,
  reopen: reopenAction,
}

async function act(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const viewer = personOf(c)
  limitWrites(c, viewer)
  const item = await getAction(ctx, viewer, c.req.param('series')!, c.req.param('number')!)
  const body = await readBody(c)
  const form = formNames.find((name) => name === body['form'])
  const verb = form && verbs[form]
  if (!verb) throw new AppError('bad_request')
  const typed = typedOf(body, form)
  try {
    await verb(ctx, viewer, item.action.id, typed)
    return redirectWith(c, actionPath(item.action), `outcomes.flash.${form}`)
  } catch (thrown) {
    return itemPage(c, item, { form, typed, error: correctable(thrown) })
  }
}

export function actionPages(app: App): void {
  app.get('/viec-cua-toi', mine)
  app.get('/giao-ban/:series/viec', seriesActions)
  const one = '/giao-ban/:series/viec/:number{[0-9]+}'
  app.get(one, async (c) =>
    itemPage(
      c,
      await getAction(c.get('ctx'), c.get('viewer'), c.req.param('series'), c.req.param('number')),
      null,
    ),
  )
  app.post(one, act)
}
