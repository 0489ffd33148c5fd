import type { IconName } from '../icons.ts'

/** A picture beside a word. With `label` it stands alone and is read out. */
export function Icon({ name, label }: { name: IconName; label?: string }) {
  return label ? (
    <span class={`i i-${name}`} role="img" aria-label={label} title={label} />
  ) : (
    <span class={`i i-${name}`} aria-hidden="true" />
  )
}
