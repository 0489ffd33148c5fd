import type { App, Req } from '../../http/env.ts'
import { formatDateTime, formatPercent } from '../../lib/format/index.ts'
import { consensusShare, fewestInGroup, type StatementView, smallestGroup } from '../../lib/opinions/index.ts'
import { sharedPage } from '../../ui/shared-page.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { BriefingFrame, type Session, sessionOf } from '../briefings/index.ts'
import { apartOf, type Groups, groupsOf, placeOf, shareOf } from './groups.ts'
import { OpinionMap, Sign } from './map.tsx'
import { questionsPath, votingPath } from './parts.tsx'
import { voteRefusal, youngDays } from './rules.ts'
import { selectNumbers } from './sql.ts'

/** In each list: what stands first says it. */
const most = 5

type Texts = Map<string, { number: number; text: string }>

interface ListProps {
  view: View
  session: Session
  texts: Texts
  /** The statement and what is said of it. */
  rows: { statement: string; said: string }[]
  empty?: string
}

function Statements({ view, session, texts, rows, empty }: ListProps) {
  const known = rows.filter(({ statement }) => texts.has(statement)).slice(0, most)
  if (known.length === 0) return empty ? <p class="hint">{empty}</p> : null
  return (
    <ul class="opinion-list">
      {known.map(({ statement, said }) => {
        const { number, text } = texts.get(statement)!
        return (
          <li>
            <a href={`${questionsPath(session)}/${number}`} aria-label={view.t('questions.nth', { number })}>
              {`#${number}`}
            </a>{' '}
            <span dir="auto">{text}</span> <span class="hint">{said}</span>
          </li>
        )
      })}
    </ul>
  )
}

type Part = Omit<ListProps, 'rows' | 'empty'> & { groups: Groups; own: string | null }

/** Each group: how many, what it agrees with and what it rejects more than the others do. Smaller than five: only that it is there. */
function GroupList({ groups, own, ...rest }: Part) {
  const { view } = rest
  const { t, locale } = view
  const percent = (share: number) => formatPercent(Math.round(share * 100) / 100, locale)
  return (
    <section>
      <h2>{t('questions.groups')}</h2>
      {groups.groups.map((group, at) => {
        const rows = (side: 'agree' | 'disagree') =>
          group.apart
            .filter((one) => one.side === side)
            .map((one) => ({
              statement: one.statement,
              said: t(`questions.apart_${side}`, {
                share: percent(one.share),
                others: percent(one.others),
              }),
            }))
        return (
          <section class="sheet opinion-group" id={`nhom-${group.letter}`}>
            <h3>
              <Sign group={at} /> {t('questions.group', { letter: group.letter })}
              {own === group.letter ? <span class="badge">{t('questions.yours')}</span> : null}
            </h3>
            {group.size < smallestGroup ? (
              <p>{t('questions.group_small', { count: smallestGroup })}</p>
            ) : (
              <>
                <p>
                  {t('questions.group_size', {
                    count: group.size,
                    share: percent(group.size / Math.max(1, groups.placed)),
                  })}
                </p>
                <h4>{t('questions.group_agrees')}</h4>
                <Statements {...rest} rows={rows('agree')} empty={t('questions.nothing_apart')} />
                <h4>{t('questions.group_rejects')}</h4>
                <Statements {...rest} rows={rows('disagree')} empty={t('questions.nothing_apart')} />
              </>
            )}
          </section>
        )
      })}
    </section>
  )
}

/** What every group agrees with, what every group rejects, what divides them. */
function Common({ groups, own: _, ...rest }: Part) {
  const { t, locale } = rest.view
  const percent = (share: number) => formatPercent(Math.round(share * 100) / 100, locale)
  const several = groups.groups.length > 1
  const said = (list: StatementView[], side: 'agreedInEvery' | 'rejectedInEvery') =>
    list.map((one) => ({
      statement: one.statement,
      said: t(several ? `questions.every.${side}` : `questions.all.${side}`, {
        share: percent(one[side] ?? 0),
      }),
    }))
  const shares = (one: StatementView) =>
    groups.groups
      .map(({ letter }, at) => {
        const share = shareOf(one, at)
        return `${letter}: ${share === null ? t('questions.too_few') : percent(share)}`
      })
      .join(' · ')
  const rule = { share: percent(consensusShare), votes: fewestInGroup }
  return (
    <>
      <section>
        <h2>{t('questions.consensus')}</h2>
        <p class="hint">{t(several ? 'questions.consensus_hint' : 'questions.consensus_hint_one', rule)}</p>
        <Statements
          {...rest}
          rows={said(groups.consensus.agree, 'agreedInEvery')}
          empty={t('questions.no_consensus')}
        />
        {groups.consensus.disagree.length > 0 ? (
          <>
            <h3>{t('questions.rejected')}</h3>
            <Statements {...rest} rows={said(groups.consensus.disagree, 'rejectedInEvery')} />
          </>
        ) : null}
      </section>
      {several ? (
        <section>
          <h2>{t('questions.divisive')}</h2>
          <Statements
            {...rest}
            rows={groups.divisive.map((one) => ({
              statement: one.statement,
              said: t('questions.agree_by_group', { shares: shares(one) }),
            }))}
            empty={t('questions.no_divisive')}
          />
        </section>
      ) : null}
    </>
  )
}

