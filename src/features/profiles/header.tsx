import { raw } from 'hono/html'
import { formatCompact, formatDate, formatNumber } from '../../lib/format/index.ts'
import type { View } from '../../ui/view.ts'
import { RssLink } from '../../ui/widgets/feeds.tsx'
import type { Account, Relationship } from '../accounts/index.ts'
import { RelationButtons, RelationMenu } from './relation.tsx'

/** 1.234 as it is, from ten thousand on in words. */
const count = (view: View, value: number): string =>
  value < 10_000 ? formatNumber(value, view.locale) : formatCompact(value, view.locale)

function Fields({ view, account }: { view: View; account: Account }) {
  if (account.fields.length === 0) return null
  return (
    <dl class="profile-fields">
      {account.fields.map((field) => (
        <div class={field.verified_at ? 'profile-field profile-field-verified' : 'profile-field'}>
          <dt>{field.name}</dt>
          <dd class="content">
            {field.verified_at ? (
              <span
                class="i i-check"
                role="img"
                aria-label={view.t('accounts.verified')}
                title={view.t('accounts.verified_at', {
                  date: formatDate(new Date(field.verified_at), view.locale),
                })}
              />
            ) : null}{' '}
            {raw(field.value)}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Counts({ view, account }: { view: View; account: Account }) {
  const path = `/@${account.acct}`
  const items: [string, string, number][] = [
    [path, 'accounts.count.statuses', account.statuses_count],
    [`${path}/following`, 'accounts.count.following', account.following_count],
    [`${path}/followers`, 'accounts.count.followers', account.followers_count],
  ]
  return (
    <ul class="profile-counts">
      {items.map(([href, key, value]) => (
        <li>
          <a href={href}>
            <strong>{count(view, value)}</strong> {view.t(key, { count: value })}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** A badge for bots, the lock and the people who look after the network. */
function Badges({ view, account }: { view: View; account: Account }) {
  const role = account.roles[0]?.id
  return (
    <>
      {account.locked ? (
        <span
          class="i i-lock"
          role="img"
          aria-label={view.t('accounts.locked')}
          title={view.t('accounts.locked')}
        />
      ) : null}
      {account.bot ? <span class="badge">{view.t('accounts.bot')}</span> : null}
      {role === '2' || role === '3' ? <span class="badge">{view.t(`accounts.role.${role}`)}</span> : null}
    </>
  )
}

/** Whom she lets answer, name and write to her, where that is not everybody. */
function Reach({ view, account }: { view: View; account: Account }) {
  if (!account.xom) return null
  const said = Object.entries(account.xom).filter(([, circle]) => circle !== 'everyone')
  return (
    <ul class="profile-reach">
      {said.map(([name, circle]) => (
        <li>{view.t(`accounts.reach.${name}.${circle}`)}</li>
      ))}
    </ul>
  )
}

/** Of our own people; those elsewhere have theirs there. */
export const hasFeed = (account: Account): boolean => !account.acct.includes('@') && !account.suspended

interface HeaderProps {
  view: View
  account: Account
  /** null for readers without an account and for oneself. */
  relationship: Relationship | null
  back: string
}

/** The head of a profile: pictures, names, buttons, bio, fields, counts. */
export function ProfileHeader({ view, account, relationship, back }: HeaderProps) {
  const own = view.viewer?.id === account.id
  return (
    <header class="profile">
      {view.textOnly ? null : (
        <img
          class="profile-banner"
          src={account.header_static}
          alt=""
          width="1500"
          height="500"
          decoding="async"
        />
      )}
      <div class="profile-top">
        {view.textOnly ? null : (
          <img
            class="profile-avatar"
            src={account.avatar_static}
            alt=""
            width="96"
            height="96"
            decoding="async"
          />
        )}
        <div class="profile-do">
          {own ? (
            <a class="button" href="/settings/profile">
              {view.t('accounts.edit_profile')}
            </a>
          ) : account.suspended ? null : (
            <RelationButtons view={view} account={account} relationship={relationship} back={back} />
          )}
          {relationship ? (
            <RelationMenu view={view} account={account} relationship={relationship} back={back} />
          ) : null}
        </div>
      </div>
      <h1 class="profile-name">
        <bdi>{account.display_name || account.username}</bdi> <Badges view={view} account={account} />
      </h1>
      <p class="profile-acct">
        @{account.acct.includes('@') ? account.acct : `${account.acct}@${view.domain}`}
        {relationship?.followed_by ? <span class="badge">{view.t('accounts.follows_you')}</span> : null}
        {relationship?.muting ? <span class="badge">{view.t('accounts.muted')}</span> : null}
        {relationship?.blocking ? <span class="badge">{view.t('accounts.blocked')}</span> : null}
      </p>
      {account.suspended ? <p class="profile-notice">{view.t('accounts.suspended')}</p> : null}
      {relationship?.blocked_by ? <p class="profile-notice">{view.t('accounts.blocked_by')}</p> : null}
      <Reach view={view} account={account} />
      {account.note ? <div class="content profile-note">{raw(account.note)}</div> : null}
      <Fields view={view} account={account} />
      <p class="profile-since">
        {view.t('accounts.joined', { date: formatDate(new Date(account.created_at), view.locale) })}
        {hasFeed(account) ? (
          <>
            {' · '}
            <RssLink base={`/@${account.acct}`} />
          </>
        ) : null}
      </p>
      <Counts view={view} account={account} />
      {relationship?.note ? (
        <p class="profile-private">
          <strong>{view.t('accounts.note')}</strong> {relationship.note}
        </p>
      ) : null}
    </header>
  )
}
