import type { Feature } from '../../feature.ts'
import { deleteOldKeys } from './life-sql.ts'
import { forgetNewcomers } from './newcomers.ts'
import { statusPages } from './pages.tsx'
import { purge } from './remove.ts'
import { replyPolicyRoutes } from './reply-policy.tsx'
import { statusRoutes } from './routes.ts'

/**
 * statuses: what people write. Owns statuses, status_counts, status_edits, status_mentions, tags, status_tags,
 * status_media_index, idempotency_keys, newcomer_posts. Endpoints: /api/v1/statuses and below. News: statusCreated, statusEdited,
 * statusDeleted.
 */
export { createBoost } from './boost.ts'
export {
  accountPath,
  nameHtml,
  postsPerPage,
  roomPath,
  StatusCard,
  StatusList,
  statusCard,
  statusPath,
  timeHtml,
} from './card.tsx'
export { actions as statusActions } from './card-actions.ts'
export { linkCard } from './card-link.ts'
export { Compose, languageName, languages } from './compose.tsx'
export { type ComposeForm, emptyState, type Room, readForm } from './compose-form.ts'
export { composeAgain, onPublished } from './compose-pages.tsx'
export { onCreated } from './created.ts'
export { setNotice, setRemoved } from './decided.ts'
export { editHistory, editStatus, ownStatus } from './edit.ts'
export { StatusFeed } from './feed.tsx'
export { newForm, replyForm } from './forms.ts'
export { once } from './idempotency.ts'
export { eraseMentions, type OwnStatus } from './life-sql.ts'
export { createPastThreads, type PastThread } from './past.ts'
export { cleanTitle } from './place.ts'
export { presentPicked, presentStatus, presentStatuses } from './present.ts'
export { quoteOf } from './quote.ts'
export { deleteStatus, removeStatus } from './remove.ts'
export { CreateStatus } from './requests.ts'
export { retitle } from './retitle.ts'
export {
  moveToCommunity,
  pickRange,
  type RangeRow,
  renumber,
  selectAnnouncement,
  selectLastNumber,
  selectRange,
  unlistTags,
} from './rooms-sql.ts'
export { onSchedule, withDefaults } from './routes.ts'
export { changeStatusCounts, ensureTag, type Notice, type Picked, type PickedRow } from './sql.ts'
export { inTreeOrder, threadOf } from './thread.ts'
export { depths } from './thread-page.ts'
export { createStatus, renderText, type StatusParams } from './write.ts'

export const statuses: Feature = {
  name: 'statuses',
  routes(app) {
    statusRoutes(app)
    replyPolicyRoutes(app)
    statusPages(app)
  },
  jobs: {
    'statuses.purge': purge,
    'statuses.sweep': async (ctx) => {
      await deleteOldKeys(ctx)
      await forgetNewcomers(ctx)
    },
  },
  cron: [{ at: '17 * * * *', job: 'statuses.sweep' }],
}
