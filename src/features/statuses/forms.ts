import type { Viewer } from '../../http/env.ts'
import type { Status } from './api.ts'
import { type ComposeForm, closerOf, emptyForm, replyMentions } from './compose-form.ts'

/** A blank form with this person's own choices. */
export function newForm(viewer: Viewer, given: Partial<ComposeForm> = {}): ComposeForm {
  const { visibility, language, sensitive } = viewer.preferences
  return emptyForm({
    visibility:
      visibility === 'unlisted' || visibility === 'private' || visibility === 'direct'
        ? visibility
        : 'public',
    language: typeof language === 'string' && language ? language : viewer.locale,
    sensitive: sensitive === true,
    ...given,
  })
}

/** The form for an answer: whom it names, and no more public than what it answers. */
export function replyForm(viewer: Viewer, parent: Status, back: string): ComposeForm {
  const form = newForm(viewer, {
    replyId: parent.id,
    back,
    text: replyMentions(parent, viewer.id),
    spoilerText: parent.spoiler_text,
  })
  return { ...form, visibility: closerOf(parent.visibility, form.visibility) }
}
