import type { Feature } from '../../feature.ts'
import { closePoll } from './polls.ts'
import { pollRoutes } from './routes.ts'

/**
 * Polls of two to four answers inside a status. Owns `polls`, `poll_votes`.
 * Endpoints: GET /api/v1/polls/:id, POST /api/v1/polls/:id/votes; page form POST /statuses/:id/vote.
 * A poll is seen by whoever may see its status. At its end a job closes it and tells the voters and the author.
 */
export const polls: Feature = {
  name: 'polls',
  routes: pollRoutes,
  jobs: { 'polls.close': closePoll },
}

export { Poll, pollLimits, VoteBody } from './api.ts'
export { checkPoll, createPoll, getPoll, type PollInput, removePoll, updatePoll, vote } from './polls.ts'
export { presentPolls } from './present.ts'
export { erasePolls } from './sql.ts'
export { PollView } from './view.tsx'
