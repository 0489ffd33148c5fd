import type { Context, Id } from '../../context.ts'
import { AppError, type FieldError, invalid } from '../../errors.ts'
import { gather } from '../../http/gather.ts'
import type { UploadedFile } from '../../http/upload.ts'
import { createMedia } from '../media/index.ts'
import { checkPoll } from '../polls/index.ts'
import { type ComposeForm, scheduledTime } from './compose-form.ts'
import { cleanTitle } from './place.ts'
import { checkText, type StatusParams } from './write.ts'

/** The form as the verbs take it; choices of a poll that were left empty are none. */
export function paramsOf(form: ComposeForm): StatusParams {
  const options = form.poll.options.map((option) => option.trim()).filter((option) => option !== '')
  return {
    text: form.text,
    spoilerText: form.spoilerText,
    visibility: form.visibility,
    sensitive: form.sensitive,
    language: form.language,
    inReplyToId: form.replyId,
    communityId: form.communityId,
    title: form.title,
    section: form.section || null,
    replyPolicy: form.replyPolicy || null,
    mediaIds: form.media.map(({ id }) => id),
    poll: options.length > 0 ? { ...form.poll, options } : null,
  }
}

/** The soonest time of a scheduled post, from now. */
const leastAhead = 5 * 60_000

function checkTime(ctx: Context, form: ComposeForm): void {
  const at = form.editId ? null : scheduledTime(form.scheduledAt)
  if (at === 'invalid') throw invalid({ field: 'scheduled_at', code: 'invalid' })
  if (at && at.getTime() < ctx.clock().getTime() + leastAhead)
    throw invalid({ field: 'scheduled_at', code: 'too_soon' })
}

function checkChoices({ poll, mediaIds }: StatusParams): void {
  if (!poll) return
  const wrong = checkPoll(poll).errors
  if (mediaIds?.length) wrong.push({ field: 'poll', code: 'with_media' })
  if (wrong.length > 0) throw invalid(...wrong)
}

/** Throws one 422 with everything that is wrong with the form; the verbs look again, but only as far as the first fault. */
export async function checkForm(
  ctx: Context,
  form: ComposeForm,
  found: readonly FieldError[],
): Promise<void> {
  const params = paramsOf(form)
  // A picture that was refused is no empty post.
  const text = found.length > 0 && params.text.trim() === '' ? { ...params, text: '.' } : params
  await gather(
    () => {
      if (found.length > 0) throw invalid(...found)
    },
    () => (form.editId ? null : checkText(ctx, text)),
    () => cleanTitle(form.title),
    () => checkChoices(params),
    () => checkTime(ctx, form),
  )
}

/**
 * Stores the files that came with the form; one that is refused does not take the others along. Answers the ids and
 * what is wrong. `tooLarge`: one was over the limit and is not among them.
 */
export async function storeFiles(
  ctx: Context,
  owner: { id: Id },
  form: ComposeForm,
  files: UploadedFile[],
  tooLarge: boolean,
): Promise<{ ids: Id[]; problems: FieldError[]; sentence: AppError | null }> {
  const ids: Id[] = []
  const problems: FieldError[] = []
  let sentence: AppError | null = null
  const megabytes = Math.floor(ctx.config.maxUpload / 1024 / 1024)
  if (tooLarge) problems.push({ field: 'media', code: 'file_too_big', params: { limit: megabytes } })
  const room = ctx.config.maxMedia - form.media.length
  if (files.length > room)
    problems.push({ field: 'media', code: 'too_many_media', params: { limit: ctx.config.maxMedia } })
  // Each is decoded in turn, as many as a post may have: pictures side by side would need the memory of all.
  for (const file of files.slice(0, Math.max(0, room))) {
    try {
      ids.push(await createMedia(ctx, owner, file))
    } catch (error) {
      if (!(error instanceof AppError) || error.status >= 500) throw error
      if (error.fields.length > 0) problems.push(...error.fields.map((one) => ({ ...one, field: 'media' })))
      else sentence ??= error
    }
  }
  return { ids, problems, sentence }
}
