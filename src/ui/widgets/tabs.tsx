interface Tab {
  href: string
  text: string
}

/** Links between views of one thing; `current` is the path of the page. */
export function Tabs({ label, current, tabs }: { label: string; current: string; tabs: Tab[] }) {
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <a href={tab.href} aria-current={tab.href.split('?')[0] === current ? 'page' : undefined}>
          {tab.text}
        </a>
      ))}
    </nav>
  )
}
