import { forbidden } from '../../errors.ts'
import { optionalViewer } from '../../http/auth.ts'
import type { App, Req } from '../../http/env.ts'
import { linkHeader, readPage } from '../../http/paging.ts'
import { formatDate } from '../../lib/format/index.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { Pager } from '../../ui/widgets/pager.tsx'
import type { PastDecision } from './api.ts'
import { selectPastDecisions } from './past-sql.ts'
import { mayRead, RoomPage, roomOf, roomPathOf } from './room.tsx'
import { requireReader } from './standing.ts'

/** A word of the place that decided, in ours; as it came where we do not know it. */
function word(view: View, area: string, code: string): string {
  const key = `moderation.${area}.${code}`
  const text = view.t(key)
  return text === key ? code : text
}

/** What it did; of a reversal what it took back. */
const actsOn = (one: PastDecision): string | null =>
  one.decision_visibility ?? one.decision_account ?? one.decision_community ?? one.decision_other

function Fields({ view, one }: { view: View; one: PastDecision }) {
  const day = (iso: string | null) => (iso ? formatDate(new Date(iso), view.locale) : null)
  const acts = one.measure === 'reversal' ? actsOn(one) : null
  const lines: [label: string, value: string | null][] = [
    [view.t('communities.past.reversed'), acts ? word(view, 'measure', acts) : null],
    [view.t('moderation.field.ground'), one.ground === 'none' ? null : word(view, 'ground', one.ground)],
    [view.t('moderation.field.cited'), one.cited || null],
    [view.t('moderation.field.category'), word(view, 'category', one.category)],
    [view.t('moderation.field.content_type'), word(view, 'content_type', one.content_type)],
    [view.t('moderation.field.content_date'), day(one.content_date)],
    [view.t('moderation.field.end_date'), day(one.end_date)],
    [view.t('moderation.field.ended_at'), day(one.ended_at)],
    [view.t('moderation.field.source'), word(view, 'source', one.source)],
    [view.t('moderation.field.facts'), one.facts || null],
    [
      view.t('communities.past.appeal'),
      one.appeal
        ? [
            one.appeal.outcome
              ? word(view, 'outcome', one.appeal.outcome)
              : view.t('communities.past.appeal_open'),
            one.appeal.reasons,
          ]
            .filter(Boolean)
            .join(' ')
        : null,
    ],
  ]
  return (
    <dl class="statement">
      {lines.map(([label, value]) =>
        value ? (
          <div>
            <dt>{label}</dt>
            <dd class="plain" dir="auto">
              {value}
            </dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}

function Decision({ view, one }: { view: View; one: PastDecision }) {
  const measure = word(view, 'measure', one.measure)
  return (
    <li>
      <h2>
        {measure} ·{' '}
        <time datetime={one.application_date}>{formatDate(new Date(one.application_date), view.locale)}</time>
      </h2>
      <Fields view={view} one={one} />
      <p>
        <a href={one.url} rel="nofollow noopener noreferrer">
          {view.t('communities.past.statement', { id: one.id })}
        </a>
      </p>
    </li>
  )
}

async function pastPage(c: Req): Promise<Response> {
  const community = await roomOf(c)
  if (!mayRead(community)) throw forbidden('community_members_only')
  const page = readPage(c, 20, 20)
  const [rows, view] = await Promise.all([
    selectPastDecisions(c.get('ctx'), community.id, { ...page, limit: page.limit + 1 }),
    viewOf(c),
  ])
  const shown = rows.slice(0, page.limit)
  const path = `${roomPathOf(community)}/decisions`
  const title = view.t('communities.past.title')
  return c.html(
    <RoomPage view={view} community={community} title={title}>
      <div class="room-settings">
        <h1>{title}</h1>
        <p>
          <a class="wiki-back" href={`${roomPathOf(community)}/rules`}>
            {view.t('communities.tab.rules')}
          </a>
        </p>
        <p class="hint">{view.t('communities.past.about')}</p>
        {shown.length > 0 ? (
          <ul class="past-decisions">
            {shown.map(({ statement }) => (
              <Decision view={view} one={statement} />
            ))}
          </ul>
        ) : (
          <EmptyState icon="info" text={view.t('communities.past.none')} />
        )}
        <Pager view={view} next={rows.length > shown.length ? `${path}?max_id=${shown.at(-1)!.id}` : null} />
      </div>
    </RoomPage>,
  )
}

/** What was decided in a community where it lived before, for whoever may read it: as a page and in the API. */
export function pastPages(app: App): void {
  app.get('/xom/:handle/decisions', pastPage)

  app.get('/api/v1/communities/:id/past_decisions', async (c) => {
    const ctx = c.get('ctx')
    const id = c.req.param('id')
    await requireReader(ctx, optionalViewer(c, 'read:statuses'), id)
    const page = readPage(c)
    const rows = await selectPastDecisions(ctx, id, page)
    linkHeader(c, page, rows[0]?.id, rows.at(-1)?.id, rows.length)
    return c.json(rows.map((row) => row.statement))
  })
}
