import type { Context, Id } from '../../context.ts'
import { AppError, type FieldError, invalid, unauthorized } from '../../errors.ts'
import type { Params } from '../../http/body.ts'
import type { App, Req, Viewer } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { readUpload } from '../../http/upload.ts'
import { isId } from '../../lib/ids.ts'
import { reflow } from '../../lib/reflow.ts'
import { localPath, redirectWith } from '../../ui/flash.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { describeMedia, presentMedia } from '../media/index.ts'
import { roomPath, StatusCard, statusPath } from './card.tsx'
import { Compose } from './compose.tsx'
import { checkForm, paramsOf, storeFiles } from './compose-check.ts'
import { type ComposeForm, type ComposeState, emptyState, readForm, scheduledTime } from './compose-form.ts'
import { editStatus, ownStatus } from './edit.ts'
import { newForm, replyForm } from './forms.ts'
import { once } from './idempotency.ts'
import { newcomerLimits } from './newcomers.ts'
import { presentStatus, presentStatuses } from './present.ts'
import { quoteOf } from './quote.ts'
import { deleteStatus } from './remove.ts'
import { schedule } from './routes.ts'
import { selectRoom } from './sql.ts'
import { createStatus } from './write.ts'

const limits = (ctx: Context) => ({ limit: ctx.config.maxPostChars, maxMedia: ctx.config.maxMedia })

function titleOf(view: View, { form, parent }: ComposeState): string {
  if (form.editId) return view.t('statuses.compose.title_edit')
  if (form.redraftId) return view.t('statuses.compose.title_redraft')
  if (parent)
    return view.t('statuses.compose.title_reply', {
      name: parent.account.display_name || parent.account.username,
    })
  return view.t('statuses.compose.title')
}

async function composePage(
  c: Req,
  state: ComposeState,
  status: 200 | AppError['status'] = 200,
): Promise<Response> {
  const view = await viewOf(c)
  const title = titleOf(view, state)
  return c.html(
    <Page view={view} title={title}>
      <h1>{title}</h1>
      {state.parent ? (
        <StatusCard view={view} status={state.parent} variant="thread" back={statusPath(state.parent)} />
      ) : null}
      <Compose view={view} state={state} {...limits(c.get('ctx'))} />
    </Page>,
    status,
  )
}

/** The form with what belongs to it: its own pictures, and the post that it answers. */
async function stateOf(ctx: Context, viewer: Viewer, form: ComposeForm): Promise<ComposeState> {
  const [media, parents, rooms, newcomer] = await Promise.all([
    presentMedia(
      ctx,
      form.media.map(({ id }) => id),
    ),
    form.replyId ? presentStatuses(ctx, viewer, [form.replyId]) : [],
    form.communityId || form.replyId ? selectRoom(ctx, form.communityId, form.replyId) : [],
    newcomerLimits(ctx, viewer),
  ])
  const known = form.media.filter(({ id }) => media.has(id))
  return {
    ...emptyState({ ...form, media: known }),
    media: known.flatMap(({ id }) => media.get(id) ?? []),
    parent: parents[0] ?? null,
    newcomer,
    // Whose post she may not see, its place she does not learn either.
    room: form.communityId || parents[0] ? (rooms[0] ?? null) : null,
  }
}

interface DraftRow {
  params: Record<string, unknown>
}

/** A draft as the composer reads it; drafts keep the fields of this very form. */
async function draftForm(ctx: Context, viewer: Viewer, id: string): Promise<ComposeForm | null> {
  if (!isId(id)) return null
  const rows = await ctx.db<
    DraftRow[]
  >`select params from drafts where id = ${id} and account_id = ${viewer.id}`
  return rows[0] ? { ...readForm(rows[0].params), draftId: id } : null
}

