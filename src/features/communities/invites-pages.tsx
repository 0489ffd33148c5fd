import { raw } from 'hono/html'
import { AppError, notFound } from '../../errors.ts'
import { check, id as idSchema, readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { formatDate } from '../../lib/format/index.ts'
import { redirectWith } from '../../ui/flash.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { Select, text } from '../../ui/widgets/fields.tsx'
import { Buttons, Field } from '../../ui/widgets/form.tsx'
import { Icon } from '../../ui/widgets/icon.tsx'
import { presentAccounts } from '../accounts/index.ts'
import type { Community } from './api.ts'
import { invite, join, revoke } from './members.ts'
import { type InviteRow, selectInvites, selectUsableInvite } from './members-sql.ts'
import { presentCommunity } from './present.ts'
import { mayIn, memberMayIn, personOf, RoomHeader, RulesFold, roomOf, roomPathOf } from './room.tsx'
import { forThose, SettingsFrame } from './settings-frame.tsx'

const days = [1, 7, 30, 0] as const

const isOpen = (one: InviteRow, now: Date): boolean =>
  !one.revoked_at &&
  (!one.expires_at || one.expires_at > now) &&
  (one.max_uses === null || one.uses < one.max_uses)

function Invite({ view, community, one }: { view: View; community: Community; one: InviteRow }) {
  const { t } = view
  const link = `${view.origin}/invite/community/${one.code}`
  const open = isOpen(one, view.now)
  return (
    <li>
      <p>{open ? <a href={link}>{link}</a> : <s>{one.code}</s>}</p>
      <p class="hint">
        {t('auth.invites.uses', { count: one.uses, limit: one.max_uses ?? '∞' })}
        {one.revoked_at
          ? ` · ${t('auth.invites.revoked')}`
          : one.expires_at
            ? ` · ${t('auth.invites.until', { date: formatDate(one.expires_at, view.locale) })}`
            : ''}
      </p>
      {open && mayIn(community, 'invite') ? (
        <form method="post" action={`${roomPathOf(community)}/settings/invites/${one.id}/revoke`}>
          <button type="submit" class="button small">
            {t('auth.invites.revoke')}
          </button>
        </form>
      ) : null}
    </li>
  )
}

async function invites(c: Req, community: Community): Promise<Response> {
  const [rows, view] = await Promise.all([selectInvites(c.get('ctx'), community.id, 100), viewOf(c)])
  const { t } = view
  // A member who may invite sees her own links; those who look after the place see all.
  const shown = mayIn(community, 'invite') ? rows : rows.filter((one) => one.created_by === view.viewer?.id)
  return c.html(
    <SettingsFrame view={view} community={community} title={t('communities.settings.invites')}>
      <p>{t('communities.invites.about')}</p>
      <form class="form" method="post" action={`${roomPathOf(community)}/settings/invites`}>
        <Field
          view={view}
          name="max_uses"
          type="number"
          label={t('communities.invites.max_uses')}
          hint={t('communities.invites.max_uses_hint')}
          value=""
          inputmode="numeric"
        />
        <Select
          name="days"
          label={t('auth.invites.days')}
          value="7"
          options={days.map(
            (n) =>
              [
                String(n),
                n === 0 ? t('communities.invites.for_ever') : t('auth.invites.days_option', { count: n }),
              ] as const,
          )}
        />
        <Buttons>
          <button type="submit" class="primary">
            {t('auth.invites.create')}
          </button>
        </Buttons>
      </form>
      <ul class="settings-list">
        {shown.map((one) => (
          <Invite view={view} community={community} one={one} />
        ))}
      </ul>
    </SettingsFrame>,
  )
}

function InvitedFacts({ view, community }: { view: View; community: Community }) {
  return (
    <p class="room-facts">
      {community.place ? (
        <span>
          <Icon name="home" /> {community.place}
        </span>
      ) : null}
      <span>{view.t('communities.members_count', { count: community.members_count })}</span>
      {community.private ? (
        <span>
          <Icon name="lock" /> {view.t('communities.private')}
        </span>
      ) : null}
    </p>
  )
}

/** What an invitation opens: the face of the community, its rules, one button. */
async function invited(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const [one] = await selectUsableInvite(ctx, c.req.param('code') ?? '')
  const view = await viewOf(c)
  const title = view.t('communities.invites.title')
  if (!one) {
    return c.html(
      <Page view={view} title={title}>
        <h1>{title}</h1>
        <EmptyState icon="invite" text={view.t('errors.community_invite_invalid')} />
      </Page>,
      404,
    )
  }
  const community = await presentCommunity(ctx, c.get('viewer'), one.community_id)
  const path = roomPathOf(community)
  if (community.me?.member) return c.redirect(path, 303)
  const host = one.created_by ? (await presentAccounts(ctx, [one.created_by])).get(one.created_by) : undefined
  return c.html(
    <Page view={view} title={title} head={<meta name="robots" content="noindex" />}>
      <RoomHeader view={view} community={community} small />
      <div class="room-settings">
        <h1>
          {view.t('communities.invites.you', { name: community.account.display_name || path.slice(5) })}
        </h1>
        {host ? (
          <p>{view.t('communities.invites.by', { name: host.display_name || `@${host.username}` })}</p>
        ) : null}
        {community.account.note ? <div class="content">{raw(community.account.note)}</div> : null}
        <InvitedFacts view={view} community={community} />
        <RulesFold view={view} community={community} />
        {view.viewer ? (
          <form method="post" action={c.req.path}>
            <button type="submit" class="primary">
              {view.t('communities.join')}
            </button>
          </form>
        ) : (
          <p class="buttons">
            <a class="button primary" href={`/signup?next=${encodeURIComponent(c.req.path)}`}>
              {view.t('common.sign_up')}
            </a>
            <a class="button" href={`/login?next=${encodeURIComponent(c.req.path)}`}>
              {view.t('common.sign_in')}
            </a>
          </p>
        )}
      </div>
    </Page>,
  )
}

/** Links that let people in, and what they open. */
export function invitesPages(app: App): void {
  app.get('/xom/:handle/settings/invites', (c) =>
    forThose(
      c,
      (community) => memberMayIn(community, 'invite'),
      (community) => invites(c, community),
    ),
  )

  app.post('/xom/:handle/settings/invites', async (c) => {
    const viewer = personOf(c)
    const community = await roomOf(c)
    const body = await readBody(c)
    const most = Number(text(body, 'max_uses'))
    limitRate(c, 'invite', viewer.id, 50, 24 * 3600)
    await invite(c.get('ctx'), viewer, community.id, {
      maxUses: Number.isInteger(most) && most >= 1 && most <= 100_000 ? most : null,
      days: days.find((n) => n === Number(text(body, 'days'))) || null,
    })
    return redirectWith(c, `${roomPathOf(community)}/settings/invites`, 'auth.flash.invite_made')
  })

  app.post('/xom/:handle/settings/invites/:invite/revoke', async (c) => {
    const viewer = personOf(c)
    const community = await roomOf(c)
    await revoke(c.get('ctx'), viewer, community.id, check(idSchema, c.req.param('invite')))
    return redirectWith(c, `${roomPathOf(community)}/settings/invites`, 'auth.invites.revoked')
  })

  app.get('/invite/community/:code', invited)
  app.post('/invite/community/:code', async (c) => {
    const ctx = c.get('ctx')
    const viewer = personOf(c)
    limitRate(c, 'follow', viewer.id, 400, 24 * 3600)
    const [one] = await selectUsableInvite(ctx, c.req.param('code'))
    if (!one) throw new AppError('forbidden', 'community_invite_invalid')
    await join(ctx, viewer, one.community_id, one.code)
    const community = await presentCommunity(ctx, viewer, one.community_id)
    if (!community.me?.member) throw notFound()
    return redirectWith(c, roomPathOf(community), 'communities.flash.joined')
  })
}
