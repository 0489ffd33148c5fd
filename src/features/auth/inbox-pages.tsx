import { notFound } from '../../errors.ts'
import type { App } from '../../http/env.ts'
import { formatDateTime } from '../../lib/format/index.ts'
import { Page } from '../../ui/page.tsx'
import { viewOf } from '../../ui/view.ts'

interface DevMail {
  id: string
  recipient: string
  subject: string
  body: string
  created_at: Date
}

/** Makes the links of a letter clickable; JSX escapes the rest. */
const linked = (text: string) =>
  text.split(/(https?:\/\/\S+)/).map((part, at) => (at % 2 === 1 ? <a href={part}>{part}</a> : part))

/** /dev/inbox: the letters that SMTP_URL=dev: did not send. Never in production. */
export function inboxPages(app: App): void {
  app.get('/dev/inbox', async (c) => {
    const ctx = c.get('ctx')
    if (ctx.config.production || !ctx.config.smtpUrl?.startsWith('dev:')) throw notFound()
    const mails = await ctx.db<DevMail[]>`
      select id, recipient, subject, body, created_at from dev_mails order by id desc limit 50`
    const view = await viewOf(c)
    return c.html(
      <Page view={view} title={view.t('auth.inbox.title')}>
        <h1>{view.t('auth.inbox.title')}</h1>
        {mails.length === 0 ? <p>{view.t('auth.inbox.empty')}</p> : null}
        {mails.map((mail) => (
          <article class="letter">
            <h2>{mail.subject}</h2>
            <p class="hint">
              {mail.recipient} · {formatDateTime(mail.created_at, view.locale)}
            </p>
            <pre>{linked(mail.body)}</pre>
          </article>
        ))}
      </Page>,
    )
  })
}