async function ownForm(
  ctx: Context,
  viewer: Viewer,
  id: string,
  back: string,
  mode: 'edit' | 'redraft',
): Promise<ComposeForm> {
  const own = await ownStatus(ctx, viewer, id)
  const presented = await presentStatus(ctx, viewer, id)
  return newForm(viewer, {
    [mode === 'edit' ? 'editId' : 'redraftId']: id,
    back,
    text: own.text,
    spoilerText: own.spoiler_text,
    sensitive: own.sensitive,
    visibility: own.visibility,
    replyPolicy: presented.xom?.reply_policy ?? '',
    language: own.language ?? viewer.locale,
    replyId: own.in_reply_to_id,
    media: presented.media_attachments.map((media) => ({
      id: media.id,
      description: media.description ?? '',
    })),
    ...(mode === 'redraft' && own.poll_options
      ? {
          poll: {
            options: own.poll_options.map(({ title }) => title),
            expiresIn: 86_400,
            multiple: presented.poll?.multiple ?? false,
            hideTotals: false,
          },
        }
      : {}),
  })
}

/** The page she came from, when it is ours and not the composer itself. */
function cameFrom(c: Req): string {
  const asked = c.req.query('back')
  if (asked) return localPath(asked)
  const referer = c.req.header('referer')
  if (!referer || !URL.canParse(referer)) return '/'
  const { origin, pathname, search } = new URL(referer)
  return origin === c.get('ctx').config.origin && !pathname.startsWith('/compose')
    ? localPath(pathname + search)
    : '/'
}

async function openForm(c: Req, viewer: Viewer): Promise<ComposeForm> {
  const ctx = c.get('ctx')
  const back = cameFrom(c)
  const { reply, edit, redraft, draft, text, community, quote } = c.req.query()
  if (edit) return ownForm(ctx, viewer, edit, back, 'edit')
  if (redraft) return ownForm(ctx, viewer, redraft, back, 'redraft')
  if (draft) return (await draftForm(ctx, viewer, draft)) ?? newForm(viewer, { back })
  if (reply) {
    const parent = await presentStatus(ctx, viewer, reply)
    const answered = (parent.reblog as typeof parent | null) ?? parent
    const form = replyForm(viewer, answered, back)
    return quote ? { ...form, text: form.text + quoteOf(ctx, answered) } : form
  }
  if (community && isId(community)) {
    return newForm(viewer, { back, communityId: community, text: (text ?? '').slice(0, 20_000) })
  }
  return newForm(viewer, { back, text: (text ?? '').slice(0, 20_000) })
}

/** Posting, or the reason why not. Everything happens in one transaction: a redraft never loses the old post. */
async function publish(c: Req, viewer: Viewer, form: ComposeForm): Promise<{ path: string; flash: string }> {
  const ctx = c.get('ctx')
  const params = paramsOf(form)
  if (form.editId) {
    // The form of an edit has no fields for a poll: the one that is there stays.
    const poll = params.poll ?? undefined
    await editStatus(ctx, viewer, form.editId, { ...params, poll, mediaAttributes: form.media })
    return { path: form.back, flash: 'statuses.flash.edited' }
  }
  const at = scheduledTime(form.scheduledAt)
  if (at instanceof Date) {
    await describeAll(ctx, viewer, form)
    await schedule(c, viewer, params, at.toISOString())
    return { path: form.back, flash: 'statuses.flash.scheduled' }
  }
  const made = await once(ctx, viewer.id, form.key, async (ctx) =>
    ctx.tx(async (ctx) => {
      if (form.redraftId) await deleteStatus(ctx, viewer, form.redraftId, { keepMedia: true })
      await describeAll(ctx, viewer, form)
      const id = await createStatus(ctx, viewer, params)
      for (const listener of listeners) await listener(ctx, viewer, form)
      return { id, scheduled: false }
    }),
  )
  return { path: await afterPosting(ctx, viewer, form, made.id), flash: 'statuses.flash.posted' }
}

/** At most a handful: `readForm` takes no more files than a post may have. */
async function describeAll(ctx: Context, viewer: Viewer, form: ComposeForm): Promise<void> {
  for (const media of form.media) await describeMedia(ctx, viewer, media.id, media.description)
}

