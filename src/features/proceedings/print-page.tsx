import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { App, Req } from '../../http/env.ts'
import { formatDate, formatDateTime, formatNumber } from '../../lib/format/index.ts'
import { DAY_MS, vietnamDayRange } from '../../lib/time.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { briefingPath, periodText, sessionOf } from '../briefings/index.ts'
import { dayText } from '../outcomes/index.ts'
import { nameOf } from './activity.ts'
import { type Frozen, type Publication, readPublication } from './publication.ts'
import { versionOf } from './publication-routes.ts'

interface Printed {
  view: View
  publication: Publication
}

const Words = ({ text }: { text: string }) => (
  <p class="plain" dir="auto">
    {text}
  </p>
)

function Part({ title, rows, children }: { title: string; rows: unknown[]; children: Child }) {
  return rows.length === 0 ? null : (
    <section class="print-part">
      <h2>{title}</h2>
      {children}
    </section>
  )
}

const headcountText = (view: View, count: number | null): string =>
  count
    ? view.t('proceedings.print.people', { count: formatNumber(count, view.locale) })
    : view.t('proceedings.print.uncounted')

function People({ view, publication }: Printed) {
  const { participants } = publication
  return (
    <Part title={view.t('briefings.tab.participants')} rows={participants}>
      <ul>
        {participants.map((row) => (
          <li>
            {[
              row.name,
              row.role,
              row.affiliation,
              view.t(`briefings.seat.${row.seat}`),
              row.kind === 'unnamed' ? headcountText(view, row.headcount) : '',
              view.t(`briefings.status.${row.status}`),
            ]
              .filter(Boolean)
              .join(', ')}
          </li>
        ))}
      </ul>
    </Part>
  )
}

/** What it leads to, in words; on paper the address follows. */
const Reference = ({ url, children }: { url: string; children: Child }) => (
  <p class="print-link">
    <a href={url}>{children}</a>
  </p>
)

