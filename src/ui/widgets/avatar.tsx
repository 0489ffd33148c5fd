import type { View } from '../view.ts'

/** A round-cornered portrait; nothing in text-only mode. The name beside it says who it is. */
export function Avatar({ view, src, size = 44 }: { view: View; src: string; size?: number }) {
  return view.textOnly ? null : (
    <img class="avatar" src={src} alt="" width={size} height={size} loading="lazy" decoding="async" />
  )
}
