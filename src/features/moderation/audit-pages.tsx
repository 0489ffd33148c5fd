import { AppError } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { redirectWith } from '../../ui/flash.ts'
import { viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { Choices, Field, FormProblem } from '../../ui/widgets/form.tsx'
import { auditMeasures, drawAudit, judgeAudit, returnAudit } from './audit.ts'
import type { JudgedRow } from './audit-sql.ts'
import { problemOf } from './case-parts.tsx'
import { DeskPage, deskViewer } from './desk-pages.tsx'
import { rulesFor } from './rules.ts'

const base = '/moderation/xet-lai'

/** The case as it came in, without what was decided, by whom, or where the post stands now. */
async function auditPage(c: Req, typed: Record<string, unknown> = {}, error?: AppError): Promise<Response> {
  const viewer = deskViewer(c)
  const ctx = c.get('ctx')
  const row = await drawAudit(ctx, viewer)
  const [rules, view] = await Promise.all([row ? rulesFor(ctx, row.community_id) : [], viewOf(c)])
  const value = (name: string) => (typeof typed[name] === 'string' ? (typed[name] as string) : '')
  const title = view.t('moderation.audit.title')
  if (!row)
    return c.html(
      <DeskPage view={view} title={title}>
        <p class="hint">{view.t('moderation.audit.lead')}</p>
        <EmptyState icon="check" text={view.t('moderation.audit.none')} />
      </DeskPage>,
    )
  const { content } = row
  return c.html(
    <DeskPage view={view} title={title}>
      <p class="hint">{view.t('moderation.audit.lead')}</p>
      <section class="sheet">
        <h2>{view.t(`moderation.category.${row.category}`)}</h2>
        {[content.title, content.display_name, content.spoiler_text].filter(Boolean).map((text) => (
          <p dir="auto">{text}</p>
        ))}
        <blockquote class="plain" dir="auto">
          {content.text || content.note || view.t('moderation.audit.no_words')}
        </blockquote>
        {(content.media ?? []).map((media) => (
          <p class="hint">
            {view.t(`moderation.content_type.${media.type}`)}
            {media.description ? `: ${media.description}` : ''}
          </p>
        ))}
        <p class="hint">{view.t('moderation.audit.reports', { count: row.reports })}</p>
        {row.comments.slice(0, 20).map((text) => (
          <blockquote class="plain" dir="auto">
            {text}
          </blockquote>
        ))}
      </section>
      {rules.length > 0 ? (
        <details class="sheet">
          <summary>{view.t('moderation.audit.rules')}</summary>
          <ul>
            {rules.map((rule) => (
              <li dir="auto">{rule.text}</li>
            ))}
          </ul>
        </details>
      ) : null}
      <form class="sheet" method="post" action={`${base}/${row.id}`}>
        <FormProblem text={error ? problemOf(view, error) : null} />
        <Choices
          legend={view.t('moderation.audit.measure')}
          name="measure"
          value={value('measure')}
          options={auditMeasures(row).map((one) => ({
            value: one,
            label: view.t(`moderation.measure.${one}`),
          }))}
        />
        <Choices
          legend={view.t('moderation.audit.ground')}
          name="ground"
          value={value('ground') || 'rules'}
          options={['rules', 'law'].map((one) => ({ value: one, label: view.t(`moderation.ground.${one}`) }))}
        />
        <Field
          view={view}
          name="note"
          label={view.t('moderation.audit.note')}
          value={value('note')}
          errors={error?.fields}
          rows={2}
          maxlength={1000}
        />
        <p class="buttons">
          <button type="submit" class="button">
            {view.t('moderation.audit.judge')}
          </button>
          <button type="submit" class="button-quiet" formaction={`${base}/tra-lai`} formnovalidate>
            {view.t('moderation.audit.give_back')}
          </button>
        </p>
      </form>
    </DeskPage>,
    error ? 422 : 200,
  )
}

async function judgedPage(c: Req, judged: JudgedRow): Promise<Response> {
  const view = await viewOf(c)
  return c.html(
    <DeskPage view={view} title={view.t('moderation.audit.title')}>
      <section class="sheet" role="status">
        <p>
          {view.t(
            judged.same_measure
              ? 'moderation.audit.same'
              : judged.acts_alike
                ? 'moderation.audit.other_measure'
                : 'moderation.audit.differs',
            {
              first: view.t(`moderation.measure.${judged.measure}`),
              own: view.t(`moderation.measure.${judged.own_measure}`),
            },
          )}
        </p>
        <p class="hint">{view.t('moderation.audit.counted')}</p>
        <p>
          <a href={`/ly-do/${judged.public_id}`}>{view.t('moderation.mine.statement')}</a> ·{' '}
          <a href={base}>{view.t('moderation.audit.another')}</a>
        </p>
      </section>
    </DeskPage>,
  )
}

export function auditPages(app: App): void {
  app.get(base, (c) => auditPage(c))
  app.post(`${base}/tra-lai`, async (c) => {
    await returnAudit(c.get('ctx'), deskViewer(c))
    return redirectWith(c, base, 'common.saved')
  })
  app.post(`${base}/:id{[0-9]{1,19}}`, async (c) => {
    const viewer = deskViewer(c)
    const body = await readBody(c)
    try {
      return await judgedPage(c, await judgeAudit(c.get('ctx'), viewer, c.req.param('id')!, body))
    } catch (error) {
      if (!(error instanceof AppError) || error.status !== 422) throw error
      return auditPage(c, body, error)
    }
  })
}