interface MethodProps {
  view: View
  groups: Groups | null
  apart: { young: number; suspended: number; people: number }
}

/** Who is not placed, what is counted apart, and how all of it is computed, in plain words. */
function Method({ view, groups, apart }: MethodProps) {
  const { t } = view
  return (
    <section class="sheet prose">
      <h2>{t('questions.method')}</h2>
      {groups && groups.people > groups.placed ? (
        <p>
          {t('questions.not_placed', {
            count: groups.people - groups.placed,
            people: groups.people,
            needed: groups.needed,
          })}
        </p>
      ) : null}
      <p>
        {t('questions.apart_total', { young: apart.young, suspended: apart.suspended, people: apart.people })}{' '}
        {t('questions.apart_rule', { days: youngDays })}
      </p>
      <ol>
        {['means', 'axes', 'kmeans', 'letters', 'consensus'].map((step) => (
          <li>{t(`questions.method.${step}`, { smallest: smallestGroup })}</li>
        ))}
      </ol>
      <p>{t('questions.method.limits')}</p>
      <p>{t('questions.secret')}</p>
    </section>
  )
}

async function opinionsPage(c: Req) {
  const ctx = c.get('ctx')
  const viewer = c.get('viewer')
  const session = await sessionOf(c)
  const [view, groups, apart, numbers, own] = await Promise.all([
    viewOf(c),
    groupsOf(ctx, session),
    apartOf(ctx, session),
    selectNumbers(ctx, session.briefing.id),
    viewer ? placeOf(ctx, session, viewer.id) : null,
  ])
  const { t } = view
  const title = t('questions.opinions')
  const texts: Texts = new Map(numbers.map(({ id, number, text }) => [id, { number, text }]))
  const several = groups !== null && groups.groups.length > 1
  const part = groups && { view, session, texts, groups, own: own?.letter ?? null }
  return (
    <BriefingFrame view={view} session={session} title={title} tab="cau-hoi">
      <h1>{title}</h1>
      <p>{t('questions.opinions_lead')}</p>
      <p>
        <strong>
          {t(`questions.outcome.${groups?.outcome ?? 'nobody'}`, { count: groups?.groups.length ?? 0 })}
        </strong>
      </p>
      {groups && groups.placed > 0 ? (
        <figure class="opinion-figure">
          {view.textOnly ? null : <OpinionMap view={view} groups={groups} own={own} />}
          <figcaption class="hint">
            {t('questions.map_caption', {
              count: groups.placed,
              votes: groups.votes,
              time: formatDateTime(groups.computedAt, view.locale),
            })}
          </figcaption>
        </figure>
      ) : null}
      {viewer ? (
        <p>
          {own
            ? several
              ? t('questions.you_stand', { letter: own.letter })
              : t('questions.you_are_placed')
            : t('questions.you_are_not_placed', { needed: groups?.needed ?? 1 })}
        </p>
      ) : null}
      {voteRefusal(session) ? null : (
        <p class="buttons">
          <a class="button primary" href={votingPath(session)}>
            {t('questions.one_by_one')}
          </a>
        </p>
      )}
      {part && groups && groups.placed > 0 ? <Common {...part} /> : null}
      {part && several ? <GroupList {...part} /> : null}
      <Method view={view} groups={groups} apart={apart} />
      <p>
        <a href={questionsPath(session)}>{t('questions.all')}</a>
      </p>
    </BriefingFrame>
  )
}

/** `/giao-ban/:series/:number/y-kien`: the opinion groups. */
export function opinionPages(app: App): void {
  app.get('/giao-ban/:series/:number/y-kien', (c) => sharedPage(c, () => opinionsPage(c)))
}
