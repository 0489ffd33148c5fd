import type { AppError } from '../../errors.ts'
import type { Params } from '../../http/body.ts'
import type { View } from '../../ui/view.ts'
import { Select, text, wholeProblem } from '../../ui/widgets/fields.tsx'
import { Field, FormProblem } from '../../ui/widgets/form.tsx'
import { freshLimits, kinds, type MeasureKind, ofAdmins, ofCommunities } from '../measures/index.ts'

interface FormProps {
  view: View
  typed: Params
  error: AppError | null
}

/** The kinds that somebody may take here. */
export const kindsFor = (view: View, room: boolean): MeasureKind[] =>
  kinds.filter((kind) =>
    room ? ofCommunities.includes(kind) : view.viewer?.role === 'admin' || !ofAdmins.includes(kind),
  )

/** Which kind: a link each, so that the next page asks only for what this kind needs. */
export function KindChoice({ view, room, base }: { view: View; room: boolean; base: string }) {
  return (
    <ul class="measure-kinds">
      {kindsFor(view, room).map((kind) => (
        <li>
          <a href={`${base}?loai=${kind}`}>
            <strong>{view.t(`measures.kind.${kind}`)}</strong>
          </a>
          <p class="hint">{view.t(`measures.what.${kind}`, freshLimits)}</p>
        </li>
      ))}
    </ul>
  )
}

function Options({ view, typed, error, kind }: FormProps & { kind: MeasureKind }) {
  const { t } = view
  const number = (name: string, otherwise: string) => (
    <Field
      view={view}
      name={name}
      label={t(`readiness.field.${name}`)}
      value={text(typed, name) || otherwise}
      errors={error?.fields}
      inputmode="numeric"
      required
    />
  )
  if (kind === 'slow_mode') return number('seconds', '60')
  if (kind === 'young_accounts')
    return (
      <>
        {number('days', '7')}
        {number('posts', '5')}
        {number('links', '0')}
      </>
    )
  if (kind === 'verifying_labels')
    return (
      <Field
        view={view}
        name="topic"
        label={t('readiness.field.topic')}
        value={text(typed, 'topic')}
        errors={error?.fields}
        maxlength={200}
        required
      />
    )
  if (kind === 'moderator_shift')
    return (
      <Field
        view={view}
        name="people"
        label={t('readiness.field.people')}
        hint={t('readiness.field.people_hint')}
        value={text(typed, 'people')}
        errors={error?.fields}
        rows={3}
        required
      />
    )
  return null
}

const spans = ['1', '3', '6', '12', '24', '48', '72', '168']

/** What a measure needs to be taken. */
export function BeginForm({
  view,
  typed,
  error,
  kind,
  action,
  plans,
}: FormProps & { kind: MeasureKind; action: string; plans: { id: string; title: string }[] }) {
  const { t } = view
  return (
    <form class="sheet" method="post" action={action}>
      <FormProblem text={wholeProblem(view, error?.fields.length ? null : error)} />
      <p>{t(`measures.what.${kind}`, freshLimits)}</p>
      <input type="hidden" name="kind" value={kind} />
      <Options view={view} typed={typed} error={error} kind={kind} />
      <Field
        view={view}
        name="reason"
        label={t('readiness.field.reason')}
        hint={t('readiness.field.reason_hint')}
        value={text(typed, 'reason')}
        errors={error?.fields}
        rows={3}
        maxlength={2000}
        required
      />
      <Select
        name="hours"
        label={t('readiness.field.hours')}
        value={text(typed, 'hours') || '24'}
        options={spans.map((hours) => [hours, t('readiness.hours', { count: Number(hours) })] as const)}
      />
      {plans.length > 0 ? (
        <Select
          name="plan_id"
          label={t('readiness.field.plan')}
          value={text(typed, 'plan_id')}
          options={[
            ['', t('readiness.field.no_plan')],
            ...plans.map((plan) => [plan.id, plan.title] as const),
          ]}
        />
      ) : null}
      <Field
        view={view}
        name="renews"
        label={t('readiness.field.renews')}
        hint={t('readiness.field.renews_hint')}
        value={text(typed, 'renews')}
        errors={error?.fields}
        inputmode="numeric"
      />
      <p class="hint">{t('readiness.begin_means')}</p>
      <p class="buttons">
        <button type="submit" class="button primary">
          {t('readiness.begin')}
        </button>
      </p>
    </form>
  )
}

