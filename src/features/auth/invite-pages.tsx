import { randomInt } from 'node:crypto'
import type { Context } from '../../context.ts'
import { type AppError, notFound, unprocessable } from '../../errors.ts'
import type { App, Req } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { formatDate } from '../../lib/format/index.ts'
import { isId } from '../../lib/ids.ts'
import { DAY_MS } from '../../lib/time.ts'
import { setFlash } from '../../ui/flash.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { Field, Form, FormError, SettingsPage, Submit } from './forms.tsx'
import { type InviteRow, insertInvite, invitesOf, revokeInvite } from './invites-sql.ts'
import { formError, pageViewer, readForm, toLogin, type Form as Values } from './web.ts'

const OPEN_MAX = 20
const USES_MAX = 100
const days = [1, 7, 30] as const

const isOpen = (invite: InviteRow, now: Date): boolean =>
  !invite.revoked_at &&
  (!invite.expires_at || invite.expires_at > now) &&
  (invite.max_uses === null || invite.uses < invite.max_uses)

/** Ten letters that can be read out on the telephone: 49 bits. */
function makeCode(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
  return Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join('')
}

/** Makes an invitation for 1 to 100 people, good for 1, 7 or 30 days. Throws 422 `too_many_invites` above twenty open ones. */
export async function createInvite(
  ctx: Context,
  accountId: string,
  input: { maxUses: number; days: number; note: string },
): Promise<string> {
  const now = ctx.clock()
  const open = (await invitesOf(ctx, accountId)).filter((invite) => isOpen(invite, now))
  if (open.length >= OPEN_MAX) throw unprocessable('too_many_invites', { limit: OPEN_MAX })
  const code = makeCode()
  await insertInvite(ctx, {
    code,
    accountId,
    note: input.note.slice(0, 100),
    maxUses: Math.min(Math.max(Math.trunc(input.maxUses) || 1, 1), USES_MAX),
    expiresAt: new Date(now.getTime() + (days.find((n) => n === input.days) ?? 7) * DAY_MS),
  })
  return code
}

function Invite({ view, invite }: { view: View; invite: InviteRow }) {
  const { t } = view
  const link = `${view.origin}/signup?invite=${invite.code}`
  const open = isOpen(invite, view.now)
  return (
    <li>
      <p>
        {open ? <a href={link}>{link}</a> : <s>{invite.code}</s>}
        {invite.note ? ` · ${invite.note}` : ''}
      </p>
      <p class="hint">
        {t('auth.invites.uses', { count: invite.uses, limit: invite.max_uses ?? '∞' })}
        {' · '}
        {invite.revoked_at
          ? t('auth.invites.revoked')
          : invite.expires_at
            ? t('auth.invites.until', { date: formatDate(invite.expires_at, view.locale) })
            : ''}
      </p>
      {open ? (
        <form method="post" action={`/invites/${invite.id}/revoke`}>
          <button type="submit" class="button">
            {t('auth.invites.revoke')}
          </button>
        </form>
      ) : null}
    </li>
  )
}

async function invitesPage(c: Req, form: Values = {}, error?: AppError): Promise<Response> {
  const viewer = pageViewer(c)
  const view = await viewOf(c)
  const { t } = view
  const invites = await invitesOf(c.get('ctx'), viewer.id)
  return c.html(
    <SettingsPage view={view} title={t('auth.settings.invites')}>
      <p>{t('auth.invites.text')}</p>
      <FormError view={view} error={error} />
      <Form action="/invites">
        <Field view={view} name="note" label={t('auth.invites.note')} value={form['note']} maxlength={100} />
        <Field
          view={view}
          name="max_uses"
          label={t('auth.invites.max_uses')}
          type="number"
          value={form['max_uses'] ?? '1'}
        />
        <div class="field">
          <label for="days">{t('auth.invites.days')}</label>
          <select id="days" name="days">
            {days.map((n) => (
              <option value={String(n)} selected={n === Number(form['days'] ?? 7)}>
                {t('auth.invites.days_option', { count: n })}
              </option>
            ))}
          </select>
        </div>
        <Submit label={t('auth.invites.create')} />
      </Form>
      <ul class="settings-list">
        {invites.map((invite) => (
          <Invite view={view} invite={invite} />
        ))}
      </ul>
    </SettingsPage>,
    error ? 422 : 200,
  )
}

export function invitePages(app: App): void {
  app.get('/invites', (c) => (c.get('viewer') ? invitesPage(c) : toLogin(c)))
  app.post('/invites', async (c) => {
    const viewer = pageViewer(c)
    limitRate(c, 'invites', viewer.id, 30, 3600)
    const form = await readForm(c)
    try {
      await createInvite(c.get('ctx'), viewer.id, {
        maxUses: Number(form['max_uses']),
        days: Number(form['days']),
        note: form['note'] ?? '',
      })
    } catch (thrown) {
      return invitesPage(c, form, formError(thrown))
    }
    setFlash(c, 'auth.flash.invite_made')
    return c.redirect('/invites', 303)
  })
  app.post('/invites/:id/revoke', async (c) => {
    const ctx = c.get('ctx')
    const viewer = pageViewer(c)
    const id = c.req.param('id')
    if (!isId(id) || !(await revokeInvite(ctx, viewer.id, id, ctx.clock()))) throw notFound()
    return c.redirect('/invites', 303)
  })
}
