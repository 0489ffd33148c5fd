import { type Locale, t } from '../../ui/i18n/index.ts'
import type { View } from '../../ui/view.ts'
import { accountMeasures, categories, roomMeasures, statusMeasures } from './api.ts'
import type { CaseRow } from './cases-sql.ts'
import type { CitedRule } from './rules.ts'
import { measuresOf, targetOf } from './targets.ts'

/** Ready-made facts, one for each kind of thing; in the language of the person concerned. */
export const canned = [
  'fake_goods',
  'impersonation',
  'investment',
  'phishing',
  'harassment',
  'privacy',
  'rumour',
  'spam',
] as const

/** The form's fields as the verb takes them: the ground decides which citation counts, and empty facts take the ready-made ones. */
export function readDecision(body: Record<string, unknown>, locale: Locale): Record<string, unknown> {
  const text = (name: string) => (typeof body[name] === 'string' ? (body[name] as string).trim() : '')
  const ready = canned.find((name) => name === body['canned'])
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
  if (row.of_community) return ['none', 'warn', 'limit', ...roomMeasures]
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
          {['', '1', '3', '7', '14', '30', '90', '365'].map((days) => (
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
      <div class="field">
        <label for="f-rule">{view.t('moderation.decision.rule')}</label>
        <select id="f-rule" name="rule">
          {[...rules.map((rule) => rule.text), view.t('moderation.cited.network')].map((rule) => (
            <option value={rule} selected={text('rule') === rule}>
              {rule}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="f-law">
          {view.t('moderation.decision.law')}
          <span class="optional"> {view.t('moderation.decision.law_when')}</span>
        </label>
        <input id="f-law" name="law" maxlength={1000} value={text('law')} />
      </div>
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
  return (
    <>
      <div class="field">
        <label for="f-canned">{view.t('moderation.decision.canned')}</label>
        <select id="f-canned" name="canned">
          <option value="">{view.t('moderation.decision.canned_none')}</option>
          {canned.map((one) => (
            <option value={one} selected={(text('canned') || row.category) === one}>
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
