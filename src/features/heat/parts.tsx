import { raw } from 'hono/html'
import { formatNumber } from '../../lib/format/index.ts'
import { escapeHtml } from '../../lib/html/index.ts'
import type { View } from '../../ui/view.ts'
import type { Gauge, HeatRate } from './api.ts'
import { formula, levelNames } from './formula.ts'

const width = 400
const steps = [0, ...formula.levels, formula.levels.at(-1)! * 2]

/** Where a heat stands on the scale: each level takes the same room. */
export function placeOn(heat: number): number {
  const part = width / (steps.length - 1)
  const at = steps.findIndex((from, index) => index > 0 && heat < from)
  if (at === -1) return width
  const [low, high] = [steps[at - 1]!, steps[at]!]
  return (at - 1) * part + (part * (heat - low)) / (high - low)
}

/**
 * The gauge as SVG: four fields with their words and a mark. Readable without colour (each field has its height and its
 * word) and to those who do not see it (one sentence).
 */
export function GaugePicture({ view, gauge }: { view: View; gauge: Gauge }) {
  const { t } = view
  const part = width / levelNames.length
  const x = Math.round(Math.min(width - 6, Math.max(6, placeOn(gauge.heat))) * 10) / 10
  const label = escapeHtml(
    t('heat.gauge_label', {
      level: t(`heat.level.${gauge.level_name}`),
      heat: formatNumber(gauge.heat, view.locale),
    }),
  )
  const fields = levelNames.map((name, at) => {
    const tall = 10 + at * 5
    return (
      `<rect class="gauge-${name}${gauge.level === at + 1 ? ' gauge-here' : ''}" x="${at * part + 1}" y="${44 - tall}" width="${part - 2}" height="${tall}"/>` +
      `<text x="${at * part + part / 2}" y="60" text-anchor="middle">${escapeHtml(t(`heat.level.${name}`))}</text>`
    )
  })
  const numbers = steps
    .slice(1, -1)
    .map(
      (from, at) =>
        `<text class="gauge-number" x="${(at + 1) * part}" y="76" text-anchor="middle">${from}</text>`,
    )
  return raw(
    `<svg class="gauge" viewBox="0 0 ${width} 80" role="img" aria-label="${label}">${fields.join('')}${numbers.join('')}` +
      `<path class="gauge-mark" d="M${x - 6} 2h12l-6 10z"/><path class="gauge-line" d="M${x} 10v36"/></svg>`,
  )
}

const shown = (view: View, value: number | null): string =>
  value === null ? view.t('heat.fewer', { count: formula.smallest }) : formatNumber(value, view.locale, 1)

/** The formula with the numbers of what drives the gauge, and how they came about. */
export function FilledFormula({ view, gauge }: { view: View; gauge: Gauge }) {
  const { t } = view
  const rate = gauge.rates.find(({ act }) => act === gauge.driven_by)!
  const number = (value: number) => formatNumber(value, view.locale, 1)
  return (
    <div class="heat-formula">
      <p>
        <strong>{t('heat.formula')}</strong>
      </p>
      <p>
        <code>
          {t('heat.formula_heat', {
            rate: rate.per_hour === null ? '0' : number(rate.per_hour),
            high: number(rate.high),
            heat: formatNumber(gauge.heat, view.locale),
          })}
        </code>
      </p>
      <p>
        <code>
          {t('heat.formula_high', {
            floor: number(rate.floor),
            usual: number(rate.usual),
            spreads: formula.spreads,
            spread: number(rate.spread),
            high: number(rate.high),
          })}
        </code>
      </p>
      <p class="hint">
        {t(`heat.basis.${gauge.baseline.basis}`, { count: gauge.baseline.samples })}{' '}
        {t('heat.formula_words', { minutes: formula.window, spreads: formula.spreads })}
      </p>
    </div>
  )
}

function RateRow({ view, rate }: { view: View; rate: HeatRate }) {
  return (
    <tr>
      <th scope="row">{view.t(`heat.act.${rate.act}`)}</th>
      <td>{shown(view, rate.count)}</td>
      <td>{shown(view, rate.per_hour)}</td>
      <td>{formatNumber(rate.usual, view.locale, 1)}</td>
      <td>{formatNumber(rate.high, view.locale, 1)}</td>
      <td>{rate.count === null ? '' : formatNumber(rate.heat, view.locale)}</td>
    </tr>
  )
}

/** A gauge whole: the picture, the sentence, the numbers, the formula. */
export function GaugeBlock({ view, gauge, title }: { view: View; gauge: Gauge; title: string }) {
  const { t } = view
  const columns = ['act', 'count', 'per_hour', 'usual', 'high', 'heat']
  return (
    <section class="sheet heat-block">
      <h2>{title}</h2>
      <p class="heat-words">
        <strong>{t(`heat.level.${gauge.level_name}`)}</strong>{' '}
        {t(gauge.level === 1 ? 'heat.says_normal' : 'heat.says', {
          heat: formatNumber(gauge.heat, view.locale),
          act: t(`heat.act.${gauge.driven_by}`).toLocaleLowerCase(view.locale),
        })}
      </p>
      <GaugePicture view={view} gauge={gauge} />
      <section class="figure-table" tabindex={0} aria-label={t('heat.table')}>
        <table class="heat-table">
          <caption class="visually-hidden">{t('heat.table')}</caption>
          <thead>
            <tr>
              {columns.map((name) => (
                <th scope="col">{t(`heat.column.${name}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {gauge.rates.map((rate) => (
              <RateRow view={view} rate={rate} />
            ))}
          </tbody>
        </table>
      </section>
      <FilledFormula view={view} gauge={gauge} />
    </section>
  )
}

/** One line of a list of gauges: the name, the word, the number. */
export function GaugeList({
  view,
  gauges,
  empty,
  label,
}: {
  view: View
  gauges: Gauge[]
  empty: string
  label: string
}) {
  if (gauges.length === 0) return <p class="hint">{empty}</p>
  return (
    <ol class="heat-list" aria-label={label}>
      {gauges.map((gauge) => (
        <li>
          <a href={hrefOf(gauge)}>
            {gauge.kind === 'tag' ? '#' : ''}
            <bdi>{gauge.name}</bdi>
          </a>
          <span class={`heat-level heat-${gauge.level_name}`}>
            {view.t(`heat.level.${gauge.level_name}`)} · {formatNumber(gauge.heat, view.locale)}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** The page of a gauge. */
function hrefOf(gauge: Gauge): string {
  if (gauge.kind === 'tag') return `/do-nong/the/${encodeURIComponent(gauge.name)}`
  if (gauge.kind === 'link') return `/do-nong/lien-ket/${gauge.id}`
  return new URL(gauge.url).pathname
}
