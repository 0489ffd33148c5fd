import { AppError, forbidden } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req, Viewer } from '../../http/env.ts'
import { remoteAddress } from '../../http/guard.ts'
import { formatDate } from '../../lib/format/index.ts'
import { endOfIds, isId } from '../../lib/ids.ts'
import { redirectWith } from '../../ui/flash.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { Pager } from '../../ui/widgets/pager.tsx'
import { RelativeTime } from '../../ui/widgets/time.tsx'
import { type BlockKind, blockKinds, type Listed, listBlocks } from '../blocklists/index.ts'
import { problemOf } from './case-parts.tsx'
import { DeskPage, deskViewer } from './desk-pages.tsx'
import { block } from './gates.ts'
import { BlockForm, readReasons, type Typed } from './gates-form.tsx'
import { rulesFor } from './rules.ts'
import { selectRequestChoices } from './sources.ts'
import { isOperator } from './who.ts'

/** What is kept out of the network is the operators' alone. */
export function operatorOf(c: Req): Viewer {
  const viewer = deskViewer(c)
  if (!isOperator(viewer)) throw forbidden('case_needs_operator')
  return viewer
}

function Kinds({ view, kind }: { view: View; kind: BlockKind }) {
  return (
    <nav aria-label={view.t('moderation.blocks')}>
      <p class="chips">
        {blockKinds.map((one) => (
          <a
            class="chip"
            href={`/moderation/blocks?kind=${one}`}
            aria-current={one === kind ? 'true' : undefined}
          >
            {view.t(`moderation.blocks.${one}`)}
          </a>
        ))}
      </p>
    </nav>
  )
}

function Row({ view, row }: { view: View; row: Listed }) {
  return (
    <li>
      <p>
        <strong class="block-target">{row.target}</strong>{' '}
        <a href={`/ly-do/${row.public_id}`}>{view.t(`moderation.measure.${row.measure}`)}</a>{' '}
        {row.ends_at ? (
          <span class="badge">
            {view.t('moderation.blocks.until', { date: formatDate(row.ends_at, view.locale) })}
          </span>
        ) : null}
      </p>
      <p class="plain" dir="auto">
        {row.facts}
      </p>
      <p class="hint">
        @{row.decider} · {row.cited} · <RelativeTime view={view} at={row.created_at} /> ·{' '}
        <a href={`/moderation/cases/${row.case_id}`}>{view.t('moderation.case', { id: row.case_id })}</a>
      </p>
      <form method="post" action={`/moderation/decisions/${row.decision_id}/reverse`} class="case-inline">
        <label for={`r-${row.id}`}>{view.t('moderation.reverse_why')}</label>
        <input id={`r-${row.id}`} name="facts" required maxlength={5000} />
        <button type="submit" class="button small">
          {view.t('moderation.reverse')}
        </button>
      </form>
    </li>
  )
}

const pageSize = 30

async function show(c: Req, typed: Typed, error: AppError | null = null): Promise<Response> {
  operatorOf(c)
  const ctx = c.get('ctx')
  const kind = blockKinds.find((one) => one === typed['kind']) ?? 'link'
  const before = c.req.query('max_id') ?? ''
  const page = { below: isId(before) ? before : endOfIds, above: '0', limit: pageSize, upward: false }
  const [rows, rules, requests, view] = await Promise.all([
    listBlocks(ctx, kind, page),
    rulesFor(ctx, null),
    selectRequestChoices(ctx),
    viewOf(c),
  ])
  const next = rows.length === pageSize ? `/moderation/blocks?kind=${kind}&max_id=${rows.at(-1)!.id}` : null
  const open = error !== null || typeof typed['target'] === 'string'
  return c.html(
    <DeskPage view={view} title={view.t('moderation.blocks')}>
      <p class="hint">{view.t('moderation.blocks.lead')}</p>
      <Kinds view={view} kind={kind} />
      {error ? (
        <p class="problem" role="alert">
          {problemOf(view, error)}
        </p>
      ) : null}
      {open ? <BlockForm view={view} kind={kind} typed={typed} rules={rules} requests={requests} /> : null}
      {rows.length === 0 ? (
        <EmptyState icon="check" text={view.t('moderation.blocks.none')} />
      ) : (
        <ul class="desk blocks">
          {rows.map((row) => (
            <Row view={view} row={row} />
          ))}
        </ul>
      )}
      <Pager view={view} next={next} />
      {open ? null : <BlockForm view={view} kind={kind} typed={typed} rules={rules} requests={requests} />}
    </DeskPage>,
    error ? (error.status === 409 ? 409 : 422) : 200,
  )
}

export function gatesPages(app: App): void {
  app.get('/moderation/blocks', (c) => show(c, c.req.query()))

  app.post('/moderation/blocks', async (c) => {
    const viewer = operatorOf(c)
    const body = await readBody(c)
    try {
      await block(c.get('ctx'), viewer, readReasons(body), remoteAddress(c))
    } catch (error) {
      if (!(error instanceof AppError) || ![409, 422].includes(error.status)) throw error
      return show(c, body, error)
    }
    return redirectWith(c, `/moderation/blocks?kind=${String(body['kind'])}`, 'moderation.flash.blocked')
  })
}
