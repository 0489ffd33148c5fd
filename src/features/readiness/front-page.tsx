import type { App } from '../../http/env.ts'
import { formatDate } from '../../lib/format/index.ts'
import { Page } from '../../ui/page.tsx'
import { sharedPage } from '../../ui/shared-page.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { formula, GaugeBlock, GaugeList, overview } from '../heat/index.ts'
import { allInForce } from '../measures/index.ts'
import type { Plan } from './api.ts'
import { MeasureList } from './measure-parts.tsx'
import { isTeam } from './measures.ts'
import { selectComing } from './plans-sql.ts'
import { presentMeasures, presentPlanRow } from './present.ts'
import { selectOverdue } from './reviews-sql.ts'

/** Plans, the next one first: the days, the owner, how much of the list is ticked. */
export function PlanList({ view, plans }: { view: View; plans: Plan[] }) {
  const day = (iso: string) => formatDate(new Date(iso), view.locale)
  return (
    <ol class="measure-list">
      {plans.map((plan) => (
        <li>
          <p>
            <a href={`/do-nong/ke-hoach/${plan.id}`}>
              <strong>{plan.title}</strong>
            </a>
          </p>
          <p class="hint">
            {day(plan.starts_at)} – {day(plan.ends_at)} · @{plan.owner.acct} ·{' '}
            {view.t('readiness.plan.expects', { level: view.t(`heat.level.${plan.expected_level_name}`) })} ·{' '}
            {view.t('readiness.plan.ticked', { done: plan.tasks_done, total: plan.tasks_total })}
          </p>
        </li>
      ))}
    </ol>
  )
}

const listed = ['tags', 'links', 'communities'] as const

/** `/do-nong`: how hot it is, what is done about it, what is being prepared. For everybody. */
export function frontPage(app: App): void {
  app.get('/do-nong', (c) =>
    sharedPage(c, async () => {
      const ctx = c.get('ctx')
      const [view, found, open, plans, overdue] = await Promise.all([
        viewOf(c),
        overview(ctx),
        allInForce(ctx).then((rows) =>
          presentMeasures(
            ctx,
            rows.filter((row) => !row.private),
          ),
        ),
        selectComing(ctx, 20).then((rows) => rows.map((row) => presentPlanRow(ctx, row))),
        selectOverdue(ctx),
      ])
      const { t } = view
      const title = t('heat.title')
      return (
        <Page view={view} title={title} description={t('heat.lead')}>
          <h1>{title}</h1>
          <p>{t('heat.lead')}</p>
          <GaugeBlock view={view} gauge={found.network} title={t('heat.network')} />
          <section class="sheet">
            <h2>{t('readiness.in_force')}</h2>
            {open.length > 0 ? (
              <MeasureList view={view} measures={open} />
            ) : (
              <p class="hint">{t('readiness.none_in_force')}</p>
            )}
            {overdue.length > 0 ? (
              <p class="aside">
                {t('readiness.overdue', { count: overdue.length })}{' '}
                {overdue.map((row, at) => (
                  <>
                    {at > 0 ? ', ' : ''}
                    <a href={`/do-nong/bien-phap/${row.measure_id}`}>{t(`measures.kind.${row.kind}`)}</a> (@
                    {row.username})
                  </>
                ))}
              </p>
            ) : null}
            <p>
              <a href="/do-nong/bien-phap">{t('readiness.log')}</a>
              {isTeam(view.viewer) ? (
                <>
                  {' · '}
                  <a href="/do-nong/bien-phap/moi">{t('readiness.begin_new')}</a>
                </>
              ) : null}
            </p>
          </section>
          <section class="sheet">
            <h2>{t('readiness.plans')}</h2>
            {plans.length > 0 ? (
              <PlanList view={view} plans={plans} />
            ) : (
              <p class="hint">{t('readiness.no_plans')}</p>
            )}
            <p>
              <a href="/do-nong/ke-hoach">{t('readiness.all_plans')}</a>
              {isTeam(view.viewer) ? (
                <>
                  {' · '}
                  <a href="/do-nong/ke-hoach/moi">{t('readiness.plan.new')}</a>
                </>
              ) : null}
            </p>
          </section>
          {listed.map((kind) => (
            <section class="sheet">
              <h2>{t(`heat.${kind}`)}</h2>
              <GaugeList
                view={view}
                gauges={found[kind]}
                label={t(`heat.${kind}`)}
                empty={t(`heat.quiet_${kind}`, { minutes: formula.window })}
              />
            </section>
          ))}
          <p class="hint">
            {t('readiness.never')} {t('heat.method')}
          </p>
        </Page>
      )
    }),
  )
}
