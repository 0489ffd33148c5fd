import type { Child } from 'hono/jsx'
import type { AppError } from '../../errors.ts'
import { faceOfMedia } from '../../lib/faces.ts'
import { formatDate, formatNumber } from '../../lib/format/index.ts'
import { localeNames, locales } from '../../ui/i18n/index.ts'
import { Page } from '../../ui/page.tsx'
import type { View } from '../../ui/view.ts'
import { AdminNav } from '../../ui/widgets/admin-nav.tsx'
import { Avatar } from '../../ui/widgets/avatar.tsx'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { Choices, Field, FormProblem } from '../../ui/widgets/form.tsx'
import { Pager } from '../../ui/widgets/pager.tsx'
import { RelativeTime } from '../../ui/widgets/time.tsx'
import { registrationModes } from '../instance/index.ts'
import type { Invitation, Person, Waiting as WaitingPerson } from './sql.ts'

export function Desk({ view, title, children }: { view: View; title: string; children?: Child }) {
  return (
    <Page view={view} title={title}>
      <AdminNav view={view} />
      <h1>{title}</h1>
      {children}
    </Page>
  )
}

/** Sign-ups that wait for an answer, oldest first, with why each would like to join. */
export function Waiting({ view, people }: { view: View; people: WaitingPerson[] }) {
  return (
    <Desk view={view} title={view.t('admin.waiting')}>
      {people.length === 0 ? <EmptyState icon="check" text={view.t('admin.waiting_none')} /> : null}
      <ul class="desk">
        {people.map((person) => (
          <li>
            <p class="desk-who">
              <strong>
                <bdi>{person.display_name || person.username}</bdi>
              </strong>{' '}
              <span class="card-acct">@{person.username}</span>
              <br />
              <span class="hint">
                {person.email} · <RelativeTime view={view} at={person.created_at} />
              </span>
            </p>
            <blockquote dir="auto">{person.reason || view.t('admin.no_reason')}</blockquote>
            <form class="buttons" method="post" action={`/admin/people/${person.id}/approve`}>
              <button type="submit" class="button primary">
                {view.t('admin.approve')}
              </button>
              <button type="submit" class="button" formaction={`/admin/people/${person.id}/reject`}>
                {view.t('admin.reject')}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </Desk>
  )
}

function PersonActions({ view, person }: { view: View; person: Person }) {
  const admin = view.viewer?.role === 'admin'
  if (person.id === view.viewer?.id || (!admin && person.role !== 'user')) return null
  const base = `/admin/people/${person.id}`
  return (
    <details class="menu" name="desk-menu">
      <summary class="tool" aria-label={view.t('admin.actions', { name: person.username })}>
        <span class="i i-more" aria-hidden="true" />
      </summary>
      <form class="menu-list" method="post" action={`${base}/role`}>
        {admin
          ? (['user', 'moderator', 'admin'] as const)
              .filter((role) => role !== person.role)
              .map((role) => (
                <button type="submit" name="role" value={role}>
                  {view.t(`admin.make.${role}`)}
                </button>
              ))
          : null}
        {admin ? (
          <button type="submit" formaction={`${base}/reset`}>
            {view.t('admin.reset')}
          </button>
        ) : null}
        {person.suspended_at ? (
          <button type="submit" formaction={`${base}/unsuspend`}>
            {view.t('admin.unsuspend')}
          </button>
        ) : (
          <a class="danger" href={`${base}/suspend`}>
            {view.t('admin.suspend')}
          </a>
        )}
      </form>
    </details>
  )
}

/** Shown once, to be handed over in person. */
export function ResetLink({ view, name, link }: { view: View; name: string; link: string }) {
  const title = view.t('admin.reset_title', { name: `@${name}` })
  return (
    <Desk view={view} title={title}>
      <p>{view.t('admin.reset_text')}</p>
      <p>
        <input type="text" readonly value={link} aria-label={view.t('admin.reset')} />
      </p>
      <p>
        <a href="/admin/people">{view.t('admin.people')}</a>
      </p>
    </Desk>
  )
}

interface PeopleProps {
  view: View
  people: Person[]
  query: string
  role: string
  next: string | null
}

export function People({ view, people, query, role, next }: PeopleProps) {
  const filter = (value: string, text: string) => (
    <a
      class="chip"
      href={`/admin/people?${new URLSearchParams({ q: query, role: value })}`}
      aria-current={role === value ? 'true' : undefined}
    >
      {text}
    </a>
  )
  return (
    <Desk view={view} title={view.t('admin.people')}>
      <form class="desk-search" method="get" action="/admin/people">
        <label class="visually-hidden" for="desk-q">
          {view.t('admin.search')}
        </label>
        <input id="desk-q" type="search" name="q" value={query} placeholder={view.t('admin.search')} />
        <button type="submit" class="button">
          {view.t('common.search')}
        </button>
      </form>
      <p class="chips">
        {filter('', view.t('admin.filter.all'))}
        {filter('team', view.t('admin.filter.team'))}
        {filter('suspended', view.t('admin.filter.suspended'))}
      </p>
      {people.length === 0 ? <EmptyState icon="people" text={view.t('admin.nobody')} /> : null}
      <ul class="desk">
        {people.map((person) => (
          <li class="desk-person">
            <Avatar view={view} src={faceOfMedia(person.avatar_media)} />
            <p class="desk-who">
              <a href={`/@${person.username}`}>
                <bdi>{person.display_name || person.username}</bdi>
              </a>{' '}
              {person.role === 'user' ? null : (
                <span class="badge">{view.t(`admin.role.${person.role}`)}</span>
              )}
              {person.suspended_at ? <span class="badge alert">{view.t('admin.suspended')}</span> : null}
              <br />
              <span class="hint">
                @{person.username} · {view.t('admin.posts', { count: person.statuses })} ·{' '}
                {view.t('admin.joined', { date: formatDate(person.created_at, view.locale) })}
              </span>
            </p>
            <PersonActions view={view} person={person} />
          </li>
        ))}
      </ul>
      <Pager view={view} next={next} />
    </Desk>
  )
}

export function Invites({ view, invites }: { view: View; invites: Invitation[] }) {
  const stateOf = (invite: Invitation): string => {
    if (invite.revoked_at) return 'revoked'
    if (invite.expires_at && invite.expires_at < view.now) return 'expired'
    return invite.max_uses !== null && invite.uses >= invite.max_uses ? 'used' : 'open'
  }
  return (
    <Desk view={view} title={view.t('admin.invites')}>
      <p class="hint">{view.t('admin.invites_hint')}</p>
      {invites.length === 0 ? <EmptyState icon="invite" text={view.t('admin.invites_none')} /> : null}
      <ul class="desk">
        {invites.map((invite) => (
          <li>
            <p class="desk-who">
              <a href={`/@${invite.username}`}>@{invite.username}</a>{' '}
              <span class="badge">{view.t(`admin.invite.${stateOf(invite)}`)}</span>
              <br />
              {invite.note ? <span>{invite.note} · </span> : null}
              <span class="hint">
                {view.t('admin.invite.uses', {
                  count: invite.uses,
                  most: invite.max_uses === null ? '∞' : formatNumber(invite.max_uses, view.locale),
                })}{' '}
                · <RelativeTime view={view} at={invite.created_at} />
              </span>
            </p>
          </li>
        ))}
      </ul>
    </Desk>
  )
}

/** Everything the community decides about itself, on one page. */
/** Limits of the first days, as features/instance names them. */
export const newcomerFields = [
  'newcomerDays',
  'newcomerLinks',
  'newcomerLinksDay',
  'newcomerMentions',
  'newcomerPostsHour',
  'newcomerRecipientsDay',
] as const

export function NetworkForm({ view, typed, error }: { view: View; typed: object; error?: AppError }) {
  const values = typed as Record<string, unknown>
  const value = (name: string) =>
    typeof values[name] === 'string' || typeof values[name] === 'number' ? String(values[name]) : ''
  const field = (name: string, label: string, hint?: string) => ({
    view,
    name,
    label,
    value: value(name),
    errors: error?.fields,
    ...(hint ? { hint } : {}),
  })
  const setup = (name: string) => view.t(`instance.setup.${name}`)
  return (
    <Desk view={view} title={view.t('admin.network')}>
      <form class="sheet" method="post" action="/admin/network">
        <FormProblem text={error ? view.t(`errors.${error.reason}`, error.params) : null} />
        <Field {...field('name', setup('name'), setup('name_hint'))} required maxlength={60} />
        <Field
          {...field('description', setup('description'), setup('description_hint'))}
          rows={2}
          maxlength={300}
        />
        <Choices
          legend={setup('language')}
          name="locale"
          value={value('locale')}
          options={locales.map((locale) => ({ value: locale, label: localeNames[locale] }))}
        />
        <Choices
          legend={setup('registrations')}
          name="registrations"
          value={value('registrations')}
          options={registrationModes.map((mode) => ({
            value: mode,
            label: view.t(`instance.mode.${mode}`),
            hint: view.t(`instance.mode.${mode}_hint`),
          }))}
        />
        <Field {...field('rules', view.t('admin.form.rules'), view.t('admin.form.rules_hint'))} rows={8} />
        {value('rules') === '' ? (
          <p>
            <a href="/admin/network?start=rules">{view.t('admin.form.rules_start')}</a>
          </p>
        ) : null}
        <Field
          {...field(
            'rules_other',
            view.t('admin.form.rules_other', {
              language: localeNames[value('locale') === 'en' ? 'vi' : 'en'],
            }),
            view.t('admin.form.rules_other_hint'),
          )}
          rows={8}
        />
        <Field {...field('about', view.t('admin.form.about'), view.t('admin.form.about_hint'))} rows={6} />
        <p>
          <a href="/admin/terms">{view.t('admin.form.terms')}</a>
        </p>
        <Field
          {...field('contactUsername', view.t('admin.form.contact_username'))}
          prefix="@"
          maxlength={30}
          autocapitalize="none"
        />
        <Field
          {...field(
            'contactEmail',
            view.t('admin.form.contact_email'),
            view.t('admin.form.contact_email_hint'),
          )}
          type="email"
        />
        <fieldset>
          <legend>{view.t('admin.newcomers')}</legend>
          <p class="hint">{view.t('admin.newcomers_hint')}</p>
          {newcomerFields.map((name) => (
            <Field
              {...field(name, view.t(`admin.newcomers.${name}`))}
              required
              inputmode="numeric"
              pattern="[0-9]+"
              maxlength={4}
            />
          ))}
        </fieldset>
        <p class="buttons">
          <button type="submit" class="button primary">
            {view.t('common.save')}
          </button>
        </p>
      </form>
    </Desk>
  )
}
