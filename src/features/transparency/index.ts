import type { Feature } from '../../feature.ts'
import { transparencyFeeds } from './feeds.ts'
import { figuresPages } from './figures-pages.tsx'
import { freeze } from './freeze.ts'
import { beat } from './incidents.ts'
import { incidentsPages } from './incidents-pages.tsx'
import { transparencyPages } from './pages.tsx'
import { reportApi } from './report-api.ts'
import { reportForms } from './report-forms.tsx'
import { reportPages } from './report-pages.tsx'
import { makeReport } from './reports.ts'

export { newcomers, spreadOf } from './life.ts'
export { selectWaiting } from './life-sql.ts'
export { type Period, partsOf, periodAt, periodBefore } from './periods.ts'
export { ReportSummary, ReportsBeside } from './report-parts.tsx'
export { ReportPlots } from './report-plots.tsx'
export {
  besides,
  type OwnReport,
  type ReportRow,
  reportsFor,
  requestReport,
  type Shown,
} from './reports.ts'
export { exported } from './rights.ts'
export type { Cell, Metrics } from './small.ts'
export { names as metricNames } from './vocabulary.ts'

/**
 * transparency (minh bạch): the public record of decisions, redacted, and the register of what authorities asked for.
 * Owns authority_requests, frozen_figures, right_uses, period_reports, report_invites, incidents, heartbeat and
 * data_requests; reads what moderation wrote. Pages: /minh-bach and below; JSON, CSV and Atom beside them.
 * /minh-bach/so-lieu has the numbers of each month, quarter and half-year, frozen when they are over; /minh-bach/bao-cao
 * those of any period, with plots, beside those that other networks send (docs/period-report.md); /minh-bach/su-co what
 * went wrong. Endpoints: /api/v1/period_reports.
 */
export const transparency: Feature = {
  name: 'transparency',
  routes(app) {
    transparencyFeeds(app)
    transparencyPages(app)
    figuresPages(app)
    reportApi(app)
    reportForms(app)
    reportPages(app)
    incidentsPages(app)
  },
  jobs: { 'transparency.freeze': freeze, 'transparency.report': makeReport, 'transparency.beat': beat },
  cron: [
    { at: '23 19 * * *', job: 'transparency.freeze' },
    { at: '* * * * *', job: 'transparency.beat' },
  ],
}
