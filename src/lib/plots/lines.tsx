import { Figure } from './figure.tsx'
import { type Datum, FONT, type PlotWords, px, scaleOf, shownLabels, WIDTH, widthOf } from './plot.ts'

export interface LineProps extends PlotWords {
  id: string
  title: string
  description: string
  /** In time. */
  data: Datum[]
  /** One of several beside each other. */
  small?: boolean
}

/** A line over time: a dot for each part, the first, the last and the highest with their numbers; a gap where nothing is known. */
export function Line({ id, title, description, data, small, ...words }: LineProps) {
  const brief = words.brief ?? words.format
  const { max, ticks } = scaleOf(data.map(({ value }) => value))
  const left = Math.max(...ticks.map((tick) => widthOf(brief(tick), 11))) + 8
  const [top, height] = [20, small ? 90 : 130]
  const right = WIDTH - 26
  const x = (at: number) =>
    data.length === 1 ? (left + right) / 2 : left + 14 + (at * (right - left - 14)) / (data.length - 1)
  const y = (value: number) => top + height - (value / max) * height
  const shown = shownLabels(data.length, 6)
  const values = data.map(({ value }) => value)
  const best = values.indexOf(Math.max(...values.map((value) => value ?? -1)))
  const told = new Set([
    values.findIndex((value) => value !== null),
    best,
    values.findLastIndex((value) => value !== null),
  ])
  const path = values
    .map((value, at) =>
      value === null ? '' : `${at > 0 && values[at - 1] != null ? 'L' : 'M'}${px(x(at))} ${px(y(value))}`,
    )
    .join('')
  return (
    <Figure
      id={id}
      title={title}
      description={description}
      small={small ?? false}
      height={top + height + 24}
      table={{
        head: [words.column, title],
        rows: data.map(({ label, value, text }) => [
          label,
          text ?? (value === null ? words.unknown : words.format(value)),
        ]),
      }}
    >
      {ticks.map((tick) => (
        <>
          <path d={`M${px(left)} ${px(y(tick))}H${WIDTH}`} stroke="currentColor" stroke-opacity="0.25" />
          <text x={px(left - 6)} y={px(y(tick) + 4)} font-size="11" text-anchor="end" fill="currentColor">
            {brief(tick)}
          </text>
        </>
      ))}
      <path d={path} fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" />
      {data.map(({ label, value, text }, at) => (
        <>
          {value === null ? (
            text ? (
              <text
                x={px(x(at))}
                y={px(top + height - 5)}
                font-size="11"
                text-anchor="middle"
                fill="currentColor"
              >
                {text}
              </text>
            ) : null
          ) : (
            <circle cx={px(x(at))} cy={px(y(value))} r="3.5" fill="currentColor" />
          )}
          {value !== null && told.has(at) ? (
            <text
              x={px(x(at))}
              y={px(y(value) - 8)}
              font-size="11"
              font-weight="600"
              text-anchor="middle"
              fill="currentColor"
            >
              {brief(value)}
            </text>
          ) : null}
          {shown.has(at) ? (
            <text
              x={px(x(at))}
              y={px(top + height + 18)}
              font-size={FONT}
              text-anchor="middle"
              fill="currentColor"
            >
              {label}
            </text>
          ) : null}
        </>
      ))}
    </Figure>
  )
}
