import type { Context } from '../../context.ts'
import type { JobPayloads } from '../../jobs/names.ts'
import { type Locale, t } from '../../ui/i18n/index.ts'
import { getSettings } from '../instance/index.ts'

export type Template =
  | 'confirm'
  | 'email_change'
  | 'email_changed'
  | 'reset'
  | 'password_changed'
  | 'approved'
  | 'rejected'
  | 'deletion'
  | 'decision'
  | 'appeal_answer'
  | 'appeal_outcome'
  | 'scam_answer'
  | 'room_decision'
  | 'event_reminder'
  | 'briefing_soon'
  | 'action_overdue'

/**
 * Queues a letter (in the transaction, inside `tx`); nothing happens where no mail is configured. The text is
 * `mail.<template>.subject` and `.body` of the reader's language, with `params` and the network's name filled in.
 */
export async function queueMail(
  ctx: Context,
  to: string,
  template: Template,
  locale: Locale,
  params: Record<string, string> = {},
): Promise<void> {
  if (ctx.mail.configured) await ctx.enqueue('mail.send', { to, template, locale, params })
}

/** The job: a failed delivery throws and is tried again later. */
export async function sendMail(ctx: Context, job: JobPayloads['mail.send']): Promise<void> {
  const locale: Locale = job.locale === 'en' ? 'en' : 'vi'
  const { name } = await getSettings(ctx)
  // One line each: nothing that a person typed may start a header of its own.
  const params = Object.fromEntries(
    Object.entries({ ...job.params, network: name, origin: ctx.config.origin }).map(([key, value]) => [
      key,
      value.replace(/[\r\n]+/g, ' '),
    ]),
  )
  await ctx.mail.send({
    to: job.to,
    subject: t(locale, `mail.${job.template}.subject`, params),
    text: `${t(locale, `mail.${job.template}.body`, params)}\n\n-- \n${t(locale, 'mail.footer', params)}\n`,
  })
}
