import type { Child } from 'hono/jsx'
import type { AppError } from '../../errors.ts'
import type { Params } from '../../http/body.ts'
import { truncate } from '../../lib/graphemes.ts'
import type { View } from '../../ui/view.ts'
import { Select, text, wholeProblem } from '../../ui/widgets/fields.tsx'
import { Buttons, Field, FormProblem } from '../../ui/widgets/form.tsx'
import { whenWords } from '../events/index.ts'
import { findingKinds, trends } from './api.ts'
import type { Conclusions } from './conclusions-read.ts'

export type Typed = Record<string, string>

/** A form of a page: its key stands before the names of its fields, so that several live on one page. */
interface Spec {
  name: string
  rows?: number
  required?: boolean
  type?: 'date' | 'number'
  hint?: boolean
  maxlength?: number
  choices?: (view: View, has: Conclusions) => [value: string, label: string][]
}

const short = (words: string): string => truncate(words.replace(/\s+/g, ' '), 70)

const findingChoices: Spec['choices'] = (view, { findings }) => [
  ['', view.t('outcomes.form.no_finding')],
  ...findings.map(({ id, text }): [string, string] => [id, short(text)]),
]

const aboutChoices: Spec['choices'] = (view, { findings, solutions }) => [
  ['', view.t('outcomes.form.about_whole')],
  ...findings.map(({ id, text }): [string, string] => [`finding:${id}`, short(text)]),
  ...solutions.map(({ id, text }): [string, string] => [`solution:${id}`, short(text)]),
]

/** None: there is nothing to choose from, and the field is left out. */
const comingChoices: Spec['choices'] = (view, { coming = [] }) =>
  coming.length === 0
    ? []
    : [
        ['', view.t('outcomes.form.no_coming')],
        ...coming.map((row): [string, string] => [
          row.id,
          `${short(row.title)} (${whenWords(row, view.locale)})`,
        ]),
      ]

const trendChoices: Spec['choices'] = (view) =>
  trends.map((trend): [string, string] => [trend, view.t(`outcomes.trend.${trend}`)])

const lines = (name: string, rows: number, more: Partial<Spec> = {}): Spec => ({
  name,
  rows,
  maxlength: 5000,
  ...more,
})

export const forms = {
  finding: [
    {
      name: 'kind',
      choices: (view) => findingKinds.map((kind) => [kind, view.t(`outcomes.kind.${kind}`)]),
    },
    lines('text', 3, { required: true }),
    lines('links', 2, { hint: true }),
  ],
  solution: [lines('text', 3, { required: true }), { name: 'finding_id', choices: findingChoices }],
  action: [
    { name: 'title', required: true, maxlength: 300 },
    lines('body', 2),
    { name: 'owner', hint: true, maxlength: 200 },
    { name: 'due_on', type: 'date' },
    { name: 'review_on', type: 'date', hint: true },
    {
      name: 'solution_id',
      choices: (view, { solutions }) => [
        ['', view.t('outcomes.form.no_solution')],
        ...solutions.map(({ id, text }): [string, string] => [id, short(text)]),
      ],
    },
    { name: 'carried_from', hint: true, maxlength: 12 },
  ],
  concern: [
    { name: 'title', required: true, maxlength: 300 },
    lines('body', 2),
    { name: 'raised_by', maxlength: 200 },
  ],
  note: [
    {
      name: 'concern',
      choices: (_, { concerns }) => concerns.map(({ id, title }): [string, string] => [id, short(title)]),
    },
    { name: 'trend', choices: trendChoices },
    lines('text', 2),
  ],
  commitment: [
    lines('text', 3, { required: true }),
    { name: 'event_pick', choices: comingChoices },
    { name: 'event', hint: true, maxlength: 300 },
    { name: 'plan', hint: true, maxlength: 300 },
  ],
  dissent: [{ name: 'about', choices: aboutChoices }, lines('text', 3, { required: true })],
  dissent_for: [
    { name: 'about', choices: aboutChoices },
    { name: 'name', required: true, hint: true, maxlength: 200 },
    lines('text', 3, { required: true }),
  ],
  reopen_concern: [],
  close_concern: [lines('closed_note', 2, { required: true })],
  update: [lines('text', 3, { required: true }), { name: 'progress', type: 'number', required: true }],
  close: [
    lines('evidence', 3, { required: true, hint: true }),
    { name: 'evidence_url', hint: true, maxlength: 2048 },
  ],
  drop: [lines('reason', 2, { required: true })],
  reopen: [lines('reason', 2, { required: true })],
} satisfies Record<string, Spec[]>

