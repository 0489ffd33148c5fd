import type { Feature } from '../../feature.ts'

/**
 * The threads of communities, as far as writing a post needs them: numbers that never change, counters, locks, who has
 * read how far. Owns threads, thread_readers, thread_notes. Ranks below statuses; the pages are in communities.
 */
export { lockThread } from './lock.ts'
export {
  copyFollowers,
  insertPastThreads as openPastThreads,
  lockThreads,
  type NewThread,
  type NoteKind,
  type NoteRow,
  recount,
  selectNotes,
  takeUntold,
  updateCommunity,
  updateCrosspost,
  updateLocked,
  updateMerged,
  updatePinned,
  updateSection,
  updateSummary,
  upsertAllRead,
  upsertFollow,
  upsertFollowers,
  upsertRead,
} from './sql.ts'
export { addReply, leaveNote, openThread, renameThread, rescore, takeReplyOut } from './threads.ts'

export const threads: Feature = { name: 'threads' }