/** A version keeps addresses, not what stood there: posts are taken back. */
function groundText(view: View, { kind, url }: Publication['findings'][number]['links'][number]): string {
  const last = decodeURIComponent(url.split(/[#/]/).at(-1) ?? '')
  const key = `periods.word.${last}`
  const name = view.t(key)
  return view.t(`proceedings.print.link.${kind}`, {
    name: name === key ? last : name,
    number: last.replace(/\D/g, ''),
  })
}

function Findings({ view, publication, kind }: Printed & { kind: 'strength' | 'limit' }) {
  const rows = publication.findings.filter((row) => row.kind === kind)
  return (
    <Part title={view.t(`outcomes.kind.${kind}`)} rows={rows}>
      <ol>
        {rows.map((row) => (
          <li>
            <Words text={row.text} />
            {row.links.map((link) => (
              <Reference url={link.url}>{groundText(view, link)}</Reference>
            ))}
            <Dissents view={view} rows={publication.dissents.filter((one) => one.finding === row.id)} />
          </li>
        ))}
      </ol>
    </Part>
  )
}

function Dissents({ view, rows }: { view: View; rows: Publication['dissents'] }) {
  return (
    <>
      {rows.map((row) => (
        <blockquote>
          <p>
            <strong>
              {view.t('outcomes.dissent_of')} {row.by}
            </strong>
          </p>
          <Words text={row.text} />
        </blockquote>
      ))}
    </>
  )
}

type Item = Publication['action_items'][number]

/** As the page says it: what is overdue when this is read, not when it was frozen. */
function stateText(view: View, row: Item): string {
  if (row.state !== 'open') return view.t(`outcomes.state.${row.state}`)
  const over = (day: string | null) => day !== null && (vietnamDayRange(day)?.to ?? view.now) <= view.now
  if (over(row.due_on)) return view.t('outcomes.overdue.due')
  if (over(row.review_on)) return view.t('outcomes.overdue.review')
  // Versions frozen earlier do not say when it was last heard of.
  const heard = row.updated_at ? Date.parse(row.updated_at) : Number.POSITIVE_INFINITY
  return view.t(heard < view.now.getTime() - 90 * DAY_MS ? 'outcomes.overdue.silent' : 'outcomes.state.open')
}

function Actions({ view, publication }: Printed) {
  const { action_items: rows } = publication
  return (
    <Part title={view.t('outcomes.actions')} rows={rows}>
      <table>
        <thead>
          <tr>
            {['number', 'title', 'owner', 'due_on', 'review_on', 'state'].map((name) => (
              <th scope="col">{view.t(`proceedings.print.${name}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <td>{row.number}</td>
              <td dir="auto">
                {row.title}
                {row.body ? <Words text={row.body} /> : null}
                {row.evidence ? <Words text={row.evidence} /> : null}
              </td>
              <td dir="auto">{row.owner}</td>
              <td>{row.due_on ? dayText(view, row.due_on) : ''}</td>
              <td>{row.review_on ? dayText(view, row.review_on) : ''}</td>
              <td>
                {stateText(view, row)}
                {row.state === 'open' ? ` (${row.progress}%)` : ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  )
}

function Conclusions(props: Printed) {
  const { view, publication } = props
  const { solutions, concerns, commitments, dissents } = publication
  const whole = dissents.filter((row) => !row.finding && !row.solution)
  return (
    <>
      <Findings {...props} kind="strength" />
      <Findings {...props} kind="limit" />
      <Part title={view.t('outcomes.solutions')} rows={solutions}>
        <ol>
          {solutions.map((row) => (
            <li>
              <Words text={row.text} />
              <Dissents view={view} rows={dissents.filter((one) => one.solution === row.id)} />
            </li>
          ))}
        </ol>
      </Part>
      <Actions {...props} />
      <Part title={view.t('outcomes.concerns')} rows={concerns}>
        <ul>
          {concerns.map((row) => (
            <li>
              <strong>{row.title}</strong> {row.raised_by ? `(${row.raised_by})` : ''}
              {row.body ? <Words text={row.body} /> : null}
              {row.trend.map((one) => (
                <p>
                  {view.t('briefings.number', { number: one.session })}:{' '}
                  {view.t(`outcomes.trend.${one.trend}`)}
                  {one.text ? `. ${one.text}` : ''}
                </p>
              ))}
            </li>
          ))}
        </ul>
      </Part>
      <Part title={view.t('outcomes.commitments')} rows={commitments}>
        <ol>
          {commitments.map((row) => (
            <li>
              <Words text={row.text} />
              {row.event ? (
                <Reference url={row.event}>
                  {row.event_title ?? view.t('outcomes.field.event')}
                  {row.event_when ? (
                    <>
                      {', '}
                      <span lang={publication.language}>{row.event_when}</span>
                    </>
                  ) : null}
                </Reference>
              ) : null}
              {row.plan ? (
                <Reference url={row.plan}>
                  {row.plan_title
                    ? view.t('outcomes.plan_named', { title: row.plan_title })
                    : view.t('outcomes.field.plan')}
                  {row.plan_state ? ` (${view.t(`outcomes.plan_state.${row.plan_state}`)})` : ''}
                </Reference>
              ) : null}
            </li>
          ))}
        </ol>
      </Part>
      <Part title={view.t('outcomes.dissents')} rows={whole}>
        <Dissents view={view} rows={whole} />
      </Part>
    </>
  )
}

/** The agenda with what was said and written down at each item. */
function Proceedings({ view, publication }: Printed) {
  const { agenda, speeches, minutes } = publication
  const at = (position: number | null) => (
    <>
      {minutes
        .filter((row) => row.agenda_item === position)
        .map((row) => (
          <div class="prose">
            {position === null && row.title ? <h3>{row.title}</h3> : null}
            {raw(row.html)}
          </div>
        ))}
      {speeches
        .filter((row) => row.agenda_item === position)
        .map((row) => (
          <blockquote>
            <p>
              <strong>{row.speaker}</strong> (#{row.number})
            </p>
            <Words text={row.text} />
          </blockquote>
        ))}
    </>
  )
  return (
    <Part title={view.t('proceedings.print.proceedings')} rows={[...agenda, ...minutes, ...speeches]}>
      {at(null)}
      {agenda.map((row) => (
        <section class="print-item">
          <h3>
            {row.position}. {row.title}
          </h3>
          {row.presenter ? <p class="hint">{row.presenter}</p> : null}
          {row.body ? <Words text={row.body} /> : null}
          {at(row.position)}
        </section>
      ))}
    </Part>
  )
}

function Questions({ view, publication }: Printed) {
  const { questions } = publication
  return (
    <Part title={view.t('briefings.tab.questions')} rows={questions}>
      <ol class="print-questions">
        {questions.map((row) => (
          <li value={row.number}>
            <p>
              <strong>{row.anonymous ? view.t('proceedings.print.unnamed') : (row.by ?? '')}</strong>{' '}
              {view.t('proceedings.print.votes', row.votes)}
            </p>
            <Words text={row.text} />
            {row.answer || row.reason ? (
              <blockquote>
                <Words text={row.answer || row.reason} />
              </blockquote>
            ) : null}
          </li>
        ))}
      </ol>
    </Part>
  )
}

function Ending({ view, publication, frozen }: Printed & { frozen: Frozen | null }) {
  const { corrections } = publication
  return (
    <>
      <Part title={view.t('outcomes.corrections')} rows={corrections}>
        <ul>
          {corrections.map((row) => (
            <li>
              {row.at ? formatDate(new Date(row.at), view.locale) : ''}: {row.note}
            </li>
          ))}
        </ul>
      </Part>
      <footer class="print-foot">
        <p>{publication.url}</p>
        {frozen ? (
          <p>
            {view.t('proceedings.version_on', {
              version: frozen.version,
              time: formatDateTime(frozen.created_at, view.locale),
            })}
            {' · SHA-256 '}
            <span class="hash">{frozen.sha256}</span>
          </p>
        ) : (
          <p>{view.t('proceedings.not_frozen')}</p>
        )}
      </footer>
    </>
  )
}

/** Everything on one page, for paper and PDF; `?version=` shows an earlier one. */
async function printPage(c: Req): Promise<Response> {
  const session = await sessionOf(c)
  const { publication, frozen } = await readPublication(c.get('ctx'), session, versionOf(c))
  const view = await viewOf(c)
  const title = nameOf(view.locale, publication)
  const { period_from, period_to, ahead_to } = session.briefing
  const printed = { view, publication }
  return c.html(
    <Page view={view} title={title} bare head={<meta name="robots" content="noindex" />}>
      <article class="print-briefing">
        <h1>{title}</h1>
        <p>
          {[
            publication.starts_at ? formatDateTime(new Date(publication.starts_at), view.locale) : '',
            publication.place,
            view.t('proceedings.print.period', { period: periodText(view, period_from, period_to) }),
            view.t('proceedings.print.ahead', { period: periodText(view, period_to, ahead_to) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {publication.purpose ? <Words text={publication.purpose} /> : null}
        <p class="print-hide">
          <a href={briefingPath(session)}>{view.t('proceedings.back')}</a>
        </p>
        <People {...printed} />
        <Conclusions {...printed} />
        <Proceedings {...printed} />
        <Questions {...printed} />
        <Ending {...printed} frozen={frozen} />
      </article>
    </Page>,
  )
}

export function printPages(app: App): void {
  app.get('/giao-ban/:series/:number{[0-9]+}/ban-in', printPage)
}
