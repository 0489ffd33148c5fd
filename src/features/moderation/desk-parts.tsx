import type { Id } from '../../context.ts'
import type { View } from '../../ui/view.ts'
import { type Category, categories } from './api.ts'
import type { QueuePage } from './cases-sql.ts'
import { Anyway, DAYS } from './decision-form.tsx'
import type { Typed } from './gates-form.tsx'
import type { CitedRule } from './rules.ts'

const shows = ['mine', 'free', 'appeals'] as const

/** Which cases the desk shows; what is null is not asked for. */
export interface Choice {
  community: string | null
  show: (typeof shows)[number] | null
  category: Category | null
}

export const asText = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

export const readChoice = (read: (name: string) => string | undefined): Choice => ({
  community: read('community') ?? null,
  show: shows.find((one) => one === read('show')) ?? null,
  category: categories.find((one) => one === read('category')) ?? null,
})

/** The choice as the query takes it. */
export const pageOf = (
  { show, category }: Choice,
  viewer: { id: Id },
): Pick<QueuePage, 'assigneeId' | 'show' | 'category'> => ({
  assigneeId: show === 'mine' ? viewer.id : null,
  show: show === 'mine' ? null : show,
  category,
})

/** The desk with this choice. */
export function addressOf(choice: Choice, more: Record<string, string> = {}): string {
  const given = Object.entries({ ...choice, ...more }).filter(([, value]) => value !== null)
  const query = new URLSearchParams(given as [string, string][]).toString()
  return query === '' ? '/moderation' : `/moderation?${query}`
}

const hidden = (name: string, value: string | null) =>
  value === null ? null : <input type="hidden" name={name} value={value} />

/** Whose cases, and of which kind. */
export function DeskChoice({ view, choice }: { view: View; choice: Choice }) {
  return (
    <>
      <p class="chips">
        {[null, ...shows].map((show) => (
          <a
            class="chip"
            href={addressOf({ ...choice, show })}
            aria-current={choice.show === show ? 'true' : undefined}
          >
            {view.t(`moderation.show.${show ?? 'all'}`)}
          </a>
        ))}
      </p>
      <form method="get" action="/moderation" class="case-inline">
        {hidden('community', choice.community)}
        {hidden('show', choice.show)}
        <label for="desk-category">{view.t('moderation.show.category')}</label>
        <select id="desk-category" name="category">
          <option value="">{view.t('moderation.all')}</option>
          {categories.map((one) => (
            <option value={one} selected={choice.category === one}>
              {view.t(`moderation.category.${one}`)}
            </option>
          ))}
        </select>
        <button type="submit" class="button small">
          {view.t('moderation.show.do')}
        </button>
      </form>
    </>
  )
}

const bulkMeasures = ['none', 'remove', 'hide', 'label', 'lock', 'warn', 'mute', 'ban'] as const

interface BulkProps {
  view: View
  choice: Choice
  after: string
  rules: CitedRule[]
  typed: Typed
}

/** What makes sense for many at once: measures on posts and on members, each for good or for a time. */
export function Bulk({ view, choice, after, rules, typed }: BulkProps) {
  const text = (name: string) => asText(typed[name]) ?? ''
  const select = (name: string, label: string, options: [value: string, label: string][]) => (
    <div class="field">
      <label for={`bulk-${name}`}>{view.t(label)}</label>
      <select id={`bulk-${name}`} name={name}>
        {options.map(([value, label]) => (
          <option value={value} selected={text(name) === value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  )
  const cited = [...rules.map((rule) => rule.text), view.t('moderation.cited.network')]
  return (
    <form class="sheet" id="bulk" method="post" action="/moderation/decide">
      <h2>{view.t('moderation.bulk')}</h2>
      {Object.entries({ ...choice, after: after || null }).map(([name, value]) =>
        hidden(`desk_${name}`, value),
      )}
      {select(
        'measure',
        'moderation.decision.measure',
        bulkMeasures.map((one) => [one, view.t(`moderation.measure.${one}`)]),
      )}
      {select(
        'days',
        'moderation.decision.days',
        DAYS.map((days) => [
          days,
          days === ''
            ? view.t('moderation.decision.for_good')
            : view.t('moderation.days', { count: Number(days) }),
        ]),
      )}
      <input type="hidden" name="ground" value="rules" />
      {select(
        'rule',
        'moderation.decision.rule',
        cited.map((rule) => [rule, rule]),
      )}
      <div class="field">
        <label for="bulk-facts">{view.t('moderation.decision.facts')}</label>
        <textarea id="bulk-facts" name="facts" rows={3} maxlength={5000} dir="auto">
          {text('facts')}
        </textarea>
      </div>
      <Anyway view={view} id="bulk-anyway" facts={text('facts')} />
      <p class="buttons">
        <button type="submit" class="button">
          {view.t('moderation.bulk_do')}
        </button>
      </p>
    </form>
  )
}
