const forms = [
  ['rss.xml', 'application/rss+xml'],
  ['atom.xml', 'application/atom+xml'],
  ['feed.json', 'application/feed+json'],
] as const

/** For `<head>`: the feeds of a page, below its address, where feed readers look for them. */
export function FeedLinks({ title, base }: { title: string; base: string }) {
  return (
    <>
      {forms.map(([file, type]) => (
        <link rel="alternate" type={type} title={title} href={`${base}/${file}`} />
      ))}
    </>
  )
}

/** The way to the feed that people see. */
export function RssLink({ base }: { base: string }) {
  return (
    <a href={`${base}/rss.xml`} data-turbo="false">
      RSS
    </a>
  )
}
