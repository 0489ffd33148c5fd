import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { AppError, forbidden, unauthorized } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req, Viewer } from '../../http/env.ts'
import { endOfIds, isId } from '../../lib/ids.ts'
import { redirectWith } from '../../ui/flash.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { Pager } from '../../ui/widgets/pager.tsx'
import { Tabs } from '../../ui/widgets/tabs.tsx'
import { RelativeTime } from '../../ui/widgets/time.tsx'
import { findByAcct } from '../accounts/index.ts'
import { caseLine } from './case-line.ts'
import { problemOf } from './case-parts.tsx'
import { type Desk, deskOf, listDone, listLog, listQueue } from './cases.ts'
import { cursorOf, readCursor } from './cases-sql.ts'
import { decideMany } from './decide.ts'
import { readDecision } from './decision-form.tsx'
import type { LogRow } from './decisions-sql.ts'
import { addressOf, asText, Bulk, DeskChoice, pageOf, readChoice } from './desk-parts.tsx'
import { SourceChoice, type Typed } from './gates-form.tsx'
import { openOwnCase } from './report.ts'
import { rulesFor } from './rules.ts'
import { type RequestChoice, readSource, selectRequestChoices } from './sources.ts'
import { targetOf } from './targets.ts'
import { isOperator } from './who.ts'

/** Whoever is signed in; whether there is a desk for her is decided by the verbs (404). Nothing of it is kept. */
export function deskViewer(c: Req): Viewer {
  const viewer = c.get('viewer')
  if (!viewer) throw unauthorized()
  c.header('Cache-Control', 'no-store')
  return viewer
}

/** The frame of every page of the desk. */
export function DeskPage({ view, title, children }: { view: View; title: string; children?: Child }) {
  return (
    <Page view={view} title={title}>
      <Tabs
        label={view.t('moderation.desk')}
        current={view.path}
        tabs={[
          { href: '/moderation', text: view.t('moderation.queue') },
          { href: '/moderation/done', text: view.t('moderation.done') },
          { href: '/moderation/log', text: view.t('moderation.log') },
          { href: '/moderation/xet-lai', text: view.t('moderation.audit.tab') },
          // What only the operators keep.
          ...(isOperator(view.viewer ?? { role: 'user' })
            ? [
                { href: '/moderation/lua-dao', text: view.t('scams.disputes') },
                { href: '/moderation/blocks', text: view.t('moderation.blocks') },
                { href: '/moderation/flaggers', text: view.t('moderation.flagger.title') },
              ]
            : []),
        ]}
      />
      <h1>{title}</h1>
      {children}
    </Page>
  )
}

/** Which community's cases; operators also all. */
function Rooms({
  view,
  desk,
  operator,
  hrefOf = (name) => `${view.path}${name ? `?community=${name}` : ''}`,
}: {
  view: View
  desk: Desk
  operator: boolean
  hrefOf?: (name: string) => string
}) {
  if (desk.communities.length + (operator ? 1 : 0) < 2) return null
  const link = (name: string, text: string, here: boolean) => (
    <a class="chip" href={hrefOf(name)} aria-current={here ? 'true' : undefined}>
      {text}
    </a>
  )
  return (
    <p class="chips">
      {operator ? link('', view.t('moderation.all'), desk.communityId === null) : null}
      {desk.communities.map(({ id, username }) => link(username, `@${username}`, id === desk.communityId))}
    </p>
  )
}

/** The chosen community, for the next page. */
function roomOf(desk: Desk): string {
  const room = desk.communities.find(({ id }) => id === desk.communityId)?.username
  return room ? `&community=${room}` : ''
}

const pageSize = 30