export function EndForm({ view, id, error, typed }: FormProps & { id: string }) {
  return (
    <form class="sheet" method="post" action={`/do-nong/bien-phap/${id}/end`}>
      <h2>{view.t('readiness.end_title')}</h2>
      <FormProblem text={wholeProblem(view, error)} />
      <Field
        view={view}
        name="end_reason"
        label={view.t('readiness.field.end_reason')}
        value={text(typed, 'end_reason')}
        rows={2}
        maxlength={2000}
      />
      <p class="buttons">
        <button type="submit" class="button">
          {view.t('readiness.end')}
        </button>
      </p>
    </form>
  )
}

export function ReviewForm({ view, id, typed, error }: FormProps & { id: string }) {
  const { t } = view
  return (
    <form class="sheet" method="post" action={`/do-nong/bien-phap/${id}/review`}>
      <h2>{t('readiness.review.title')}</h2>
      <p class="hint">{t('readiness.review.once')}</p>
      <FormProblem text={wholeProblem(view, error?.fields.length ? null : error)} />
      {['what_happened', 'did_it_help', 'what_next'].map((name) => (
        <Field
          view={view}
          name={name}
          label={t(`readiness.review.${name}`)}
          value={text(typed, name)}
          errors={error?.fields}
          rows={4}
          maxlength={10_000}
          required
        />
      ))}
      <p class="buttons">
        <button type="submit" class="button primary">
          {t('readiness.review.send')}
        </button>
      </p>
    </form>
  )
}

export function UpdateForm({ view, id, typed, error }: FormProps & { id: string }) {
  const { t } = view
  return (
    <form class="sheet" method="post" action={`/do-nong/bien-phap/${id}/updates`}>
      <h2>{t('readiness.update.title')}</h2>
      <FormProblem text={wholeProblem(view, error?.fields.length ? null : error)} />
      {(['title', 'url', 'source'] as const).map((name) => (
        <Field
          view={view}
          name={name}
          label={t(`readiness.update.field.${name}`)}
          value={text(typed, name)}
          errors={error?.fields}
          {...(name === 'url' ? { type: 'url', inputmode: 'url' as const } : {})}
          maxlength={name === 'url' ? 2000 : 200}
          required
        />
      ))}
      <p class="buttons">
        <button type="submit" class="button primary">
          {t('readiness.update.send')}
        </button>
      </p>
    </form>
  )
}

export function LabelForm({ view, id, typed, error }: FormProps & { id: string }) {
  const { t } = view
  return (
    <form class="sheet" method="post" action={`/do-nong/bien-phap/${id}/labels`}>
      <h2>{t('readiness.label.title')}</h2>
      <p class="hint">{t('readiness.label.hint')}</p>
      <FormProblem text={wholeProblem(view, error?.fields.length ? null : error)} />
      <Field
        view={view}
        name="status_id"
        label={t('readiness.label.status')}
        value={text(typed, 'status_id')}
        errors={error?.fields}
        maxlength={2000}
        required
      />
      <Field
        view={view}
        name="why"
        label={t('readiness.label.why')}
        value={text(typed, 'why')}
        errors={error?.fields}
        maxlength={500}
        rows={2}
        required
      />
      <p class="buttons">
        <button type="submit" class="button primary">
          {t('readiness.label.send')}
        </button>
      </p>
    </form>
  )
}
