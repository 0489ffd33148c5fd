import { invalid } from '../../errors.ts'
import { check, id as idSchema, list, readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { readPage } from '../../http/paging.ts'
import { redirectWith } from '../../ui/flash.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { oneOf, text, ticked } from '../../ui/widgets/fields.tsx'
import { Pager } from '../../ui/widgets/pager.tsx'
import { type Account, PersonRow, presentAccounts } from '../accounts/index.ts'
import { requestList } from '../follows/index.ts'
import { type Community, permissions } from './api.ts'
import { admit, answerRequests, setRole, turnAway } from './members.ts'
import { type MemberQuery, memberRoles, type RoleRow, selectMembers, selectRoles } from './members-sql.ts'
import type { Room } from './present.ts'
import { mayIn, mayRead, personOf, RoomPage, reportPath, roomOf, roomPathOf } from './room.tsx'
import { forThose, SettingsFrame } from './settings-frame.tsx'

interface Team {
  roles: RoleRow[]
  people: Map<string, Account>
  entries: { id: string; account_id: string }[]
  next: string | null
  query: MemberQuery
}

const searched = ({ q, role }: MemberQuery): boolean => q !== '' || role !== null

/** Those who run it and a page of the members, presented together. */
async function membersOf(c: Req, community: Community): Promise<Team> {
  const ctx = c.get('ctx')
  const page = readPage(c, 40, 80)
  const asked = c.req.query('role')
  const query = {
    q: (c.req.query('q') ?? '').trim().slice(0, 200),
    role: memberRoles.find((role) => role === asked) ?? null,
  }
  const [roles, entries] = await Promise.all([
    selectRoles(ctx, community.id),
    mayRead(community) ? selectMembers(ctx, community.id, query, page) : [],
  ])
  const ids = [...new Set([...roles, ...entries].map((row) => row.account_id))]
  const last = entries.length >= page.limit ? entries.at(-1) : undefined
  const params = new URLSearchParams({
    ...(query.q ? { q: query.q } : {}),
    ...(query.role ? { role: query.role } : {}),
    max_id: last?.id ?? '',
  })
  const next = last ? `${c.req.path}?${params}` : null
  return { roles, people: await presentAccounts(ctx, ids), entries, next, query }
}

/** A name or a handle, and which role: a form that works without scripts, on the list and on the settings' list. */
function MemberSearch({ view, query }: { view: View; query: MemberQuery }) {
  const { t } = view
  return (
    <form class="room-search member-search" method="get" action={view.path}>
      <input
        type="search"
        name="q"
        value={query.q}
        maxlength={200}
        aria-label={t('communities.members.search')}
        placeholder={t('communities.members.search')}
      />
      <select name="role" aria-label={t('communities.role.label')}>
        <option value="">{t('communities.members.any_role')}</option>
        {memberRoles.map((role) => (
          <option value={role} selected={role === query.role}>
            {t(`communities.role.${role}`)}
          </option>
        ))}
      </select>
      <button type="submit">{t('communities.members.find')}</button>
    </form>
  )
}

function NobodyFound({ view, team }: { view: View; team: Team }) {
  if (team.entries.length > 0 || !searched(team.query)) return null
  return (
    <EmptyState icon="search" text={view.t('communities.members.none')}>
      <a class="button small" href={view.path}>
        {view.t('communities.members.all')}
      </a>
    </EmptyState>
  )
}

function RoleBadge({ view, role }: { view: View; role: RoleRow | undefined }) {
  return role ? <span class="badge">{view.t(`communities.role.${role.role}`)}</span> : null
}

async function membersPage(c: Req): Promise<Response> {
  const community = await roomOf(c)
  const [team, view] = await Promise.all([membersOf(c, community), viewOf(c)])
  const title = view.t('communities.tab.members')
  const roles = new Map(team.roles.map((role) => [role.account_id, role]))
  const found = searched(team.query)
  const row = (id: string) => {
    const account = team.people.get(id)
    const role = roles.get(id)
    return account ? (
      <PersonRow view={view} account={account}>
        <RoleBadge view={view} role={role} />
        {view.viewer && view.viewer.id !== id ? (
          <a class="member-report" href={reportPath(account.acct, community)} rel="nofollow">
            {view.t('communities.report_member')}
            <span class="visually-hidden">: {account.display_name || account.username}</span>
          </a>
        ) : null}
      </PersonRow>
    ) : null
  }
  return c.html(
    <RoomPage view={view} community={community} title={title}>
      <h1 class="visually-hidden">{title}</h1>
      {mayRead(community) ? <MemberSearch view={view} query={team.query} /> : null}
      {found ? null : (
        <>
          <h2 class="room-list-title">{view.t('communities.team')}</h2>
          <ul class="people-list room-list">{team.roles.map((role) => row(role.account_id))}</ul>
        </>
      )}
      {mayRead(community) ? (
        <>
          <h2 class="room-list-title">
            {found
              ? view.t('communities.members.found')
              : view.t('communities.members_count', { count: community.members_count })}
          </h2>
          <NobodyFound view={view} team={team} />
          <ul class="people-list room-list">
            {team.entries
              .filter(({ account_id }) => found || !roles.has(account_id))
              .map((one) => row(one.account_id))}
          </ul>
          <Pager view={view} next={team.next} />
        </>
      ) : null}
    </RoomPage>,
  )
}

function RoleForm({
  view,
  path,
  account,
  role,
}: {
  view: View
  path: string
  account: Account
  role: RoleRow | undefined
}) {
  const { t } = view
  return (
    <details class="role-form">
      <summary class="button small">{t('communities.role.change')}</summary>
      <form class="compose-panel" method="post" action={`${path}/${account.id}/role`}>
        <label>
          {t('communities.role.label')}
          <select name="role">
            {(['member', 'moderator', 'founder'] as const).map((one) => (
              <option value={one} selected={one === (role?.role ?? 'member')}>
                {t(`communities.role.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <fieldset class="choices">
          <legend>{t('communities.role.trusted')}</legend>
          {permissions.map((one) => (
            <label class="compose-tick">
              <input
                type="checkbox"
                name={`may_${one}`}
                value="1"
                checked={role ? role.permissions.includes(one) : one !== 'look'}
              />{' '}
              {t(`communities.permission.${one}`)}
            </label>
          ))}
        </fieldset>
        <label class="compose-tick">
          <input type="checkbox" name="sure" value="1" /> {t('communities.role.hand_over')}
        </label>
        <button type="submit">{t('common.save')}</button>
      </form>
    </details>
  )
}

/** Those who ask to be let in: each with a box, and two buttons for all that are ticked. Works with scripts off. */
function Waiting({
  view,
  community,
  people,
  path,
}: {
  view: View
  community: Room
  people: Account[]
  path: string
}) {
  const { t } = view
  if (people.length === 0) return null
  return (
    <section id="requests">
      <h2>{t('communities.requests', { count: Math.max(community.waiting, people.length) })}</h2>
      <form method="post" action={`${path}/requests`}>
        <ul class="people-list room-list">
          {people.map((account) => (
            <PersonRow view={view} account={account}>
              <label class="compose-tick">
                <input type="checkbox" name="accounts[]" value={account.id} />{' '}
                <span class="visually-hidden">{account.display_name || account.username}: </span>
                {t('communities.requests_tick')}
              </label>
            </PersonRow>
          ))}
        </ul>
        <div class="thread-tools">
          <button type="submit" name="do" value="admit" class="button small primary">
            {t('communities.admit_ticked')}
          </button>
          <button type="submit" name="do" value="reject" class="button small">
            {t('communities.reject_ticked')}
          </button>
          {people.length > 1 ? (
            <button type="submit" name="do" value="admit_all" class="button small">
              {t('communities.admit_all', { count: people.length })}
            </button>
          ) : null}
        </div>
        {people.map((account) => (
          <input type="hidden" name="shown[]" value={account.id} />
        ))}
      </form>
    </section>
  )
}

async function settings(c: Req, community: Room): Promise<Response> {
  const ctx = c.get('ctx')
  const waitingEntries = await requestList(ctx, { id: community.id }, { ...readPage(c, 40, 80), maxId: null })
  const [team, waiting, view] = await Promise.all([
    membersOf(c, community),
    presentAccounts(
      ctx,
      waitingEntries.map((entry) => entry.account_id),
    ),
    viewOf(c),
  ])
  const { t } = view
  const path = `${roomPathOf(community)}/settings/members`
  const founder = community.me?.role === 'founder'
  // A removal is a decision with its reasons (features/moderation).
  const decides = mayIn(community, 'cases')
  const roles = new Map(team.roles.map((role) => [role.account_id, role]))
  const first = searched(team.query) ? [] : team.roles
  const ids = [...new Set([...first, ...team.entries].map((one) => one.account_id))]
  return c.html(
    <SettingsFrame view={view} community={community} title={t('communities.settings.members')}>
      <Waiting view={view} community={community} people={[...waiting.values()]} path={path} />
      <h2>{t('communities.tab.members')}</h2>
      <MemberSearch view={view} query={team.query} />
      <NobodyFound view={view} team={team} />
      <ul class="people-list room-list">
        {ids.map((id) => {
          const account = team.people.get(id)
          const role = roles.get(id)
          if (!account) return null
          return (
            <PersonRow view={view} account={account} bio={false}>
              <RoleBadge view={view} role={role} />
              {founder && role?.role !== 'founder' ? (
                <RoleForm view={view} path={path} account={account} role={role} />
              ) : null}
              {decides && (!role || (founder && role.role !== 'founder')) ? (
                <a class="button small danger" href={`${path}/${account.id}/remove`} rel="nofollow">
                  {t('communities.remove')}
                  <span class="visually-hidden">: {account.display_name || account.username}</span>
                </a>
              ) : null}
            </PersonRow>
          )
        })}
      </ul>
      <Pager view={view} next={team.next} />
    </SettingsFrame>,
  )
}

const Ids = list(idSchema, 100)
const roleNames = ['member', 'moderator', 'founder'] as const

/** Members for everybody who may look inside; requests and roles for those who look after them. */
export function membersPages(app: App): void {
  app.get('/xom/:handle/members', membersPage)

  app.get('/xom/:handle/settings/members', (c) =>
    forThose(
      c,
      (community) => mayIn(community, 'members'),
      (community) => settings(c, community),
    ),
  )

  app.post('/xom/:handle/settings/members/requests', async (c) => {
    const viewer = personOf(c)
    const community = await roomOf(c)
    const body = await readBody(c)
    const what = text(body, 'do')
    const ids = check(Ids, body[what === 'admit_all' ? 'shown' : 'accounts'] ?? [])
    const path = `${roomPathOf(community)}/settings/members`
    if (ids.length === 0) return redirectWith(c, path, 'communities.flash.none_ticked')
    const answer = what === 'reject' ? 'reject' : 'admit'
    await answerRequests(c.get('ctx'), viewer, community.id, ids, answer)
    return redirectWith(c, path, `communities.flash.${answer}`)
  })

  for (const [name, verb] of [
    ['admit', admit],
    ['reject', turnAway],
  ] as const) {
    app.post(`/xom/:handle/settings/members/:account/${name}`, async (c) => {
      const viewer = personOf(c)
      const community = await roomOf(c)
      await verb(c.get('ctx'), viewer, community.id, check(idSchema, c.req.param('account')))
      return redirectWith(c, `${roomPathOf(community)}/settings/members`, `communities.flash.${name}`)
    })
  }

  app.post('/xom/:handle/settings/members/:account/role', async (c) => {
    const viewer = personOf(c)
    const community = await roomOf(c)
    const body = await readBody(c)
    const role = oneOf(text(body, 'role'), roleNames, 'member')
    // Handing a community over cannot be taken back by oneself.
    if (role === 'founder' && !ticked(body, 'sure')) throw invalid({ field: 'sure', code: 'blank' })
    const trusted = permissions.filter((one) => ticked(body, `may_${one}`))
    const account = check(idSchema, c.req.param('account'))
    await setRole(c.get('ctx'), viewer, community.id, account, role, trusted)
    const path = role === 'founder' ? 'members' : 'settings/members'
    return redirectWith(c, `${roomPathOf(community)}/${path}`, 'communities.flash.role')
  })
}
