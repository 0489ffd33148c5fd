import type { View } from '../../ui/view.ts'
import type { BlockKind } from '../blocklists/index.ts'
import { categories, ownSources } from './api.ts'
import type { CitedRule } from './rules.ts'
import type { RequestChoice } from './sources.ts'
import { measuresOf } from './targets.ts'

export type Typed = Record<string, unknown>
const textOf = (typed: Typed, name: string, standard = ''): string =>
  typeof typed[name] === 'string' ? (typed[name] as string) : standard

interface Options {
  view: View
  typed: Typed
}

/** For how long; the same choice as on a case. */
export function Days({ view, typed }: Options) {
  return (
    <div class="field">
      <label for="f-days">{view.t('moderation.decision.days')}</label>
      <select id="f-days" name="days">
        {['', '1', '3', '7', '14', '30', '90', '365'].map((days) => (
          <option value={days} selected={textOf(typed, 'days') === days}>
            {days === ''
              ? view.t('moderation.decision.for_good')
              : view.t('moderation.days', { count: Number(days) })}
          </option>
        ))}
      </select>
    </div>
  )
}

/** Rule or law, what kind of thing it is about, and what happened: the heart of every statement of reasons. */
export function Reasons({ view, typed, rules }: Options & { rules: CitedRule[] }) {
  return (
    <>
      <fieldset class="choices">
        <legend>{view.t('moderation.decision.ground')}</legend>
        {(['rules', 'law'] as const).map((ground) => (
          <div class="choice">
            <input
              type="radio"
              id={`f-ground-${ground}`}
              name="ground"
              value={ground}
              checked={textOf(typed, 'ground', 'rules') === ground}
            />
            <label for={`f-ground-${ground}`}>{view.t(`moderation.ground.${ground}`)}</label>
          </div>
        ))}
      </fieldset>
      <Cited view={view} rules={rules} typed={typed} />
      <div class="field">
        <label for="f-category">{view.t('moderation.decision.category')}</label>
        <select id="f-category" name="category">
          {categories.map((one) => (
            <option value={one} selected={textOf(typed, 'category', 'other') === one}>
              {view.t(`moderation.category.${one}`)}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="f-facts">{view.t('moderation.decision.facts')}</label>
        <p class="hint" id="f-facts-hint">
          {view.t('moderation.decision.facts_hint')}
        </p>
        <textarea
          id="f-facts"
          name="facts"
          rows={4}
          maxlength={5000}
          required
          dir="auto"
          aria-describedby="f-facts-hint"
        >
          {textOf(typed, 'facts')}
        </textarea>
      </div>
    </>
  )
}

/** Who found it; an authority's request is chosen from the register. */
export function SourceChoice({ view, typed, requests }: Options & { requests: RequestChoice[] }) {
  return (
    <>
      <div class="field">
        <label for="f-source">{view.t('moderation.source.label')}</label>
        <select id="f-source" name="source">
          {ownSources.map((source) => (
            <option value={source} selected={textOf(typed, 'source', 'own') === source}>
              {view.t(`moderation.source.${source}`)}
            </option>
          ))}
        </select>
      </div>
      {requests.length > 0 ? (
        <div class="field">
          <label for="f-request">{view.t('moderation.source.request')}</label>
          <select id="f-request" name="request_id">
            <option value="">{view.t('moderation.source.no_request')}</option>
            {requests.map((one) => (
              <option value={one.id} selected={textOf(typed, 'request_id') === one.id}>
                {`${one.authority} · ${view.t(`transparency.kind.${one.kind}`)} · ${one.received_at.toISOString().slice(0, 10)}`}
              </option>
            ))}
          </select>
        </div>
      ) : null}
    </>
  )
}

function DomainOptions({ view, typed }: Options) {
  const on = (name: string) => typed[name] === '1' || typed[name] === 'on'
  return (
    <>
      {['reject_media', 'reject_reports', 'obfuscate'].map((name) => (
        <div class="field check">
          <input type="checkbox" id={`f-${name}`} name={name} value="1" checked={on(name)} />
          <label for={`f-${name}`}>{view.t(`moderation.blocks.${name}`)}</label>
        </div>
      ))}
      {['public_comment', 'private_comment'].map((name) => (
        <div class="field">
          <label for={`f-${name}`}>
            {view.t(`moderation.blocks.${name}`)}
            <span class="optional"> {view.t('common.optional')}</span>
          </label>
          <input id={`f-${name}`} name={name} maxlength={2000} value={textOf(typed, name)} />
        </div>
      ))}
    </>
  )
}

interface Props extends Options {
  kind: BlockKind
  rules: CitedRule[]
  requests: RequestChoice[]
}

/** Adds to a list: what, how strictly, for how long, and why. */
export function BlockForm({ view, kind, typed, rules, requests }: Props) {
  const from = textOf(typed, 'from_case_id')
  const below = kind === 'domain' || kind === 'link' || kind === 'email'
  const measures = measuresOf(kind)
  return (
    <form class="sheet" method="post" action="/moderation/blocks" id="add">
      <h2>{view.t('moderation.blocks.add')}</h2>
      <input type="hidden" name="kind" value={kind} />
      {from ? (
        <p class="hint">
          <input type="hidden" name="from_case_id" value={from} />
          <a href={`/moderation/cases/${from}`}>{view.t('moderation.blocks.from_case', { id: from })}</a>
        </p>
      ) : null}
      <div class="field">
        <label for="f-target">{view.t(`moderation.blocks.target.${kind}`)}</label>
        {below ? (
          <p class="hint" id="f-target-hint">
            {view.t('moderation.blocks.below')}
          </p>
        ) : null}
        <input
          id="f-target"
          name="target"
          required
          maxlength={300}
          autocapitalize="none"
          spellcheck={false}
          value={textOf(typed, 'target')}
          aria-describedby={below ? 'f-target-hint' : undefined}
        />
      </div>
      {measures.length > 1 ? (
        <fieldset class="choices">
          <legend>{view.t('moderation.decision.measure')}</legend>
          {measures.map((one) => (
            <div class="choice">
              <input
                type="radio"
                id={`f-measure-${one}`}
                name="measure"
                value={one}
                required
                checked={textOf(typed, 'measure', kind === 'email' ? 'email_block' : '') === one}
              />
              <label for={`f-measure-${one}`}>{view.t(`moderation.measure.${one}`)}</label>
            </div>
          ))}
        </fieldset>
      ) : (
        <input type="hidden" name="measure" value={measures[0]} />
      )}
      {kind === 'domain' ? <DomainOptions view={view} typed={typed} /> : null}
      <Days view={view} typed={typed} />
      <Reasons view={view} typed={typed} rules={rules} />
      <SourceChoice view={view} typed={typed} requests={requests} />
      <p class="buttons">
        <button type="submit" class="button primary">
          {view.t('moderation.blocks.do')}
        </button>
      </p>
    </form>
  )
}

/** The form's fields as the verb takes them: the ground decides which citation counts. */
export function readReasons(body: Typed): Typed {
  const law = textOf(body, 'ground') === 'law'
  const { rule: _, law: __, ...rest } = body
  return { ...rest, cited: textOf(body, law ? 'law' : 'rule').trim(), request_id: body['request_id'] || null }
}

/** The rule or the article that a statement cites. */
export function Cited({ view, rules, typed }: { view: View; rules: CitedRule[]; typed: Typed }) {
  return (
    <>
      <div class="field">
        <label for="f-rule">{view.t('moderation.decision.rule')}</label>
        <select id="f-rule" name="rule">
          {/* None chosen beforehand: a statement would cite the first rule whenever somebody was in a hurry. */}
          <option value="">{view.t('moderation.decision.choose_rule')}</option>
          {[...rules.map((rule) => rule.text), view.t('moderation.cited.network')].map((rule) => (
            <option value={rule} selected={textOf(typed, 'rule') === rule}>
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
        <input id="f-law" name="law" maxlength={1000} value={textOf(typed, 'law')} />
      </div>
    </>
  )
}
