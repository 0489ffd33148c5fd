import type { Child } from 'hono/jsx'
import { formatDate } from '../../lib/format/index.ts'
import type { View } from '../../ui/view.ts'
import type { ScamEntry } from './api.ts'

/** What is known of one entry; `name` is the whole identifier only for somebody who typed it. */
export function Entry({
  view,
  entry,
  name,
  children,
}: {
  view: View
  entry: ScamEntry
  name: string
  children?: Child
}) {
  const date = (iso: string) => <time datetime={iso}>{formatDate(new Date(iso), view.locale)}</time>
  return (
    <article class="sheet scam">
      <h2>
        <span class="i i-warning" aria-hidden="true" /> {view.t(`scams.kind.${entry.kind}`)}{' '}
        <span class="scam-name" translate="no">
          {name}
        </span>
        {entry.bank ? ` · ${entry.bank}` : ''}
      </h2>
      <p>
        <strong>{view.t('scams.cases', { count: entry.cases })}</strong>{' '}
        {entry.categories.map((one) => (
          <span class="badge alert">{view.t(`moderation.category.${one}`)}</span>
        ))}
      </p>
      <p class="hint">
        {view.t('scams.first')} {date(entry.first_at)} · {view.t('scams.last')} {date(entry.last_at)}
      </p>
      <p>{view.t('scams.statements')}</p>
      <ul>
        {entry.statements.map((url, at) => (
          <li>
            <a href={new URL(url).pathname}>{view.t('scams.statement', { number: at + 1 })}</a>
          </li>
        ))}
      </ul>
      {entry.replies.map((reply) => (
        <section class="scam-reply">
          <h3>{view.t('scams.reply')}</h3>
          <p class="plain" dir="auto">
            {reply.text}
          </p>
          <p class="hint">{date(reply.at)}</p>
        </section>
      ))}
      {children}
    </article>
  )
}
