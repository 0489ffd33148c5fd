import { AppError } from '../../errors.ts'
import type { App, Req } from '../../http/env.ts'
import { remoteAddress } from '../../http/guard.ts'
import { setFlash } from '../../ui/flash.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { updateProfile } from '../accounts/index.ts'
import { DoorPage, Field, Form, FormError, NewPassword, problemOf, Submit } from './forms.tsx'
import { Refused } from './login-pages.tsx'
import { type DoorState, doorState, signUp } from './signup.ts'
import { userById } from './sql.ts'
import { formError, letIn, limitSignUps, localPath, readForm, type Form as Values } from './web.ts'

interface SignupProps {
  view: View
  door: DoorState
  form: Values
  error?: AppError | null
}

function Closed({ view, door, invite }: { view: View; door: DoorState; invite: string }) {
  const used = door.closed === 'signup_by_invite' && invite !== ''
  return (
    <DoorPage view={view} title={view.t('auth.signup.title', { network: view.network })}>
      {used ? <p class="aside">{view.t('auth.signup.invite_gone')}</p> : null}
      <p>{view.t(`errors.${door.closed}`)}</p>
      <p>
        <a href="/login">{view.t('auth.signup.have_account')}</a>
      </p>
    </DoorPage>
  )
}

/** What there is to agree to: a network may have no rules, or no terms. */
const agreedTo = ({ face }: View): string[] => [
  ...(face.rules.length > 0 ? ['rules'] : []),
  ...(face.terms ? ['terms'] : []),
  'privacy',
]

function SignupPage({ view, door, form, error }: SignupProps) {
  const { t } = view
  const agreement = problemOf(view, error, 'agreement')
  return (
    <DoorPage view={view} title={t('auth.signup.title', { network: view.network })}>
      {door.invite ? <p class="aside">{t('auth.signup.invited', { name: door.invite.by })}</p> : null}
      {door.approval ? <p class="aside">{t('auth.signup.approval')}</p> : null}
      <FormError view={view} error={error} />
      <Form action="/signup" plain>
        <input type="hidden" name="invite" value={form['invite'] ?? ''} />
        <input type="hidden" name="next" value={form['next'] ?? ''} />
        <Field
          view={view}
          name="display_name"
          label={t('auth.signup.display_name')}
          value={form['display_name']}
          autocomplete="name"
          maxlength={100}
          error={error}
        />
        <Field
          view={view}
          name="username"
          label={t('auth.signup.username')}
          hint={t('auth.signup.username_hint', { domain: view.domain })}
          value={form['username']}
          autocomplete="username"
          maxlength={31}
          error={error}
        />
        <Field
          view={view}
          name="email"
          label={t('auth.email')}
          type="email"
          value={form['email']}
          autocomplete="email"
          required
          error={error}
        />
        <NewPassword view={view} name="password" label={t('auth.password')} error={error} />
        {door.approval ? (
          <div class="field">
            <label for="reason">{t('auth.signup.reason')}</label>
            <textarea id="reason" name="reason" rows={3} maxlength={2000}>
              {form['reason'] ?? ''}
            </textarea>
          </div>
        ) : null}
        <div class="field check">
          <input
            id="indexable"
            name="indexable"
            type="checkbox"
            value="1"
            checked={form['indexable'] === '1'}
            aria-describedby="indexable-hint"
          />
          <label for="indexable">{t('settings.privacy.indexable')}</label>
          <p class="hint" id="indexable-hint">
            {t('settings.privacy.indexable_hint')}
          </p>
        </div>
        <div class="field check">
          <input
            id="agreement"
            name="agreement"
            type="checkbox"
            value="1"
            required
            checked={form['agreement'] === '1'}
            aria-describedby={agreement ? 'agreement-error' : undefined}
          />
          <label for="agreement">
            {t('auth.signup.agree_before')}{' '}
            {agreedTo(view).map((name, at, all) => (
              <>
                {at === 0 ? '' : at === all.length - 1 ? ` ${t('auth.and')} ` : ', '}
                <a href={`/${name}`}>{t(`auth.signup.${name}`)}</a>
              </>
            ))}
          </label>
          {agreement ? (
            <p class="field-error" id="agreement-error">
              {agreement}
            </p>
          ) : null}
        </div>
        <Submit label={t('auth.signup.submit')} />
      </Form>
      <p>
        <a href={form['next'] ? `/login?next=${encodeURIComponent(form['next'])}` : '/login'}>
          {t('auth.signup.have_account')}
        </a>
      </p>
    </DoorPage>
  )
}

export function signupPages(app: App): void {
  app.get('/signup', async (c: Req) => {
    const invite = c.req.query('invite') ?? ''
    if (c.get('viewer')) {
      // Whoever tries her own link out should know that it is for others.
      if (invite !== '') setFlash(c, 'auth.flash.already_in')
      return c.redirect('/', 303)
    }
    const view = await viewOf(c)
    const door = await doorState(c.get('ctx'), invite)
    if (door.closed) return c.html(<Closed view={view} door={door} invite={invite} />, 403)
    return c.html(<SignupPage view={view} door={door} form={{ invite, next: c.req.query('next') ?? '' }} />)
  })

  app.post('/signup', async (c: Req) => {
    const ctx = c.get('ctx')
    const form = await readForm(c)
    try {
      const { accountId, refusal } = await limitSignUps(c, () =>
        signUp(ctx, {
          username: form['username'] ?? '',
          displayName: form['display_name'] ?? '',
          email: form['email'] ?? '',
          password: form['password'] ?? '',
          locale: c.get('locale'),
          reason: form['reason'] ?? '',
          agreement: form['agreement'] === '1' || form['agreement'] === 'on',
          inviteCode: form['invite'] ?? '',
          address: remoteAddress(c),
        }),
      )
      // Nothing is searched that nobody was asked about: the box is not ticked beforehand.
      if (form['indexable'] === '1') await updateProfile(ctx, accountId, { indexable: true })
      const user = (await userById(ctx, accountId))!
      if (refusal) {
        const view = await viewOf(c)
        return c.html(<Refused view={view} user={user} refusal={refusal} fresh mail={ctx.mail.configured} />)
      }
      await letIn(c, user)
      // An invitation to a community brought her here: back to it.
      return c.redirect(localPath(form['next']), 303)
    } catch (thrown) {
      // Too many from her address is not her fault, nor that somebody else was quicker with the link or the door was
      // shut meanwhile: what she typed waits with her.
      const late = thrown instanceof AppError && [403, 429].includes(thrown.status) ? thrown : null
      const error = late ?? formError(thrown)
      const door = await doorState(ctx, form['invite'] ?? '')
      const page = <SignupPage view={await viewOf(c)} door={door} form={form} error={error} />
      return c.html(page, late?.status ?? 422)
    }
  })
}
