import type { Feature } from '../../feature.ts'
import { adminApi } from './admin-api.ts'
import { sweep } from './appeal.ts'
import { casePages } from './case-pages.tsx'
import { endOnTime } from './decide.ts'
import { deskPages } from './desk-pages.tsx'
import { flaggersPages } from './flaggers-pages.tsx'
import { gatesApi } from './gates-api.ts'
import { gatesPages } from './gates-pages.tsx'
import { reportPages } from './report-pages.tsx'
import { moderationRoutes } from './routes.ts'
import { statementPages } from './statement-pages.tsx'

/**
 * moderation: reports, cases, decisions with a statement of reasons, appeals, and the log that cannot be edited. Owns
 * cases, reports, case_notes, decisions, appeals, appeal_messages, moderation_log, trusted_flaggers. Endpoints: POST
 * /api/v1/reports, /api/v1/cases and below, /api/v1/statements, /api/v1/admin/reports, accounts, domain_blocks,
 * domain_allows, email_domain_blocks and ip_blocks. Pages: /report, /moderation, /ly-do.
 */
export { decideOnAccount, lift } from './admin-act.ts'
export { categories, measures } from './api.ts'
export { problemOf } from './case-parts.tsx'
export { insertLog as logAct } from './decisions-sql.ts'
export { Days, Reasons, readReasons, SourceChoice } from './gates-form.tsx'
export { publicStatements, type Statement } from './present.ts'

export { rulesFor } from './rules.ts'
export { selectRequestChoices } from './sources.ts'

export const moderation: Feature = {
  name: 'moderation',
  routes(app) {
    moderationRoutes(app)
    adminApi(app)
    gatesApi(app)
    reportPages(app)
    deskPages(app)
    casePages(app)
    gatesPages(app)
    flaggersPages(app)
    statementPages(app)
  },
  jobs: { 'moderation.end': endOnTime, 'moderation.sweep': sweep },
  cron: [{ at: '7 * * * *', job: 'moderation.sweep' }],
}
