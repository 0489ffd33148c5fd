import { type Opinions, smallestGroup } from '../../lib/opinions/index.ts'

/** The drawing's own units. */
export const [mapWidth, mapHeight] = [640, 440]
const margin = 36
const [columns, rows] = [48, 33]

export interface Dot {
  x: number
  y: number
  letter: string
  /** How many stand here. */
  count: number
}

export interface Hull {
  letter: string
  x: number
  y: number
  /** Corners, in order. */
  points: [number, number][]
}

export interface MapDrawing {
  /** From a place to the drawing: x * scale + left, y * scale + top. */
  scale: [number, number]
  offset: [number, number]
  dots: Dot[]
  hulls: Hull[]
}

/** A place among the people as a place in the drawing. */
export const drawn = ({ scale, offset }: Pick<MapDrawing, 'scale' | 'offset'>, x: number, y: number) => ({
  x: Math.round(x * scale[0] + offset[0]),
  y: Math.round(y * scale[1] + offset[1]),
})

/** Andrew's monotone chain (1979). */
function convexHull(points: [number, number][]): [number, number][] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1])
  if (sorted.length < 3) return sorted
  const turn = (o: [number, number], a: [number, number], b: [number, number]) =>
    (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])
  const half = (list: [number, number][]) => {
    const chain: [number, number][] = []
    for (const point of list) {
      while (chain.length >= 2 && turn(chain.at(-2)!, chain.at(-1)!, point) <= 0) chain.pop()
      chain.push(point)
    }
    return chain.slice(0, -1)
  }
  return [...half(sorted), ...half(sorted.reverse())]
}

/** What a map needs, without anybody's name: people who stand close together are one dot. */
export function drawing({ places, groups }: Opinions): MapDrawing {
  const span = (values: number[]) => {
    const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)]
    return { low, size: Math.max(high - low, 1e-6) }
  }
  const [xs, ys] = [span(places.map(({ x }) => x)), span(places.map(({ y }) => y))]
  const scale: [number, number] = [(mapWidth - 2 * margin) / xs.size, (mapHeight - 2 * margin) / ys.size]
  const offset: [number, number] = [margin - xs.low * scale[0], margin - ys.low * scale[1]]
  const cells = new Map<string, Dot>()
  for (const place of places) {
    const at = drawn({ scale, offset }, place.x, place.y)
    const [x, y] = [
      (Math.floor((at.x * columns) / mapWidth) + 0.5) * (mapWidth / columns),
      (Math.floor((at.y * rows) / mapHeight) + 0.5) * (mapHeight / rows),
    ]
    const name = `${x} ${y} ${place.group}`
    const dot = cells.get(name) ?? { x: Math.round(x), y: Math.round(y), letter: place.group, count: 0 }
    dot.count += 1
    cells.set(name, dot)
  }
  const dots = [...cells.values()].sort((a, b) => b.count - a.count || a.x - b.x || a.y - b.y)
  const hulls = groups
    .filter(({ size }) => groups.length > 1 && size >= smallestGroup)
    .map((group): Hull => {
      const centre = drawn({ scale, offset }, group.x, group.y)
      return { letter: group.letter, ...centre, points: hullAround(dots, group.letter, centre) }
    })
  return { scale, offset, dots, hulls }
}

/** A hull around the nine tenths of a group nearest its middle, a little wider than they stand: strays would cover the others. */
function hullAround(dots: Dot[], letter: string, centre: { x: number; y: number }): [number, number][] {
  const own = dots
    .filter((dot) => dot.letter === letter)
    .map((dot) => ({ ...dot, far: Math.hypot(dot.x - centre.x, dot.y - centre.y) }))
    .sort((a, b) => a.far - b.far)
  const wanted = own.reduce((sum, { count }) => sum + count, 0) * 0.9
  let people = 0
  const inside = own.filter(({ count }) => {
    const take = people < wanted
    people += count
    return take
  })
  const reach = 12
  const corners = inside.flatMap(({ x, y }): [number, number][] =>
    Array.from({ length: 8 }, (_, n): [number, number] => [
      Math.round(x + reach * Math.cos((n * Math.PI) / 4)),
      Math.round(y + reach * Math.sin((n * Math.PI) / 4)),
    ]),
  )
  return convexHull(corners)
}
