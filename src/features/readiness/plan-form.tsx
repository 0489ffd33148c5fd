import type { AppError } from '../../errors.ts'
import type { Params } from '../../http/body.ts'
import type { View } from '../../ui/view.ts'
import { Select, text, wholeProblem } from '../../ui/widgets/fields.tsx'
import { Field, FormProblem } from '../../ui/widgets/form.tsx'
import { levelNames } from '../heat/index.ts'
import type { WholePlan } from './api.ts'
import { localValue } from './moment.ts'

const lines = (value: string): string[] =>
  value
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** The form's lines -> what the API takes. A source is "title | address | who says so". */
export function planFromForm(body: Params): Params {
  const level = text(body, 'threshold_level') || '3'
  return {
    title: text(body, 'title'),
    summary: text(body, 'summary'),
    event_id: text(body, 'event_id'),
    owner: text(body, 'owner'),
    expected_level: text(body, 'expected_level') || '2',
    starts_at: text(body, 'starts_at'),
    ends_at: text(body, 'ends_at'),
    people: text(body, 'people')
      .split(/[\s,;]+/)
      .filter(Boolean),
    tasks: lines(text(body, 'tasks')),
    sources: lines(text(body, 'sources')).map((line) => {
      const [title = '', url = '', source = ''] = line.split('|').map((part) => part.trim())
      return { title, url, source }
    }),
    thresholds: lines(text(body, 'subjects')).map((subject) => ({ subject, level })),
  }
}

/** A plan as the form shows it. */
export const planToForm = (plan: WholePlan): Params => ({
  title: plan.title,
  summary: plan.summary,
  event_id: plan.event_id ?? '',
  owner: `@${plan.owner.acct}`,
  expected_level: String(plan.expected_level),
  starts_at: localValue(new Date(plan.starts_at)),
  ends_at: localValue(new Date(plan.ends_at)),
  people: plan.people.map((one) => `@${one.acct}`).join('\n'),
  tasks: plan.tasks.map((one) => one.text).join('\n'),
  sources: plan.sources.map((one) => [one.title, one.url, one.source].join(' | ')).join('\n'),
  subjects: plan.thresholds.map((one) => one.subject || 'network').join('\n'),
  threshold_level: String(plan.thresholds[0]?.level ?? 3),
})

interface Props {
  view: View
  typed: Params
  error: AppError | null
  action: string
}

export function PlanForm({ view, typed, error, action }: Props) {
  const { t } = view
  const levels = (from: number) =>
    levelNames.slice(from - 1).map((name, at) => [String(at + from), t(`heat.level.${name}`)] as const)
  const field = (name: string, more: object = {}) => (
    <Field
      view={view}
      name={name}
      label={t(`readiness.plan.field.${name}`)}
      value={text(typed, name)}
      errors={error?.fields}
      {...more}
    />
  )
  return (
    <form class="sheet" method="post" action={action}>
      <FormProblem text={wholeProblem(view, error)} />
      {field('title', { required: true, maxlength: 200 })}
      {field('summary', { rows: 4, maxlength: 10_000 })}
      {field('starts_at', { type: 'datetime-local', required: true })}
      {field('ends_at', { type: 'datetime-local', required: true })}
      {field('owner', { hint: t('readiness.plan.hint.owner') })}
      <Select
        name="expected_level"
        label={t('readiness.plan.field.expected_level')}
        value={text(typed, 'expected_level') || '2'}
        options={levels(1)}
      />
      {field('people', { rows: 2, hint: t('readiness.plan.hint.people') })}
      {field('subjects', { rows: 2, hint: t('readiness.plan.hint.subjects') })}
      <Select
        name="threshold_level"
        label={t('readiness.plan.field.threshold_level')}
        value={text(typed, 'threshold_level') || '3'}
        options={levels(2)}
      />
      {field('tasks', { rows: 5, hint: t('readiness.plan.hint.tasks') })}
      {field('sources', { rows: 3, hint: t('readiness.plan.hint.sources') })}
      {field('event_id', { hint: t('readiness.plan.hint.event_id') })}
      <p class="buttons">
        <button type="submit" class="button primary">
          {t('readiness.plan.save')}
        </button>
      </p>
    </form>
  )
}
