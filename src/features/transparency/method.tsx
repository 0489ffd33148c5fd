import type { View } from '../../ui/view.ts'
import { FREEZE_AFTER_DAYS } from './freeze.ts'

const points = [
  'period',
  'active',
  'items',
  'outcomes',
  'time',
  'bands',
  'reasons',
  'audit',
  'appeals',
  'deciders',
  'scams',
  'rights',
  'newcomers',
  'retained',
  'concentration',
  'crossing',
  'follow',
  'heat',
  'incidents',
  'small',
  'unknown',
]

/** How each number is counted: stands on the page, for numbers without it say nothing. */
export function Method({ view, frozen = true }: { view: View; frozen?: boolean }) {
  return (
    <section class="sheet prose method">
      <h2>{view.t('transparency.method.title')}</h2>
      <ul>
        {[...points, frozen ? 'frozen' : 'frozen_report'].map((point) => (
          <li>{view.t(`transparency.method.${point}`, { days: FREEZE_AFTER_DAYS })}</li>
        ))}
      </ul>
    </section>
  )
}
