import type { View } from '../../ui/view.ts'
import type { Groups } from './groups.ts'
import { type Dot, drawn, mapHeight, mapWidth } from './map-data.ts'

/** Radius of a dot for so many people. */
const radius = (count: number): number => Math.min(11, 3 + 1.6 * Math.sqrt(count))

const n = (value: number): string => String(Math.round(value * 10) / 10)

/** A shape for each group, so that the map reads without colour: circle, square, triangle, diamond, cross. */
function shape(group: number, { x, y, count }: Dot): string {
  const r = radius(count)
  const at = (dx: number, dy: number) => `${n(x + dx * r)} ${n(y + dy * r)}`
  if (group === 1) return `M${at(-0.85, -0.85)}H${n(x + 0.85 * r)}V${n(y + 0.85 * r)}H${n(x - 0.85 * r)}Z`
  if (group === 2) return `M${at(0, -1.1)}L${at(1, 0.8)} ${at(-1, 0.8)}Z`
  if (group === 3) return `M${at(0, -1.2)}L${at(1.2, 0)} ${at(0, 1.2)} ${at(-1.2, 0)}Z`
  if (group === 4)
    return `M${at(-1, -0.35)}H${n(x - 0.35 * r)}V${n(y - r)}H${n(x + 0.35 * r)}V${n(y - 0.35 * r)}H${n(x + r)}V${n(y + 0.35 * r)}H${n(x + 0.35 * r)}V${n(y + r)}H${n(x - 0.35 * r)}V${n(y + 0.35 * r)}H${n(x - r)}Z`
  return `M${at(-1, 0)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0Z`
}

/** Hatches, one for each group. */
const hatches = ['M0 8L8 0', 'M0 0L8 8', 'M0 4H8', 'M4 0V8', 'M0 4H8M4 0V8']

/** The shape of a group, for the list beside the map. */
export function Sign({ group }: { group: number }) {
  return (
    <svg class={`opinion-sign g${group}`} viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
      <path d={shape(group, { x: 12, y: 12, count: 16, letter: '' })} />
    </svg>
  )
}

interface MapProps {
  view: View
  groups: Groups
  own: { x: number; y: number; letter: string } | null
}

/** Where people stand, drawn on the server: dots for those who stand together, a hatched hull and a letter for each group. */
export function OpinionMap({ view, groups, own }: MapProps) {
  const { t } = view
  const { map } = groups
  const index = new Map(groups.groups.map(({ letter }, at) => [letter, at]))
  const me = own ? drawn(map, own.x, own.y) : null
  const described = t(groups.groups.length > 1 ? 'questions.map_text' : 'questions.map_text_one', {
    count: groups.placed,
    groups: groups.groups.length,
    letters: groups.groups.map(({ letter, size }) => t('questions.map_group', { letter, size })).join('; '),
  })
  return (
    <svg
      class="opinion-map"
      viewBox={`0 0 ${mapWidth} ${mapHeight}`}
      role="img"
      aria-labelledby="map-title map-text"
    >
      <title id="map-title">{t('questions.map')}</title>
      <desc id="map-text">{described}</desc>
      <defs>
        {map.hulls.map(({ letter }) => {
          const at = index.get(letter) ?? 0
          return (
            <pattern id={`hatch-${at}`} class={`g${at}`} width="8" height="8" patternUnits="userSpaceOnUse">
              <path d={hatches[at % hatches.length]} />
            </pattern>
          )
        })}
      </defs>
      {map.hulls.map(({ letter, points }) => {
        const at = index.get(letter) ?? 0
        return (
          <polygon
            class={`hull g${at}`}
            fill={`url(#hatch-${at})`}
            points={points.map((point) => point.join(',')).join(' ')}
          />
        )
      })}
      {groups.groups.map(({ letter }, at) => (
        <path
          class={`dots g${at}`}
          d={map.dots
            .filter((dot) => dot.letter === letter)
            .map((dot) => shape(at, dot))
            .join('')}
        />
      ))}
      {map.hulls.map(({ letter, x, y }) => (
        <g class="letter">
          <circle cx={x} cy={y} r="17" />
          <text x={x} y={y} dy="0.36em" text-anchor="middle">
            {letter}
          </text>
        </g>
      ))}
      {me ? (
        <g class="me">
          <circle cx={me.x} cy={me.y} r="13" />
          <circle cx={me.x} cy={me.y} r="5" />
          <text
            x={me.x}
            y={me.y > 40 ? me.y - 19 : me.y + 31}
            text-anchor={me.x < 60 ? 'start' : me.x > mapWidth - 60 ? 'end' : 'middle'}
          >
            {t('questions.you')}
          </text>
        </g>
      ) : null}
    </svg>
  )
}
