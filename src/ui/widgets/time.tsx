import { formatDateTime, formatRelative } from '../../lib/format/index.ts'
import type { View } from '../view.ts'

/** "5 phút trước"; the whole date on hover and for machines. */
export function RelativeTime({ view, at }: { view: View; at: Date }) {
  return (
    <time datetime={at.toISOString()} title={formatDateTime(at, view.locale)}>
      {formatRelative(at, view.now, view.locale)}
    </time>
  )
}
