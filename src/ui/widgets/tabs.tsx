import type { Child } from 'hono/jsx'

interface Tab {
  href: string
  text: string
  /** After the words, e.g. how many wait there. */
  extra?: Child
}

/** Links between views of one thing; `current` is the path of the page. */
export function Tabs({ label, current, tabs }: { label: string; current: string; tabs: Tab[] }) {
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <a href={tab.href} aria-current={tab.href.split('?')[0] === current ? 'page' : undefined}>
          {tab.text}
          {tab.extra}
        </a>
      ))}
    </nav>
  )
}
