import { AppError } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { redirectWith } from '../../ui/flash.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { correctable, text, wholeProblem } from '../../ui/widgets/fields.tsx'
import { Buttons, Field, FormProblem } from '../../ui/widgets/form.tsx'
import { personOf } from '../communities/index.ts'
import { ReportPlots, ReportSummary, ReportsBeside, reportsFor, type Shown } from '../transparency/index.ts'
import { BriefingFrame, briefingPath, periodText, sessionOf } from './frame.tsx'
import { selectReportIds } from './read-sql.ts'
import { countPeriod, putReportBeside, takeReportAway } from './reports.ts'
import { mayRun, type Session } from './standing.ts'

/** Our report of the period and those that others sent, in that order. */
export async function reportsOf(
  c: Req,
  { briefing }: Session,
): Promise<{ own: Shown | null; others: Shown[] }> {
  const ctx = c.get('ctx')
  const rows = await selectReportIds(ctx, briefing.id)
  const shown = await reportsFor(ctx, [
    ...(briefing.report_id ? [briefing.report_id] : []),
    ...rows.map((row) => row.report_id),
  ])
  const own = shown.find(({ row }) => row.id === briefing.report_id) ?? null
  return { own, others: shown.filter((one) => one !== own) }
}

/** Why the period cannot be counted: the reasons are those of fields that this page does not have. */
function whyNot(view: View, error: AppError | null): string | null {
  const found = (error?.fields ?? []).filter(({ field }) => field !== 'report')
  if (found.length === 0) return wholeProblem(view, error)
  const reasons = found.map(({ code, params }) => view.t(`fields.errors.${code}`, params ?? {}))
  return view.t('briefings.report.cannot', { why: reasons.join('; ') })
}

async function page(c: Req, typed = '', error: AppError | null = null): Promise<Response> {
  const session = await sessionOf(c)
  const { briefing, series } = session
  const [{ own, others }, view] = await Promise.all([reportsOf(c, session), viewOf(c)])
  const { t } = view
  const title = t('briefings.report.title')
  const path = `${briefingPath(session)}/so-lieu`
  const run = mayRun(series)
  return c.html(
    <BriefingFrame view={view} session={session} title={title} wide>
      <h1>{title}</h1>
      <p class="hint">
        {t('briefings.looks_at', { period: periodText(view, briefing.period_from, briefing.period_to) })}
      </p>
      {series.home ? (
        <p>
          <a href={`/xom/${series.home}/suc-khoe`}>{t('briefings.report.health')}</a>
        </p>
      ) : null}
      {own ? (
        <>
          <h2>{t('briefings.report.own')}</h2>
          <ReportSummary view={view} shown={own} />
          {own.report ? <ReportPlots view={view} report={own.report} /> : null}
        </>
      ) : (
        <EmptyState icon="info" text={t('briefings.report.none')} />
      )}
      {others.length > 0 ? (
        <section>
          <h2>{t('briefings.report.beside')}</h2>
          <ReportsBeside view={view} shown={own ? [own, ...others] : others} />
          {run ? (
            <ul class="settings-list">
              {others.map(({ row }) => (
                <li>
                  {row.title}{' '}
                  <form method="post" action={`${path}/${row.id}/bo`}>
                    <button type="submit" class="button small">
                      {t('briefings.remove')}
                      <span class="visually-hidden"> {row.title}</span>
                    </button>
                  </form>
                </li>
              ))}
            </ul>
          ) : null}
        </section>
      ) : null}
      {run ? (
        <>
          <FormProblem text={whyNot(view, error)} />
          {own?.report ? null : (
            <form class="form" method="post" action={`${path}/tinh`}>
              <p class="hint">{t('briefings.report.count_hint')}</p>
              <button type="submit" class="primary">
                {t('briefings.report.count')}
              </button>
            </form>
          )}
          <form class="form" method="post" action={path}>
            <Field
              view={view}
              name="report"
              label={t('briefings.report.add')}
              hint={t('briefings.report.add_hint')}
              value={typed}
              errors={error?.fields}
              required
            />
            <Buttons>
              <button type="submit" class="button">
                {t('briefings.report.add_do')}
              </button>
            </Buttons>
          </form>
        </>
      ) : null}
    </BriefingFrame>,
    (error?.status ?? 200) as 200,
  )
}

/** The period in numbers: ours, and beside them what other networks report. */
export function reportPage(app: App): void {
  const path = '/giao-ban/:series/:number{[0-9]+}/so-lieu'
  app.get(path, (c) => page(c))
  app.post(path, async (c) => {
    const viewer = personOf(c)
    const session = await sessionOf(c)
    const typed = text(await readBody(c), 'report')
    try {
      await putReportBeside(c.get('ctx'), viewer, session.briefing.id, typed)
    } catch (thrown) {
      return page(c, typed, correctable(thrown))
    }
    return redirectWith(c, `${briefingPath(session)}/so-lieu`, 'common.saved')
  })
  app.post(`${path}/tinh`, async (c) => {
    const viewer = personOf(c)
    const session = await sessionOf(c)
    try {
      await countPeriod(c.get('ctx'), viewer, session.briefing.id)
    } catch (thrown) {
      if (!(thrown instanceof AppError) || ![409, 422].includes(thrown.status)) throw thrown
      return page(c, '', thrown)
    }
    return redirectWith(c, `${briefingPath(session)}/so-lieu`, 'briefings.flash.counting')
  })
  app.post(`${path}/:report{[0-9]+}/bo`, async (c) => {
    const viewer = personOf(c)
    const session = await sessionOf(c)
    await takeReportAway(c.get('ctx'), viewer, session.briefing.id, c.req.param('report'))
    return redirectWith(c, `${briefingPath(session)}/so-lieu`, 'common.saved')
  })
}
