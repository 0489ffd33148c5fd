import type { Child } from 'hono/jsx'
import type { IconName } from '../icons.ts'
import { Icon } from './icon.tsx'

/** A list with nothing in it: what will be here, and perhaps what to do about it. */
export function EmptyState({
  icon,
  title,
  text,
  children,
}: {
  icon: IconName
  title?: string
  text: string
  children?: Child
}) {
  return (
    <div class="empty">
      <Icon name={icon} />
      {title ? <h2>{title}</h2> : null}
      <p>{text}</p>
      {children}
    </div>
  )
}
