import type { Child } from 'hono/jsx'
import { px, WIDTH } from './plot.ts'

export interface FigureProps {
  /** Unlike every other on the page: names the parts of the drawing. */
  id: string
  title: string
  /** What one sees in it, in a sentence; for those who do not. */
  description: string
  height: number
  table: { head: string[]; rows: string[][] }
  /** Small ones stand beside each other. */
  small?: boolean
  /** What fillings and shapes mean. */
  legend?: Child
  children?: Child
}

/** A drawing with its words, and the same numbers as a table. */
export function Figure({ id, title, description, height, table, small, legend, children }: FigureProps) {
  return (
    <figure class={small ? 'plot plot-small' : 'plot'}>
      <figcaption>{title}</figcaption>
      {legend ? <p class="plot-legend">{legend}</p> : null}
      <svg viewBox={`0 0 ${WIDTH} ${px(height)}`} role="img" aria-labelledby={`${id}-t ${id}-d`}>
        <title id={`${id}-t`}>{title}</title>
        <desc id={`${id}-d`}>{description}</desc>
        <defs>
          <pattern
            id={`${id}-h`}
            width="5"
            height="5"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <path d="M0 0V5" stroke="currentColor" stroke-width="2.4" />
          </pattern>
        </defs>
        {children}
      </svg>
      <div class="plot-table">
        <table>
          <caption class="visually-hidden">{title}</caption>
          <thead>
            <tr>
              {table.head.map((text) => (
                <th scope="col">{text}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map(([first, ...rest]) => (
              <tr>
                <th scope="row">{first}</th>
                {rest.map((text) => (
                  <td>{text}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  )
}

export type Mark = 'solid' | 'hatched' | 'dot' | 'diamond'

/** The mark that a legend explains, as it stands in the drawing. */
export function Key({ id, mark, text }: { id: string; mark: Mark; text: string }) {
  return (
    <span class="plot-key">
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {mark === 'solid' ? <rect x="1" y="3" width="14" height="10" fill="currentColor" /> : null}
        {mark === 'hatched' ? (
          <>
            <defs>
              <pattern
                id={`${id}-k`}
                width="5"
                height="5"
                patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)"
              >
                <path d="M0 0V5" stroke="currentColor" stroke-width="2.4" />
              </pattern>
            </defs>
            <rect x="1" y="3" width="14" height="10" fill={`url(#${id}-k)`} stroke="currentColor" />
          </>
        ) : null}
        {mark === 'dot' ? <circle cx="8" cy="8" r="5" fill="currentColor" /> : null}
        {mark === 'diamond' ? (
          <path d="M8 2 14 8 8 14 2 8z" fill="none" stroke="currentColor" stroke-width="2" />
        ) : null}
      </svg>{' '}
      {text}
    </span>
  )
}
