import type { Child } from 'hono/jsx'
import { forbidden } from '../../errors.ts'
import type { Req } from '../../http/env.ts'
import type { View } from '../../ui/view.ts'
import { toLogin } from '../auth/index.ts'
import type { Community } from './api.ts'
import type { Room } from './present.ts'
import { mayIn, memberMayIn, RoomPage, roomOf, roomPathOf, Waiting } from './room.tsx'

/** The settings of a community, as far as somebody may change them. */
function placesOf(community: Community): [path: string, key: string][] {
  const path = `${roomPathOf(community)}/settings`
  const { me } = community
  const all: [string, string, boolean][] = [
    [path, 'general', me?.role != null],
    [`${path}/rules`, 'rules', mayIn(community, 'rules')],
    [`${path}/members`, 'members', mayIn(community, 'members')],
    [`${path}/feeds`, 'feeds', mayIn(community, 'look')],
    [`${path}/invites`, 'invites', memberMayIn(community, 'invite')],
  ]
  return all.filter(([, , may]) => may).map(([href, name]) => [href, `communities.settings.${name}`])
}

export function SettingsFrame({
  view,
  community,
  title,
  children,
}: {
  view: View
  community: Community
  title: string
  children?: Child
}) {
  const places = placesOf(community)
  return (
    <RoomPage view={view} community={community} title={title}>
      {places.length > 1 ? (
        <nav class="chips room-settings-nav" aria-label={view.t('communities.tab.settings')}>
          {places.map(([href, key]) => (
            <a class="chip" href={href} aria-current={view.path === href ? 'true' : undefined}>
              {view.t(key)}
              {key === 'communities.settings.members' ? <Waiting view={view} community={community} /> : null}
            </a>
          ))}
        </nav>
      ) : null}
      <div class="room-settings">
        <h1>{title}</h1>
        {children}
      </div>
    </RoomPage>
  )
}

/** Shows a settings page to those for whom it is; others learn why not. */
export async function forThose(
  c: Req,
  may: (community: Room) => boolean,
  show: (community: Room) => Response | Promise<Response>,
): Promise<Response> {
  if (!c.get('viewer')) return toLogin(c)
  const community = await roomOf(c)
  if (!may(community)) throw forbidden('community_needs_role')
  return show(community)
}
