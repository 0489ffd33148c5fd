import { Figure, Key } from './figure.tsx'
import { type Datum, FONT, type PlotWords, px, scaleOf, WIDTH, widthOf } from './plot.ts'

export interface BarsProps extends PlotWords {
  id: string
  title: string
  description: string
  data: Datum[]
  /** The same labels in the same order, hatched, under each. */
  before?: Datum[]
  /** What the two are called. */
  names?: [now: string, before: string]
  /** The end of the scale, where it is known: 1 for shares. */
  max?: number
}

const bar = 13
const line = 18

/** Lying bars with their words above and their numbers at the end: as many as there are, also on a phone. */
export function Bars({ id, title, description, data, before, names, max, ...words }: BarsProps) {
  const show = (datum: Datum | undefined) =>
    datum?.text ?? (datum?.value == null ? words.unknown : words.format(datum.value))
  const end = max ?? scaleOf([...data, ...(before ?? [])].map(({ value }) => value)).max
  const texts = [...data, ...(before ?? [])].map(show)
  const room = WIDTH - 8 - Math.max(...texts.map((text) => widthOf(text)))
  const each = line + (before ? 2 : 1) * (bar + 3) + 6
  const one = (datum: Datum | undefined, y: number, hatched: boolean) => {
    const length = datum?.value == null ? 0 : Math.max(1.5, (Math.min(datum.value, end) / end) * room)
    return (
      <>
        {datum?.value == null || datum.value === 0 ? (
          <path d={`M.75 ${px(y)}v${bar}`} stroke="currentColor" stroke-width="1.5" />
        ) : (
          <rect
            x="0.75"
            y={px(y)}
            width={px(length)}
            height={bar}
            fill={hatched ? `url(#${id}-h)` : 'currentColor'}
            stroke="currentColor"
          />
        )}
        <text x={px(length + 6)} y={px(y + bar - 2.5)} font-size={FONT} fill="currentColor">
          {show(datum)}
        </text>
      </>
    )
  }
  return (
    <Figure
      id={id}
      title={title}
      description={description}
      height={data.length * each + 2}
      legend={
        before && names ? (
          <>
            <Key id={`${id}-a`} mark="solid" text={names[0]} />{' '}
            <Key id={`${id}-b`} mark="hatched" text={names[1]} />
          </>
        ) : null
      }
      table={{
        head: [words.column, ...(before && names ? names : [title])],
        rows: data.map((datum, at) => [datum.label, show(datum), ...(before ? [show(before[at])] : [])]),
      }}
    >
      {data.map((datum, at) => (
        <>
          <text x="0" y={px(at * each + FONT + 1)} font-size={FONT} fill="currentColor">
            {datum.label}
          </text>
          {one(datum, at * each + line, false)}
          {before ? one(before[at], at * each + line + bar + 3, true) : null}
        </>
      ))}
    </Figure>
  )
}
