import type { AppError } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { redirectWith } from '../../ui/flash.ts'
import { viewOf } from '../../ui/view.ts'
import { correctable, Select, text, wholeProblem } from '../../ui/widgets/fields.tsx'
import { Buttons, Field, FormProblem } from '../../ui/widgets/form.tsx'
import { toLogin } from '../auth/index.ts'
import { personOf, RoomPage, roomOf, roomPathOf } from './room.tsx'
import { editThread, getThread, mayEditThread } from './threads.ts'

interface Given {
  title: string
  section: string
}

async function show(c: Req, given: Given | null, error: AppError | null = null): Promise<Response> {
  const ctx = c.get('ctx')
  const viewer = personOf(c)
  const row = await getThread(ctx, viewer, c.req.param('thread')!)
  await mayEditThread(ctx, viewer, row)
  const [community, view] = await Promise.all([roomOf(c), viewOf(c)])
  const { t } = view
  const path = `${roomPathOf(community)}/${row.id}`
  const title = t('communities.thread.edit')
  return c.html(
    <RoomPage view={view} community={community} title={title}>
      <div class="room-settings">
        <h1>{title}</h1>
        <p>
          <a class="wiki-back" href={path}>
            {row.title || t('communities.thread.untitled')}
          </a>
        </p>
        <FormProblem text={wholeProblem(view, error)} />
        <form class="form" method="post" action={`${path}/edit`}>
          {row.account_id === viewer.id ? null : <p class="hint">{t('communities.thread.edit_hint')}</p>}
          <Field
            view={view}
            name="title"
            label={t('fields.title')}
            value={given?.title ?? row.title}
            errors={error?.fields}
          />
          {community.sections.length > 0 ? (
            <Select
              name="section"
              label={t('fields.section')}
              value={given?.section ?? row.section ?? ''}
              options={[
                ['', t('communities.thread.no_section')] as const,
                ...community.sections.map(({ tag, name }) => [tag, name] as const),
              ]}
            />
          ) : null}
          <Buttons>
            <button type="submit" class="primary">
              {t('common.save')}
            </button>
          </Buttons>
        </form>
      </div>
    </RoomPage>,
    (error?.status ?? 200) as 200,
  )
}

/** Title and section of a thread, for who began it and for moderators. */
export function threadEditPages(app: App): void {
  app.get('/xom/:handle/:thread{[0-9]+}/edit', (c) => (c.get('viewer') ? show(c, null) : toLogin(c)))

  app.post('/xom/:handle/:thread{[0-9]+}/edit', async (c) => {
    const viewer = personOf(c)
    const body = await readBody(c)
    const given = { title: text(body, 'title'), section: text(body, 'section') }
    const id = c.req.param('thread')
    try {
      // A form of a community without sections has no such field: what the thread has stays.
      const section = body['section'] === undefined ? undefined : given.section
      await editThread(c.get('ctx'), viewer, id, { title: given.title, section })
    } catch (thrown) {
      return show(c, given, correctable(thrown))
    }
    return redirectWith(c, encodeURI(`/xom/${c.req.param('handle')}/${id}`), 'communities.flash.edit')
  })
}