/** An answer is shown where it stands; anything else leads back to where she was. */
async function afterPosting(ctx: Context, viewer: Viewer, form: ComposeForm, id: Id): Promise<string> {
  if (form.redraftId && form.back.includes(form.redraftId)) {
    return `/@${viewer.username}/${id}`
  }
  if (form.communityId || form.replyId) {
    const [made] = await presentStatuses(ctx, viewer, [id])
    const path = made ? roomPath(made) : null
    if (path) return path
  }
  if (!form.replyId) return form.back
  const [parent] = await presentStatuses(ctx, viewer, [form.replyId])
  return parent ? `${statusPath(parent)}#s-${id}` : form.back
}

/** Field names of the verbs, as the form calls them. */
const placeOf = (error: FieldError): FieldError =>
  ['text', 'title', 'scheduled_at', 'media', 'poll'].includes(error.field)
    ? error
    : error.field.startsWith('poll') || error.field.startsWith('options')
      ? { ...error, field: 'poll' }
      : { ...error, field: error.field.startsWith('media') ? 'media' : 'text' }

/** The form again with what is wrong; nothing typed is lost. Faults that are not hers go on to the error page. */
async function withProblem(c: Req, viewer: Viewer, form: ComposeForm, thrown: unknown): Promise<Response> {
  if (!(thrown instanceof AppError) || thrown.status >= 500) throw thrown
  const view = await viewOf(c)
  const state = await stateOf(c.get('ctx'), viewer, form)
  const fields = thrown.fields.map(placeOf)
  const problem = fields.length > 0 ? null : view.t(`errors.${thrown.reason}`, thrown.params)
  return composePage(
    c,
    { ...state, errors: fields, problem },
    thrown.status === 413 || thrown.status === 429 ? thrown.status : 422,
  )
}

/** What a higher feature could not do with the composer's fields: the composer again, with the reason and all that was typed. */
export const composeAgain = (c: Req, viewer: Viewer, params: Params, thrown: unknown): Promise<Response> =>
  withProblem(c, viewer, readForm(params), thrown)

type Published = (ctx: Context, viewer: Viewer, form: ComposeForm) => Promise<void>
const listeners: Published[] = []

/** Hears of posts made with the composer, in their transaction; drafts (a higher feature) throws away what it kept. */
export function onPublished(listener: Published): void {
  listeners.push(listener)
}

export function composeRoutes(app: App): void {
  app.get('/compose', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer)
      return c.redirect(`/login?next=${encodeURIComponent(c.req.path + new URL(c.req.url).search)}`, 303)
    return composePage(c, await stateOf(c.get('ctx'), viewer, await openForm(c, viewer)))
  })

  app.post('/compose', async (c) => {
    const ctx = c.get('ctx')
    const viewer = c.get('viewer')
    if (!viewer) throw unauthorized()
    const { params, files, tooLarge } = await readUpload(c, { keepFields: true })
    let form = readForm(params)
    try {
      const wanted = files.filter((file) => file.field === 'media[]' && file.size > 0)
      const { ids, problems, sentence } = await storeFiles(ctx, viewer, form, wanted, tooLarge.length > 0)
      form = { ...form, media: [...form.media, ...ids.map((id) => ({ id, description: '' }))] }
      if (sentence) throw sentence
      const step = typeof params['do'] === 'string' ? params['do'] : 'post'
      // She signed in again after writing; the pictures did not come along, so she chooses them once more.
      if (params['files_lost'] === '1') return composePage(c, await stateOf(ctx, viewer, form))
      if (step !== 'post' && problems.length > 0) throw invalid(...problems)
      if (step === 'attach') return composePage(c, await stateOf(ctx, viewer, form))
      if (step === 'reflow')
        return composePage(c, await stateOf(ctx, viewer, { ...form, text: reflow(form.text) }))
      if (step.startsWith('remove:')) {
        const media = form.media.filter(({ id }) => id !== step.slice('remove:'.length))
        return composePage(c, await stateOf(ctx, viewer, { ...form, media }))
      }
      await checkForm(ctx, form, problems)
      limitRate(c, 'post', viewer.id, ctx.config.production ? 300 : 1_000_000, 3 * 3600)
      const { path, flash } = await publish(c, viewer, form)
      return redirectWith(c, path, flash)
    } catch (error) {
      return withProblem(c, viewer, form, error)
    }
  })
}
