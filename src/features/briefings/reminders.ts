import type { Context, Id } from '../../context.ts'
import { formatDateTime } from '../../lib/format/index.ts'
import { DAY_MS } from '../../lib/time.ts'
import { queueMail } from '../auth/index.ts'
import { tellBriefing } from '../notifications/index.ts'
import { selectBriefingById } from './read-sql.ts'

/** How long before a session its people are reminded. */
const steps = { week: 7 * DAY_MS, day: DAY_MS, hour: 3_600_000 } as const
type Step = keyof typeof steps

/** Plans the reminders of a session, in place of earlier ones. Call it in the transaction that sets the time. */
export async function remind(ctx: Context, briefingId: Id, startsAt: Date | null): Promise<void> {
  if (!startsAt) return
  for (const [step, before] of Object.entries(steps)) {
    const runAt = new Date(startsAt.getTime() - before)
    if (runAt <= ctx.clock()) continue
    await ctx.enqueue(
      'briefings.remind',
      { briefingId, step },
      { runAt, key: `remind-${briefingId}-${step}` },
    )
  }
}

interface Reminded {
  account_id: Id
  email: string
  locale: string
}

/** Who is told: those with a seat who did not decline, chairs and secretaries; who live here. */
const selectReminded = (ctx: Context, briefingId: Id) => ctx.db<Reminded[]>`
  select u.account_id, u.email, u.locale from users u
  where u.delete_after is null and u.disabled_at is null and u.account_id in (
    select p.account_id from briefing_participants p where p.briefing_id = ${briefingId} and p.status in ('invited', 'accepted', 'attended')
    union
    select r.account_id from briefing_roles r join briefings b on b.series_id = r.series_id where b.id = ${briefingId})
  order by u.account_id limit 2000`

/** Job: says that a session comes near; nothing when it was moved or is over. A day before by letter, too. */
export async function sendReminder(
  ctx: Context,
  { briefingId, step }: { briefingId: Id; step: string },
): Promise<void> {
  const [briefing] = await selectBriefingById(ctx, briefingId)
  if (!briefing?.starts_at || !['call', 'agenda'].includes(briefing.state)) return
  const left = briefing.starts_at.getTime() - ctx.clock().getTime()
  const before = steps[step as Step] ?? 0
  // It was moved to later, and this job is of the earlier time.
  if (left > before + 60_000 || left < -3_600_000) return
  const people = await selectReminded(ctx, briefingId)
  await ctx.tx(async (ctx) => {
    const told = await tellBriefing(
      ctx,
      people.map(({ account_id }) => account_id),
      'briefing.soon',
      briefingId,
    )
    if (step !== 'day') return
    const [place] = await selectPlace(ctx, briefingId)
    for (const { account_id, email, locale } of people) {
      if (!told.has(account_id)) continue
      await queueMail(ctx, email, 'briefing_soon', locale === 'en' ? 'en' : 'vi', {
        name: `${place!.name} (${briefing.number})`,
        time: formatDateTime(briefing.starts_at!, locale === 'en' ? 'en' : 'vi'),
        place: briefing.place,
        address: `${ctx.config.origin}/giao-ban/${place!.slug}/${briefing.number}`,
      })
    }
  })
}

const selectPlace = (ctx: Context, briefingId: Id) => ctx.db<{ slug: string; name: string }[]>`
  select s.slug, s.name from briefings b join briefing_series s on s.id = b.series_id where b.id = ${briefingId}`

/** Somebody was given a seat. Call it in the transaction of that. */
export const tellInvited = (ctx: Context, briefingId: Id, accountId: Id) =>
  tellBriefing(ctx, [accountId], 'briefing.invited', briefingId)

/** To those with a seat and those who asked. Call it in the transaction that publishes. */
export async function tellPublished(ctx: Context, briefingId: Id): Promise<void> {
  const rows = await ctx.db<{ account_id: Id }[]>`
    select u.account_id from users u where u.delete_after is null and u.account_id in (
      select p.account_id from briefing_participants p where p.briefing_id = ${briefingId}
      union select q.account_id from briefing_questions q where q.briefing_id = ${briefingId} and q.status <> 'withdrawn'
      union select r.account_id from briefing_roles r join briefings b on b.series_id = r.series_id where b.id = ${briefingId})
    order by u.account_id limit 10000`
  await tellBriefing(
    ctx,
    rows.map(({ account_id }) => account_id),
    'briefing.published',
    briefingId,
  )
}
