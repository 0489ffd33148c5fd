import { z } from 'zod'
import type { Context, Id } from '../../context.ts'
import { AppError, type FieldError, forbidden, invalid } from '../../errors.ts'
import { bool, check, type Params, readBody } from '../../http/body.ts'
import type { App } from '../../http/env.ts'
import { gather } from '../../http/gather.ts'
import { clientAddress, limitRate } from '../../http/guard.ts'
import { cleanText } from '../../lib/graphemes.ts'
import { redirectWith } from '../../ui/flash.ts'
import { localeNames, locales } from '../../ui/i18n/index.ts'
import { Page } from '../../ui/page.tsx'
import { render } from '../../ui/render.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { Choices, Field, FormProblem } from '../../ui/widgets/form.tsx'
import {
  createSession,
  isSetupToken,
  registerUser,
  registrationProblems,
  setSessionCookie,
  useSetupToken,
} from '../auth/index.ts'
import { isSetUp, registrationModes, saveRules, saveSettings, starterRules } from '../instance/index.ts'

const text = (min: number, max: number) =>
  z
    .string()
    .transform((value) => cleanText(value).trim())
    .pipe(z.string().min(min).max(max))

const Answers = z.object({
  name: text(1, 60),
  description: text(0, 300).default(''),
  locale: z.enum(['vi', 'en']),
  registrations: z.enum(registrationModes),
  starter_rules: bool.default(false),
  display_name: text(0, 50).default(''),
  username: z.string().transform((value) => value.trim().toLowerCase().replace(/^@/, '')),
  email: z.string(),
  password: z.string(),
})
type Answers = z.infer<typeof Answers>

/** Everything that is wrong with what was typed, about the network and about its first admin, in one 422. */
async function checkAnswers(ctx: Context, body: Params): Promise<void> {
  const typed = (name: string) => (typeof body[name] === 'string' ? body[name] : '')
  await gather(
    () => check(Answers, body),
    async () => {
      const wrong = await registrationProblems(ctx, {
        username: typed('username').trim().toLowerCase().replace(/^@/, ''),
        email: typed('email'),
        password: typed('password'),
        locale: 'vi',
        allowReserved: true,
      })
      if (wrong.length > 0) throw invalid(...wrong)
    },
  )
}

/** Names the network and makes its first admin, once: the token is used up in the same transaction. */
export async function setUp(ctx: Context, token: string, answers: Answers): Promise<Id> {
  return ctx.tx(async (ctx) => {
    if (!(await useSetupToken(ctx, token))) throw forbidden('setup_link')
    const id = await registerUser(ctx, {
      username: answers.username,
      email: answers.email,
      password: answers.password,
      locale: answers.locale,
      displayName: answers.display_name || undefined,
      role: 'admin',
      approved: true,
      confirmed: true,
      allowReserved: true,
    })
    await saveSettings(ctx, {
      ready: true,
      name: answers.name,
      description: answers.description,
      locale: answers.locale,
      registrations: answers.registrations,
      contactUsername: answers.username,
    })
    if (answers.starter_rules) await saveRules(ctx, starterRules(answers.locale))
    return id
  })
}

interface WizardProps {
  view: View
  token: string
  typed: Record<string, unknown>
  error?: AppError
}

