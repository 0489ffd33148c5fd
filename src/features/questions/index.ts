import type { Feature } from '../../feature.ts'
import { computeGroups, sweep } from './groups.ts'
import { opinionPages } from './opinion-pages.tsx'
import { questionPages } from './pages.tsx'
import { questionRoutes } from './routes.ts'
import { votePages } from './vote-pages.tsx'

/**
 * questions: what people send in for a briefing and how they vote on it; the opinion groups that follow from the votes.
 * Owns briefing_questions, briefing_votes, briefing_opinions. Pages: /giao-ban/:series/:number/cau-hoi and below,
 * /bieu-quyet, /y-kien. Endpoints: /api/v1/briefings/:id/questions, /api/v1/briefings/:id/opinions,
 * /api/v1/briefing_questions/:id and below. The method: docs/opinions.md.
 */
export const questions: Feature = {
  name: 'questions',
  routes(app) {
    questionRoutes(app)
    questionPages(app)
    votePages(app)
    opinionPages(app)
  },
  jobs: { 'questions.groups': computeGroups, 'questions.sweep': sweep },
  cron: [{ at: '*/20 * * * *', job: 'questions.sweep' }],
}

export { BriefingOpinions, BriefingQuestion, type QuestionStatus } from './api.ts'
export { type Groups, groupsOf } from './groups.ts'
export { presentOpinions, presentQuestions } from './present.ts'
export { askRefusal, voteRefusal } from './rules.ts'
export { eraseQuestions, type QuestionRow, selectQuestions } from './sql.ts'
