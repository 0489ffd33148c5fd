import type { Feature } from '../../feature.ts'
import { adminApi } from './admin-api.ts'
import { sweep } from './appeal.ts'
import { auditPages } from './audit-pages.tsx'
import { casePages } from './case-pages.tsx'
import { endOnTime } from './decide.ts'
import { deskPages } from './desk-pages.tsx'
import { flaggersPages } from './flaggers-pages.tsx'
import { gatesApi } from './gates-api.ts'
import { gatesPages } from './gates-pages.tsx'
import { memberRoutes } from './members.tsx'
import { minePages } from './mine-pages.tsx'
import { reportPages } from './report-pages.tsx'
import { moderationRoutes } from './routes.ts'
import { statementPages } from './statement-pages.tsx'
import { forgetMarks, watch } from './watch.ts'

/**
 * moderation: reports, cases, decisions with a statement of reasons, appeals, and the log that cannot be edited. Owns
 * cases, reports, case_notes, decisions, appeals, appeal_messages, moderation_log, trusted_flaggers, watch_marks, decision_audits.
 * Endpoints: POST /api/v1/reports, /api/v1/cases and below, /api/v1/statements, /api/v1/admin/reports, accounts,
 * domain_blocks, domain_allows, email_domain_blocks and ip_blocks, /api/v1/communities/:id/members/:account/remove.
 * Pages: /report, /moderation, /ly-do, /xom/:handle/settings/members/:account/remove.
 */
export { decideOnAccount, lift } from './admin-act.ts'
export { categories, measures } from './api.ts'
export { problemOf } from './case-parts.tsx'
export type { CaseRow } from './cases-sql.ts'
export {
  type DecisionRow,
  insertLog as logAct,
  selectDecisionsOfCase as decisionsOfCase,
} from './decisions-sql.ts'
export { DeskPage, deskViewer } from './desk-pages.tsx'
export { Days, Reasons, readReasons, SourceChoice } from './gates-form.tsx'
export { decisionsOfCommunity } from './of-community.ts'
export { publicStatements, type Statement } from './present.ts'
export { rulesFor } from './rules.ts'
export { selectRequestChoices } from './sources.ts'
export { Linked } from './statement-pages.tsx'
export { type Actor, getCase, isOperator, requireNoConflict } from './who.ts'

export const moderation: Feature = {
  name: 'moderation',
  routes(app) {
    moderationRoutes(app)
    adminApi(app)
    memberRoutes(app)
    gatesApi(app)
    reportPages(app)
    minePages(app)
    auditPages(app)
    deskPages(app)
    casePages(app)
    gatesPages(app)
    flaggersPages(app)
    statementPages(app)
  },
  jobs: {
    'moderation.end': endOnTime,
    'moderation.sweep': async (ctx) => {
      await sweep(ctx)
      await forgetMarks(ctx)
    },
    'moderation.watch': watch,
  },
  cron: [{ at: '7 * * * *', job: 'moderation.sweep' }],
}