function Wizard({ view, token, typed, error }: WizardProps) {
  const t = (key: string) => view.t(`instance.setup.${key}`)
  const value = (name: string, fallback = '') =>
    typeof typed[name] === 'string' ? (typed[name] as string) : fallback
  const errors: FieldError[] | undefined = error?.fields
  const field = (name: string) => ({
    view,
    name,
    label: t(name),
    hint: t(`${name}_hint`),
    value: value(name),
    errors,
  })
  return (
    <Page view={view} title={t('title')} bare>
      <form class="sheet setup" method="post" action="/setup">
        <h1>{t('title')}</h1>
        <p class="lead">{t('lead')}</p>
        <FormProblem text={error ? view.t(`errors.${error.reason}`, error.params) : null} />
        <input type="hidden" name="token" value={token} />
        <section>
          <h2>{t('network')}</h2>
          <Field {...field('name')} required maxlength={60} autocomplete="off" />
          <Field {...field('description')} maxlength={300} rows={2} />
          <Choices
            legend={t('language')}
            name="locale"
            value={value('locale', view.locale)}
            options={locales.map((locale) => ({ value: locale, label: localeNames[locale] }))}
          />
          <Choices
            legend={t('registrations')}
            name="registrations"
            value={value('registrations', 'approval')}
            options={registrationModes.map((mode) => ({
              value: mode,
              label: view.t(`instance.mode.${mode}`),
              hint: view.t(`instance.mode.${mode}_hint`),
            }))}
          />
          <StarterRules
            view={view}
            checked={Object.keys(typed).length === 0 || value('starter_rules') === '1'}
          />
        </section>
        <section>
          <h2>{t('founder')}</h2>
          <p class="hint">{t('founder_hint')}</p>
          <Field
            view={view}
            name="display_name"
            label={t('display_name')}
            value={value('display_name')}
            errors={errors}
            maxlength={50}
            autocomplete="name"
          />
          <Field
            {...field('username')}
            prefix="@"
            suffix={`@${view.domain}`}
            required
            maxlength={30}
            autocomplete="username"
            autocapitalize="none"
            spellcheck="false"
          />
          <Field {...field('email')} type="email" required autocomplete="email" inputmode="email" />
          <Field
            {...field('password')}
            value=""
            type="password"
            required
            minlength={8}
            autocomplete="new-password"
          />
        </section>
        <p class="buttons">
          <button type="submit" class="button primary">
            {t('submit')}
          </button>
        </p>
      </form>
    </Page>
  )
}

/** Rules that most lanes begin with: taken or not, to be changed later. */
function StarterRules({ view, checked }: { view: View; checked: boolean }) {
  return (
    <fieldset class="choices">
      <legend>{view.t('instance.rules.title')}</legend>
      <div class="choice">
        <input
          type="checkbox"
          id="f-starter_rules"
          name="starter_rules"
          value="1"
          checked={checked}
          aria-describedby="f-starter_rules-hint"
        />
        <label for="f-starter_rules">{view.t('instance.setup.starter_rules')}</label>
        <p class="hint" id="f-starter_rules-hint">
          {view.t('instance.setup.starter_rules_hint')}
        </p>
      </div>
      <ol>
        {starterRules(view.locale).map((rule) => (
          <li>{rule.text}</li>
        ))}
      </ol>
    </fieldset>
  )
}

function BadLink({ view }: { view: View }) {
  return (
    <Page view={view} title={view.t('instance.setup.bad_link')} bare>
      <div class="sheet prose centred">
        <h1>{view.t('instance.setup.bad_link')}</h1>
        <p class="lead">{view.t('instance.setup.bad_link_text')}</p>
      </div>
    </Page>
  )
}

/** The wizard behind the link that the first start prints. Nobody without the link gets past it. */
export function setupPages(app: App): void {
  app.get('/setup', async (c) => {
    const ctx = c.get('ctx')
    if (await isSetUp(ctx)) return c.redirect('/', 303)
    limitRate(c, 'setup', clientAddress(c), 60, 600)
    const token = c.req.query('token') ?? ''
    c.header('Cache-Control', 'no-store')
    c.header('Referrer-Policy', 'no-referrer')
    const view = await viewOf(c)
    if (!(await isSetupToken(ctx, token))) return render(c, <BadLink view={view} />, 403)
    return render(c, <Wizard view={view} token={token} typed={{}} />)
  })

  app.post('/setup', async (c) => {
    const ctx = c.get('ctx')
    if (await isSetUp(ctx)) return c.redirect('/', 303)
    limitRate(c, 'setup', clientAddress(c), 60, 600)
    const body = await readBody(c)
    const token = typeof body['token'] === 'string' ? body['token'] : ''
    if (!(await isSetupToken(ctx, token))) return render(c, <BadLink view={await viewOf(c)} />, 403)
    try {
      await checkAnswers(ctx, body)
      const id = await setUp(ctx, token, check(Answers, body))
      setSessionCookie(c, await createSession(ctx, id, ''))
      return redirectWith(c, '/', 'instance.setup.done')
    } catch (error) {
      if (!(error instanceof AppError) || error.status !== 422) throw error
      return render(c, <Wizard view={await viewOf(c)} token={token} typed={body} error={error} />, 422)
    }
  })
}
