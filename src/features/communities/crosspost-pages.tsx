import { AppError } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { redirectWith } from '../../ui/flash.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { Select, text, wholeProblem } from '../../ui/widgets/fields.tsx'
import { Buttons, Field, FormProblem } from '../../ui/widgets/form.tsx'
import { presentAccounts } from '../accounts/index.ts'
import { toLogin } from '../auth/index.ts'
import { StatusCard, type statusCard } from '../statuses/index.ts'
import { crosspost, originOf, roomsFor } from './crosspost.ts'
import type { Relative } from './crosspost-sql.ts'
import { presentThreads, type ThreadView } from './present.ts'
import { personOf, RoomPage, roomOf, roomPathOf } from './room.tsx'
import { titleOf } from './thread-list.ts'

interface Given {
  to: string
  title: string
  words: string
}

type First = Parameters<typeof statusCard>[0]['status']

/** The original of a cross-post, as it reads now; what is gone or not hers leaves a line. */
export function Original({ view, first }: { view: View; first: First | null }) {
  return (
    <section class="crosspost" aria-label={view.t('communities.crosspost.original')}>
      {first ? (
        <StatusCard view={view} status={first} />
      ) : (
        <p class="hint">{view.t('communities.crosspost.gone')}</p>
      )}
    </section>
  )
}

/** Where a thread came from, and where else it is talked about; `far`: the address of an original that is not here. */
export function Relatives({
  view,
  relatives,
  far,
}: {
  view: View
  relatives: Relative[]
  far: string | null
}) {
  return (
    <>
      {far ? (
        <p class="thread-note">
          {view.t('communities.crosspost.from')}{' '}
          <a href={far} rel="nofollow noopener noreferrer">
            {far.replace(/^https?:\/\//, '')}
          </a>
        </p>
      ) : null}
      {[true, false].map((origin) => {
        const some = relatives.filter((one) => one.origin === origin)
        if (some.length === 0) return null
        return (
          <p class="thread-note">
            {view.t(origin ? 'communities.crosspost.from' : 'communities.crosspost.also')}{' '}
            {some.map((one, at) => (
              <>
                {at > 0 ? ' · ' : ''}
                <a href={`/xom/${one.handle}/${one.id}`}>
                  <bdi>{one.name}</bdi>
                </a>
              </>
            ))}
          </p>
        )
      })}
    </>
  )
}

async function show(c: Req, given: Given | null, error: AppError | null = null): Promise<Response> {
  const ctx = c.get('ctx')
  const viewer = personOf(c)
  const community = await roomOf(c)
  const origin = await originOf(ctx, viewer, c.req.param('thread')!)
  const [rooms, [thread], view] = await Promise.all([
    roomsFor(ctx, viewer, origin),
    presentThreads(ctx, viewer, [origin]),
    viewOf(c),
  ])
  const back = `${roomPathOf(community)}/${c.req.param('thread')}`
  const title = view.t('communities.crosspost.title')
  const where = error?.params['address']
  return c.html(
    <RoomPage view={view} community={community} title={title}>
      <div class="room-settings">
        <h1>{title}</h1>
        <p>
          <a class="wiki-back" href={back}>
            {titleOf(view, thread as ThreadView)}
          </a>
        </p>
        <FormProblem text={wholeProblem(view, error)} />
        {where ? (
          <p>
            <a href={new URL(String(where)).pathname}>{view.t('communities.crosspost.there')}</a>
          </p>
        ) : null}
        {rooms.length === 0 ? (
          <EmptyState icon="lane" text={view.t('communities.crosspost.nowhere')} />
        ) : (
          <form class="form" method="post" action={`${back}/crosspost`}>
            <Select
              name="to"
              label={view.t('communities.crosspost.to')}
              value={given?.to ?? ''}
              options={rooms.map(({ id, name }) => [id, name] as const)}
            />
            <Field
              view={view}
              name="title"
              label={view.t('fields.title')}
              value={given?.title ?? origin.title}
              errors={error?.fields}
            />
            <Field
              view={view}
              name="text"
              label={view.t('communities.crosspost.words')}
              hint={view.t('communities.crosspost.words_hint')}
              value={given?.words ?? ''}
              errors={error?.fields}
              rows={4}
            />
            <Buttons>
              <button type="submit" class="primary">
                {view.t('communities.crosspost.do')}
              </button>
            </Buttons>
          </form>
        )}
        <Original view={view} first={thread?.first ?? null} />
      </div>
    </RoomPage>,
    (error?.status ?? 200) as 200,
  )
}

/** "Chia sẻ sang xóm khác": a form of its own, so that it works with scripts off. */
export function crosspostPages(app: App): void {
  app.get('/xom/:handle/:thread{[0-9]+}/crosspost', (c) => (c.get('viewer') ? show(c, null) : toLogin(c)))

  app.post('/xom/:handle/:thread{[0-9]+}/crosspost', async (c) => {
    const ctx = c.get('ctx')
    const viewer = personOf(c)
    const body = await readBody(c)
    const given = {
      to: text(body, 'to'),
      title: text(body, 'title'),
      words: text(body, 'text').replaceAll('\r\n', '\n'),
    }
    limitRate(c, 'post', viewer.id, ctx.config.production ? 300 : 1_000_000, 3 * 3600)
    try {
      const id = await crosspost(ctx, viewer, c.req.param('thread'), {
        communityId: given.to,
        title: given.title,
        text: given.words,
      })
      const room = (await presentAccounts(ctx, [given.to])).get(given.to)
      return redirectWith(c, `/xom/${room?.username}/${id}`, 'communities.flash.crosspost')
    } catch (thrown) {
      if (!(thrown instanceof AppError) || ![403, 409, 422].includes(thrown.status)) throw thrown
      return show(c, given, thrown)
    }
  })
}
