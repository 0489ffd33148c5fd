import type { App, Req } from '../../http/env.ts'
import { formatCompact, formatNumber, formatPercent } from '../../lib/format/index.ts'
import { type Datum, Line } from '../../lib/plots/index.ts'
import { VIETNAM_OFFSET_MS } from '../../lib/time.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { RoomPage, roomOf } from '../communities/index.ts'
import type { Cell, Period } from '../transparency/index.ts'
import { communityHealth, type Health, type Month, thresholds } from './health.ts'

/** In the order of the page. */
const rows = [
  'newcomers.first_posts',
  'newcomers.answered_share',
  'newcomers.first_reply.median_hours',
  'newcomers.first_reply.p90_hours',
  'newcomers.unanswered',
  'newcomers.retained_share',
  'concentration.writers',
  'concentration.writers_gini',
  'concentration.top_tenth_share',
] as const

const drawn = [
  'newcomers.first_posts',
  'newcomers.answered_share',
  'concentration.writers',
  'concentration.writers_gini',
] as const

export function cellText(view: View, name: string, cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return view.t('health.unknown')
  if (typeof cell === 'string') return cell === '<5' ? '<5' : '≥5'
  if (name.endsWith('_share')) return formatPercent(cell, view.locale)
  if (name.endsWith('_hours')) return view.t('health.hours', { count: formatNumber(cell, view.locale, 1) })
  return formatNumber(cell, view.locale)
}

const monthOf = ({ from }: Period): string => {
  const local = new Date(from.getTime() + VIETNAM_OFFSET_MS)
  return `${local.getUTCMonth() + 1}/${String(local.getUTCFullYear()).slice(2)}`
}

function Advices({ view, health }: { view: View; health: Health }) {
  return (
    <section class="sheet">
      <h2>{view.t('health.advice')}</h2>
      <ul class="health-advice">
        {health.advice.map((one) => (
          <li>
            <p>
              <strong>{view.t(`health.advice.${one}`)}</strong>
            </p>
            <p class="hint">
              {view.t(`health.why.${one}`, {
                answered: formatPercent(thresholds.answered, view.locale),
                hours: thresholds.firstReplyHours,
                retained: formatPercent(thresholds.retained, view.locale),
                gini: formatNumber(thresholds.gini, view.locale),
                top: formatPercent(thresholds.topTenth, view.locale),
                days: thresholds.oldestDays,
                now: nowOf(view, one, health),
              })}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The number that an advice is about, as it is now. */
function nowOf(view: View, advice: Health['advice'][number], { whole, waiting }: Health): string {
  const names: Partial<Record<typeof advice, string>> = {
    answer_more: 'newcomers.answered_share',
    answer_sooner: 'newcomers.first_reply.median_hours',
    keep_them: 'newcomers.retained_share',
    few_voices: 'concentration.top_tenth_share',
    spread: 'concentration.writers_gini',
  }
  const name = names[advice]
  if (advice === 'decide') return formatNumber(waiting.oldestDays ?? 0, view.locale)
  return name ? cellText(view, name, whole.metrics[name]) : ''
}

function Months({ view, months, whole }: { view: View; months: Month[]; whole: Health['whole'] }) {
  return (
    <>
      <p class="hint scroll-hint">{view.t('periods.scroll')}</p>
      <section class="health-table" tabindex={0} aria-label={view.t('health.months')}>
        <table>
          <caption>{view.t('health.months')}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span class="visually-hidden">{view.t('transparency.metric_column')}</span>
              </th>
              <th scope="col">{view.t('health.whole')}</th>
              {months.map(({ period, complete }) => (
                <th scope="col">
                  {monthOf(period)}
                  {complete ? '' : '*'}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((name) => (
              <tr>
                <th scope="row">{view.t(`health.metric.${name}`)}</th>
                <td>{cellText(view, name, whole.metrics[name])}</td>
                {months.map(({ metrics }) => (
                  <td>{cellText(view, name, metrics[name])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <p class="hint">{view.t('health.running')}</p>
      </section>
    </>
  )
}

function Plots({ view, months }: { view: View; months: Month[] }) {
  return (
    <div class="plots">
      {drawn.map((name, at) => {
        const data = months.map(({ period, metrics }): Datum => {
          const cell = metrics[name]
          return {
            label: monthOf(period),
            value: typeof cell === 'number' ? cell : null,
            ...(typeof cell === 'string' ? { text: cellText(view, name, cell) } : {}),
          }
        })
        if (data.every(({ value }) => value === null)) return null
        const format = (value: number) => cellText(view, name, value)
        return (
          <Line
            id={`health-${at}`}
            title={view.t(`health.metric.${name}`)}
            description={view.t('health.plot_text', {
              list: data
                .map(({ label, value, text }) => `${label}: ${text ?? cellText(view, name, value)}`)
                .join('; '),
            })}
            data={data}
            column={view.t('health.month')}
            unknown={view.t('health.unknown')}
            format={format}
            brief={(value) =>
              name.endsWith('_share') || value < 10
                ? format(value)
                : formatCompact(value, view.locale, 'short')
            }
            small
          />
        )
      })}
    </div>
  )
}

const points = ['first', 'answered', 'retained', 'gini', 'waiting', 'small', 'who']

async function healthPage(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const community = await roomOf(c)
  const [health, view] = await Promise.all([communityHealth(ctx, c.get('viewer'), community.id), viewOf(c)])
  const { waiting } = health
  const title = view.t('health.title')
  c.header('Cache-Control', 'no-store')
  return c.html(
    <RoomPage view={view} community={community} title={title}>
      <div class="room-settings">
        <h1>{title}</h1>
        <p class="hint">{view.t('health.lead')}</p>
        <Advices view={view} health={health} />
        <section class="sheet">
          <h2>{view.t('health.waiting')}</h2>
          <p>
            {waiting.cases === 0
              ? view.t('health.waiting_none')
              : view.t('health.waiting_some', { count: waiting.cases, days: waiting.oldestDays ?? 0 })}
          </p>
        </section>
        <Months view={view} months={health.months} whole={health.whole} />
        <Plots view={view} months={health.months} />
        <section class="sheet prose">
          <h2>{view.t('health.method')}</h2>
          <ul>
            {points.map((point) => (
              <li>{view.t(`health.method.${point}`)}</li>
            ))}
          </ul>
        </section>
      </div>
    </RoomPage>,
  )
}

export function healthPages(app: App): void {
  app.get('/xom/:handle/suc-khoe', healthPage)
}