export type FormName = keyof typeof forms
export const formNames = Object.keys(forms) as FormName[]

const specsOf = (form: FormName): Spec[] => forms[form]

/** What was typed into one form, by the names of the verb's input. */
export function typedOf(body: Params, form: FormName): Typed {
  const names = [...specsOf(form).map(({ name }) => name), 'correction']
  return Object.fromEntries(
    names
      .map((name) => [name, text(body, `${form}.${name}`).replaceAll('\r\n', '\n')])
      .filter(([name, value]) => name !== 'correction' || value !== ''),
  )
}

/** What was chosen from the list of events stands where no address was typed. */
export const chosenEvent = ({ event_pick: pick = '', ...typed }: Typed): Typed =>
  pick && !typed['event'] ? { ...typed, event: pick } : typed

/** The form that was refused, with what was typed. */
export interface Refused {
  form: FormName
  typed: Typed
  error: AppError
}

export const noConclusions: Conclusions = {
  findings: [],
  solutions: [],
  dissents: [],
  actions: [],
  concerns: [],
  notes: [],
  commitments: [],
  corrections: [],
  measures: [],
}

interface FormProps {
  view: View
  form: FormName
  action: string
  has?: Conclusions
  /** What stands in it at first. */
  values?: Typed
  refused: Refused | null
  /** A change of something published: its readers are told why. */
  note?: boolean
  submit: string
  danger?: boolean
  children?: Child
}

function OneField({ view, form, spec, values, refused, has }: FormProps & { spec: Spec; has: Conclusions }) {
  const name = `${form}.${spec.name}`
  const label = view.t(`outcomes.field.${form === 'close_concern' ? 'closed_note' : spec.name}`)
  const value = values?.[spec.name] ?? ''
  if (spec.choices) {
    const options = spec.choices(view, has)
    return options.length === 0 ? null : <Select name={name} label={label} value={value} options={options} />
  }
  const errors = refused?.error.fields.map((error) => ({ ...error, field: `${form}.${error.field}` }))
  return (
    <Field
      view={view}
      name={name}
      label={label}
      value={value}
      errors={errors}
      {...(spec.rows ? { rows: spec.rows } : {})}
      {...(spec.required ? { required: true } : {})}
      {...(spec.type ? { type: spec.type } : {})}
      {...(spec.type === 'number' ? { inputmode: 'numeric' as const } : {})}
      {...(spec.maxlength && spec.type === undefined ? { maxlength: spec.maxlength } : {})}
      {...(spec.hint ? { hint: view.t(`outcomes.hint.${spec.name}`) } : {})}
    />
  )
}

/** One form of the conclusions. A refused one keeps what was typed. */
export function OutcomeForm(props: FormProps) {
  const { view, form, action, has = noConclusions, note, submit, danger, children } = props
  const refused = props.refused?.form === form ? props.refused : null
  const inner = { ...props, refused, has, values: refused?.typed ?? props.values ?? {} }
  return (
    <form method="post" action={action} class="outcome-form" id={`form-${form}`}>
      <FormProblem text={wholeProblem(view, refused?.error ?? null)} />
      <input type="hidden" name="form" value={form} />
      {specsOf(form).map((spec) => (
        <OneField {...inner} spec={spec} />
      ))}
      {note ? (
        <OneField {...inner} spec={{ name: 'correction', required: true, hint: true, maxlength: 500 }} />
      ) : null}
      {children}
      <Buttons>
        <button type="submit" class={danger ? 'danger' : 'primary'}>
          {submit}
        </button>
      </Buttons>
    </form>
  )
}

/** A form that is folded away until it is needed, or was refused. */
export function Folded({ title, open, children }: { title: string; open: boolean; children: Child }) {
  return (
    <details class="outcome-add" open={open}>
      <summary>{title}</summary>
      {children}
    </details>
  )
}
