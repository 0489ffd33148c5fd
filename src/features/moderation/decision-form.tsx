import { unprocessable } from '../../errors.ts'
import { type Locale, t } from '../../ui/i18n/index.ts'
import type { View } from '../../ui/view.ts'
import { accountMeasures, categories, roomMeasures, statusMeasures } from './api.ts'
import type { CaseRow } from './cases-sql.ts'
import { Cited } from './gates-form.tsx'
import type { CitedRule } from './rules.ts'
import { measuresOf, targetOf } from './targets.ts'

/** Categories whose ready-made facts say enough to be chosen beforehand; of the others somebody has to choose them. */
const vague: readonly string[] = ['rule', 'other', 'illegal']

export const DAYS = ['', '1', '3', '7', '14', '30', '90', '365'] as const

const MAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/u
const PHONE = /(?<!\d)(?:\+?84|0)[ .-]?\d(?:[ .-]?\d){7,8}(?!\d)/

/** Whether facts name somebody's telephone or address: a statement is read by others than those it concerns. */
export const isPersonal = (facts: string): boolean => MAIL.test(facts) || PHONE.test(facts)

/** For facts that name somebody, once that has been said: the moderator may have a reason. */
export function Anyway({ view, id, facts }: { view: View; id: string; facts: string }) {
  if (!isPersonal(facts)) return null
  return (
    <div class="choice">
      <input type="checkbox" id={id} name="anyway" value="1" />
      <label for={id}>{view.t('moderation.decision.anyway')}</label>
    </div>
  )
}

/**
 * The form's fields as the verb takes them: the ground decides which citation counts, and empty facts take the ready-made
 * ones, in the language of the person concerned. 422 for facts with a telephone number or an address, unless `anyway`.
 */
export function readDecision(body: Record<string, unknown>, locale: Locale): Record<string, unknown> {
  const text = (name: string) => (typeof body[name] === 'string' ? (body[name] as string).trim() : '')
  const ready = categories.find((name) => name === body['canned'])
  if (body['anyway'] !== '1' && isPersonal(text('facts'))) throw unprocessable('facts_personal')
  return {
    measure: body['measure'],
    ground: text('measure') === 'none' ? 'none' : body['ground'],
    cited: text('ground') === 'law' ? text('law') : text('rule'),
    facts: text('facts') || (ready ? t(locale, `moderation.canned.${ready}`) : ''),
    notice: text('notice'),
    days: text('days'),
    ...(text('category') === '' ? {} : { category: body['category'] }),
    automated_detection: body['automated_detection'] ?? false,
  }
}

/** Measures that this moderator can take in this case. */
export function measuresFor(row: CaseRow, operator: boolean): string[] {
  const target = targetOf(row.subject)
  if (target) return ['none', ...measuresOf(target.kind)]
  if (row.of_community)
    return ['none', ...(row.status_id ? statusMeasures : []), 'warn', 'limit', ...roomMeasures]
  return [
    'none',
    ...(row.status_id ? statusMeasures.filter((one) => one !== 'lock' || row.community_id !== null) : []),
    'warn',
    ...(operator ? accountMeasures.filter((one) => one !== 'warn') : []),
    ...(row.community_id ? ['mute', 'ban'] : []),
  ]
}

interface Props {
  view: View
  row: CaseRow
  operator: boolean
  rules: CitedRule[]
  typed: Record<string, unknown>
}

/** Everything a statement of reasons needs, in the order in which one thinks. */
export function DecisionForm({ view, row, operator, rules, typed }: Props) {
  const text = (name: string, standard = '') =>
    typeof typed[name] === 'string' ? (typed[name] as string) : standard
  const choice = (name: string, value: string, label: string, standard: string) => (
    <div class="choice">
      <input
        type="radio"
        id={`f-${name}-${value}`}
        name={name}
        value={value}
        required
        checked={text(name, standard) === value}
      />
      <label for={`f-${name}-${value}`}>{label}</label>
    </div>
  )
  return (
    <form class="sheet" method="post" action={`/moderation/cases/${row.id}/decide`} id="decide">
      <h2>{view.t('moderation.decision.title')}</h2>
      <fieldset class="choices">
        <legend>{view.t('moderation.decision.measure')}</legend>
        {measuresFor(row, operator).map((one) =>
          choice('measure', one, view.t(`moderation.measure.${one}`), ''),
        )}
      </fieldset>
      <div class="field">
        <label for="f-days">{view.t('moderation.decision.days')}</label>
        <select id="f-days" name="days">
          {DAYS.map((days) => (
            <option value={days} selected={text('days') === days}>
              {days === ''
                ? view.t('moderation.decision.for_good')
                : view.t('moderation.days', { count: Number(days) })}
            </option>
          ))}
        </select>
      </div>
      <fieldset class="choices">
        <legend>{view.t('moderation.decision.ground')}</legend>
        {choice('ground', 'rules', view.t('moderation.ground.rules'), 'rules')}
        {choice('ground', 'law', view.t('moderation.ground.law'), 'rules')}
      </fieldset>
      <Cited view={view} rules={rules} typed={typed} />
      <div class="field">
        <label for="f-category">{view.t('moderation.decision.category')}</label>
        <select id="f-category" name="category">
          {categories.map((one) => (
            <option value={one} selected={text('category', row.category) === one}>
              {view.t(`moderation.category.${one}`)}
            </option>
          ))}
        </select>
      </div>
      <Facts view={view} row={row} text={text} />
      <p class="buttons">
        <button type="submit" class="button primary">
          {view.t('moderation.decision.do')}
        </button>
      </p>
    </form>
  )
}

function Facts({ view, row, text }: { view: View; row: CaseRow; text: (name: string) => string }) {
  const canned = text('canned') || (vague.includes(row.category) ? '' : row.category)
  return (
    <>
      <div class="field">
        <label for="f-canned">{view.t('moderation.decision.canned')}</label>
        <select id="f-canned" name="canned">
          <option value="">{view.t('moderation.decision.canned_none')}</option>
          {categories.map((one) => (
            <option value={one} selected={canned === one}>
              {view.t(`moderation.canned.${one}`)}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="f-facts">
          {view.t('moderation.decision.facts')}
          <span class="optional"> {view.t('moderation.decision.facts_when')}</span>
        </label>
        <p class="hint" id="f-facts-hint">
          {view.t('moderation.decision.facts_hint')}
        </p>
        <textarea
          id="f-facts"
          name="facts"
          rows={5}
          maxlength={5000}
          dir="auto"
          aria-describedby="f-facts-hint"
        >
          {text('facts')}
        </textarea>
      </div>
      <Anyway view={view} id="f-anyway" facts={text('facts')} />
      {row.status_id ? (
        <div class="field">
          <label for="f-notice">
            {view.t('moderation.decision.notice')}
            <span class="optional"> {view.t('common.optional')}</span>
          </label>
          <input id="f-notice" name="notice" maxlength={300} value={text('notice')} />
        </div>
      ) : null}
    </>
  )
}
