import { Figure, Key } from './figure.tsx'
import { FONT, type PlotWords, px, scaleOf, WIDTH, widthOf } from './plot.ts'

export interface RangeDatum {
  label: string
  median: number | null
  p90: number | null
  /** Of how many; shown in the table. */
  n: string
}

export interface RangesProps extends PlotWords {
  id: string
  title: string
  description: string
  data: RangeDatum[]
  names: { median: string; p90: string; n: string }
}

const row = 40

/** From the median (a dot) to the 90th percentile (a diamond), a line for each. */
export function Ranges({ id, title, description, data, names, ...words }: RangesProps) {
  const { max, ticks } = scaleOf(data.flatMap(({ median, p90 }) => [median, p90]))
  const show = (value: number | null) => (value === null ? words.unknown : words.format(value))
  const brief = words.brief ?? words.format
  const last = widthOf(brief(ticks.at(-1)!), 11) / 2
  const right = WIDTH - Math.max(14, last)
  const x = (value: number) => 10 + (value / max) * (right - 10)
  const bottom = data.length * row + 2
  return (
    <Figure
      id={id}
      title={title}
      description={description}
      height={bottom + 20}
      legend={
        <>
          <Key id={`${id}-a`} mark="dot" text={names.median} />{' '}
          <Key id={`${id}-b`} mark="diamond" text={names.p90} />
        </>
      }
      table={{
        head: [words.column, names.median, names.p90, names.n],
        rows: data.map(({ label, median, p90, n }) => [label, show(median), show(p90), n]),
      }}
    >
      {ticks.map((tick) => (
        <>
          <path d={`M${px(x(tick))} 0V${px(bottom)}`} stroke="currentColor" stroke-opacity="0.25" />
          <text x={px(x(tick))} y={px(bottom + 15)} font-size="11" text-anchor="middle" fill="currentColor">
            {brief(tick)}
          </text>
        </>
      ))}
      {data.map(({ label, median, p90 }, at) => {
        const y = at * row + 28
        return (
          <>
            <text x="0" y={px(y - 13)} font-size={FONT} fill="currentColor">
              {label}
              {median === null
                ? ` · ${words.unknown}`
                : ` · ${brief(median)}${p90 === null ? '' : ` – ${brief(p90)}`}`}
            </text>
            {median !== null && p90 !== null ? (
              <path d={`M${px(x(median))} ${y}H${px(x(p90))}`} stroke="currentColor" stroke-width="2" />
            ) : null}
            {median === null ? null : <circle cx={px(x(median))} cy={y} r="5" fill="currentColor" />}
            {p90 === null ? null : (
              <path
                d={`M${px(x(p90))} ${y - 6}l6 6-6 6-6-6z`}
                class="plot-hollow"
                stroke="currentColor"
                stroke-width="2"
              />
            )}
          </>
        )
      })}
    </Figure>
  )
}