async function queuePage(c: Req, error: AppError | null = null, typed: Typed = {}): Promise<Response> {
  const viewer = deskViewer(c)
  const ctx = c.get('ctx')
  // A refused form comes with the choice that the desk had.
  const choice = readChoice((name) => c.req.query(name) ?? asText(typed[`desk_${name}`]))
  const desk = await deskOf(ctx, viewer, choice.community)
  const after = readCursor(c.req.query('after') ?? asText(typed['desk_after']))
  const [rows, requests, rules, view] = await Promise.all([
    listQueue(ctx, desk, { ...pageOf(choice, viewer), after, limit: pageSize }),
    selectRequestChoices(ctx),
    rulesFor(ctx, desk.communityId),
    viewOf(c),
  ])
  const last = rows.at(-1)
  const chosen = new Set(Array.isArray(typed['case']) ? typed['case'] : [])
  return c.html(
    <DeskPage view={view} title={view.t('moderation.queue')}>
      <Rooms
        view={view}
        desk={desk}
        operator={isOperator(viewer)}
        hrefOf={(name) => addressOf({ ...choice, community: name || null })}
      />
      <DeskChoice view={view} choice={choice} />
      {error ? (
        <p class="problem" role="alert">
          {problemOf(view, error)}
        </p>
      ) : null}
      {rows.length === 0 ? (
        <EmptyState icon="check" text={view.t('moderation.nothing')} />
      ) : (
        <>
          <p class="hint">{view.t('moderation.keys')}</p>
          <form id="take" method="post" />
          <ol class="cases">
            {raw(
              rows
                .map((row) => caseLine(view, row, row.state === 'appealed' ? null : chosen.has(row.id)))
                .join(''),
            )}
          </ol>
          <Pager
            view={view}
            next={last && rows.length === pageSize ? addressOf(choice, { after: cursorOf(last) }) : null}
          />
          <Bulk
            view={view}
            choice={choice}
            after={after ? cursorOf(after) : ''}
            rules={rules}
            typed={typed}
          />
        </>
      )}
      <OwnCase view={view} requests={requests} typed={typed} />
    </DeskPage>,
    error ? 422 : 200,
  )
}

/** A moderator who has seen something herself opens a case, and is then not its reporter. */
function OwnCase({ view, requests, typed }: { view: View; requests: RequestChoice[]; typed: Typed }) {
  const what = typeof typed['what'] === 'string' ? typed['what'] : ''
  return (
    <details class="sheet" open={what !== ''}>
      <summary>{view.t('moderation.own.title')}</summary>
      <form method="post" action="/moderation/open">
        <div class="field">
          <label for="own-what">{view.t('moderation.own.what')}</label>
          <input id="own-what" name="what" required maxlength={300} autocapitalize="none" value={what} />
        </div>
        <SourceChoice view={view} typed={typed} requests={requests} />
        <p class="buttons">
          <button type="submit" class="button">
            {view.t('moderation.own.open')}
          </button>
        </p>
      </form>
    </details>
  )
}

function LogLine({ view, row }: { view: View; row: LogRow }) {
  const measure = typeof row.detail['measure'] === 'string' ? row.detail['measure'] : null
  const named = targetOf(String(row.detail['target'] ?? ''))?.value
  return (
    <li>
      <p>
        <strong>{row.actor ? `@${row.actor}` : view.t('moderation.log_server')}</strong>{' '}
        {view.t(`moderation.act.${row.act}`)}
        {measure ? `: ${view.t(`moderation.measure.${measure}`)}` : ''}
        {named ? ` · ${named}` : ''}
        {row.detail['conflict'] ? ` · ${view.t('moderation.conflict.badge')}` : ''}
        {row.target ? ` · @${row.target}` : ''}
        {row.community ? ` · ${view.t('moderation.in', { name: row.community })}` : ''}
        <br />
        <span class="hint">
          <RelativeTime view={view} at={row.created_at} />
          {row.case_id ? (
            <>
              {' · '}
              <a href={`/moderation/cases/${row.case_id}`}>
                {view.t('moderation.case', { id: row.case_id })}
              </a>
            </>
          ) : null}
        </span>
      </p>
    </li>
  )
}

