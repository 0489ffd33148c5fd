import type { Config } from '../config.ts'
import type { Sql } from '../db/sql.ts'

export interface Mail {
  to: string
  subject: string
  text: string
}

export interface Mailer {
  /** False: no SMTP_URL, so addresses are not confirmed and nobody is written to. */
  readonly configured: boolean
  /** Sends one letter; throws when the server refuses, so that the job is tried again. */
  send(mail: Mail): Promise<void>
}

/** Clears the development inbox of what is older than `before`. */
export async function forgetLetters(db: Sql, before: Date): Promise<void> {
  await db`delete from dev_mails where created_at < ${before}`
}

/** SMTP when SMTP_URL is set; in development the letters land in a table that /dev/inbox shows. */
export function createMailer(config: Config, db: Sql): Mailer {
  if (config.smtpUrl && !config.smtpUrl.startsWith('dev:')) {
    const url = config.smtpUrl
    let transport: Promise<{ sendMail(mail: object): Promise<unknown> }> | undefined
    return {
      configured: true,
      async send(mail) {
        transport ??= import('nodemailer').then((module) => module.createTransport(url))
        await (await transport).sendMail({ from: config.mailFrom, ...mail })
      },
    }
  }
  return {
    configured: config.smtpUrl !== null,
    async send(mail) {
      if (config.smtpUrl === null) return
      await db`insert into dev_mails (recipient, subject, body) values (${mail.to}, ${mail.subject}, ${mail.text})`
    },
  }
}
