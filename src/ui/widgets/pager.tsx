import type { View } from '../view.ts'

/** The way to older entries; nothing when there are none. */
export function Pager({ view, next }: { view: View; next: string | null }) {
  return next === null ? null : (
    <p class="pager">
      <a class="more-link" href={next} rel="next">
        {view.t('common.older')}
      </a>
    </p>
  )
}