async function openOwn(c: Req): Promise<Response> {
  const viewer = deskViewer(c)
  const ctx = c.get('ctx')
  const body = await readBody(c)
  // The desk is for those who have one; others learn nothing from what they type.
  await deskOf(ctx, viewer, null)
  const what = typeof body['what'] === 'string' ? body['what'].trim() : ''
  let origin: Awaited<ReturnType<typeof readSource>>
  try {
    origin = await readSource(ctx, body)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return queuePage(c, error, body)
  }
  const statusId = /(?:^|\/)(\d{5,19})(?:[?#].*)?$/.exec(what)?.[1]
  if (statusId && isId(statusId)) {
    const [row] = await ctx.db<{ account_id: string }[]>`
      select account_id from statuses where id = ${statusId} and deleted_at is null`
    if (!row) throw new AppError('not_found')
    const params = { accountId: row.account_id, statusIds: [statusId], category: 'rule' as const, ...origin }
    return c.redirect(`/moderation/cases/${await openOwnCase(ctx, viewer, params)}`, 303)
  }
  const account = await findByAcct(ctx, what.replace(/^https?:\/\/[^/]+\/@/, ''))
  if (!account) throw new AppError('not_found')
  if (account.id === viewer.id) throw forbidden('case_conflict_concerned')
  const id = await openOwnCase(ctx, viewer, { accountId: account.id, category: 'rule', ...origin })
  return c.redirect(`/moderation/cases/${id}`, 303)
}

export function deskPages(app: App): void {
  app.get('/moderation', (c) => queuePage(c))

  app.post('/moderation/decide', async (c) => {
    const viewer = deskViewer(c)
    const body = await readBody(c)
    const chosen = Array.isArray(body['case']) ? body['case'].filter(isId) : []
    try {
      const count = await decideMany(c.get('ctx'), viewer, chosen, readDecision(body, 'vi'))
      const back = readChoice((name) => asText(body[`desk_${name}`]))
      return redirectWith(c, addressOf(back), 'moderation.flash.decided_many', { count })
    } catch (error) {
      if (!(error instanceof AppError) || error.status >= 500 || error.status === 404) throw error
      return queuePage(c, error, body)
    }
  })

  app.post('/moderation/open', openOwn)

  app.get('/moderation/done', async (c) => {
    const viewer = deskViewer(c)
    const desk = await deskOf(c.get('ctx'), viewer, c.req.query('community') ?? null)
    const before = c.req.query('max_id') ?? ''
    const rows = await listDone(c.get('ctx'), desk, isId(before) ? before : endOfIds, pageSize)
    const view = await viewOf(c)
    return c.html(
      <DeskPage view={view} title={view.t('moderation.done')}>
        <Rooms view={view} desk={desk} operator={isOperator(viewer)} />
        {rows.length === 0 ? <EmptyState icon="check" text={view.t('moderation.done_none')} /> : null}
        <ol class="cases">{raw(rows.map((row) => caseLine(view, row, null)).join(''))}</ol>
        <Pager
          view={view}
          next={rows.length === pageSize ? `/moderation/done?max_id=${rows.at(-1)!.id}${roomOf(desk)}` : null}
        />
      </DeskPage>,
    )
  })

  app.get('/moderation/log', async (c) => {
    const viewer = deskViewer(c)
    const desk = await deskOf(c.get('ctx'), viewer, c.req.query('community') ?? null)
    const before = c.req.query('max_id') ?? ''
    const rows = await listLog(c.get('ctx'), desk, isId(before) ? before : endOfIds, 60)
    const view = await viewOf(c)
    return c.html(
      <DeskPage view={view} title={view.t('moderation.log')}>
        <p class="hint">{view.t('moderation.log_hint')}</p>
        <Rooms view={view} desk={desk} operator={isOperator(viewer)} />
        <ol class="desk log">
          {rows.map((row) => (
            <LogLine view={view} row={row} />
          ))}
        </ol>
        <Pager
          view={view}
          next={rows.length === 60 ? `/moderation/log?max_id=${rows.at(-1)!.id}${roomOf(desk)}` : null}
        />
      </DeskPage>,
    )
  })
}
