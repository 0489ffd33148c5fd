/**
 * Plots as SVG, drawn on the server: no script, no inline style, one colour (that of the text). What is told apart is told
 * by filling, hatching, shape and a word beside it, so that it reads in grey, in the dark and on paper. The drawing is 340
 * units wide, as wide as a phone, and grows with the text; every plot has a title, a description and a table under it.
 */
export interface Datum {
  label: string
  /** Null: not known. */
  value: number | null
  /** Instead of the number, where it is hidden ("<5"). */
  text?: string
}

export interface PlotWords {
  /** Heading of the column of labels. */
  column: string
  /** What stands where nothing is known. */
  unknown: string
  format: (value: number) => string
  /** Short enough to stand at a mark; `format` when left out. */
  brief?: (value: number) => string
}

export const WIDTH = 340
export const FONT = 12

/** The end of the scale and its steps: 1, 2 or 5 times a power of ten, at most five of them. */
export function scaleOf(values: readonly (number | null)[]): { max: number; ticks: number[] } {
  const top = Math.max(0, ...values.filter((value): value is number => value !== null))
  if (top === 0) return { max: 1, ticks: [0] }
  const rough = top / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough)!
  const count = Math.ceil(top / step - 1e-9)
  // Tenths add up badly in binary; the third digit after the step is never wanted.
  const clean = (value: number) => Number(value.toPrecision(12))
  return {
    max: clean(count * step),
    ticks: Array.from({ length: count + 1 }, (_, number) => clean(number * step)),
  }
}

/** Of many labels so few that they do not touch; the last is always there. */
export function shownLabels(count: number, room: number): Set<number> {
  const every = Math.max(1, Math.ceil(count / Math.max(1, room)))
  const shown = new Set<number>()
  for (let at = count - 1; at >= 0; at -= every) shown.add(at)
  return shown
}

/** Two digits after the point are finer than any screen. */
export const px = (value: number): string => String(Math.round(value * 100) / 100)

/** About how wide a text stands, in units: good enough to keep it inside. */
export const widthOf = (text: string, size = FONT): number => [...text].length * size * 0.58
