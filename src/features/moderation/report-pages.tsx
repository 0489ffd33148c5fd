import type { Context, Id } from '../../context.ts'
import { AppError, notFound } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req, Viewer } from '../../http/env.ts'
import { excerpt } from '../../lib/html/index.ts'
import { isId } from '../../lib/ids.ts'
import { Page } from '../../ui/page.tsx'
import { type View, viewOf } from '../../ui/view.ts'
import { FormProblem } from '../../ui/widgets/form.tsx'
import { type Account, findByAcct, presentAccounts } from '../accounts/index.ts'
import { toLogin } from '../auth/index.ts'
import type { Status } from '../statuses/api.ts'
import { presentStatus } from '../statuses/index.ts'
import { type Category, categories, scams } from './api.ts'
import { fileReport } from './report.ts'
import { type CitedRule, rulesFor } from './rules.ts'

interface Subject {
  account: Account
  status: Status | null
  /** Where the account is reported as a member; null: to the network. */
  room: Account | null
  rules: CitedRule[]
}

/** What is reported, as the reporter sees it; 404 otherwise. */
async function subjectOf(ctx: Context, viewer: Viewer, asked: Record<string, unknown>): Promise<Subject> {
  const statusId = asked['status']
  if (typeof statusId === 'string' && isId(statusId)) {
    const status = await presentStatus(ctx, viewer, statusId)
    const shown = status.reblog ?? status
    return {
      account: shown.account,
      status: shown,
      room: null,
      rules: await rulesFor(ctx, shown.xom?.community?.id ?? null),
    }
  }
  const account = await accountOf(ctx, asked['account'])
  if (!account) throw notFound()
  const room = account.group ? null : await accountOf(ctx, asked['community'])
  return { account, status: null, room, rules: await rulesFor(ctx, room?.id ?? null) }
}

async function accountOf(ctx: Context, handle: unknown): Promise<Account | null> {
  const row = typeof handle === 'string' && handle !== '' ? await findByAcct(ctx, handle) : null
  return row ? ((await presentAccounts(ctx, [row.id])).get(row.id) ?? null) : null
}

/** Numbers that answer day and night; shown before anybody has to choose. */
function Help({ view }: { view: View }) {
  return (
    <aside class="help-lines">
      <p>
        <strong>{view.t('moderation.help.title')}</strong>
      </p>
      <p>{view.t('moderation.help.lines')}</p>
    </aside>
  )
}

function CategoryChoice({ view, chosen }: { view: View; chosen: string }) {
  const group = (key: string, list: readonly Category[]) => (
    <fieldset class="choices">
      <legend>{view.t(key)}</legend>
      {list.map((category) => (
        <div class="choice">
          <input
            type="radio"
            id={`f-category-${category}`}
            name="category"
            value={category}
            required
            checked={category === chosen}
          />
          <label for={`f-category-${category}`}>{view.t(`moderation.category.${category}`)}</label>
        </div>
      ))}
    </fieldset>
  )
  return (
    <>
      {group('moderation.report.scams', scams)}
      {group(
        'moderation.report.others',
        categories.filter((category) => !scams.includes(category)),
      )}
    </>
  )
}

interface FormProps {
  view: View
  subject: Subject
  typed: Record<string, unknown>
  error: AppError | null
}

function ReportPage({ view, subject, typed, error }: FormProps) {
  const { account, status, room, rules } = subject
  const kind = status ? 'post' : account.group ? 'community' : 'account'
  const title = view.t(`moderation.report.${kind}`)
  const text = (name: string) => (typeof typed[name] === 'string' ? (typed[name] as string) : '')
  return (
    <Page view={view} title={title}>
      <h1>{title}</h1>
      <form class="sheet" method="post" action="/report">
        <FormProblem text={error ? view.t(`errors.${error.reason}`, error.params) : null} />
        <p>
          <bdi>{account.display_name || account.username}</bdi> <span class="card-acct">@{account.acct}</span>
        </p>
        {status ? <blockquote dir="auto">{excerpt(status.content, 280)}</blockquote> : null}
        <p class="hint">{view.t('moderation.report.hint')}</p>
        {kind === 'community' ? <p class="hint">{view.t('moderation.report.to_operators')}</p> : null}
        {status?.visibility === 'direct' ? <p class="hint">{view.t('moderation.report.direct')}</p> : null}
        {status ? (
          <input type="hidden" name="status" value={status.id} />
        ) : (
          <input type="hidden" name="account" value={account.acct} />
        )}
        {room ? (
          <>
            <input type="hidden" name="community" value={room.acct} />
            <p class="hint">
              {view.t('moderation.report.as_member', { name: room.display_name || room.username })}
            </p>
          </>
        ) : null}
        <CategoryChoice view={view} chosen={text('category')} />
        <Help view={view} />
        {rules.length > 0 ? (
          <div class="field">
            <label for="f-rule">{view.t('moderation.report.rule')}</label>
            <select id="f-rule" name="rule">
              <option value="">{view.t('moderation.report.no_rule')}</option>
              {rules.map((rule) => (
                <option value={rule.id} selected={rule.id === text('rule')}>
                  {rule.text}
                </option>
              ))}
            </select>
          </div>
        ) : null}
        <div class="field">
          <label for="f-comment">
            {view.t('moderation.report.comment')}
            <span class="optional"> {view.t('common.optional')}</span>
          </label>
          <textarea id="f-comment" name="comment" rows={4} maxlength={1000} dir="auto">
            {text('comment')}
          </textarea>
        </div>
        <p class="buttons">
          <button type="submit" class="button primary">
            {view.t('moderation.report.send')}
          </button>
        </p>
      </form>
    </Page>
  )
}

async function file(
  c: Req,
  viewer: Viewer,
  subject: Subject,
  body: Record<string, unknown>,
): Promise<Category> {
  const category = categories.find((one) => one === body['category'])
  if (!category) throw new AppError('unprocessable', 'report_category')
  const comment = typeof body['comment'] === 'string' ? body['comment'].trim().slice(0, 1000) : ''
  const rule = subject.rules.find(({ id }) => id === body['rule'])
  await fileReport(c.get('ctx'), viewer, {
    accountId: subject.account.id,
    statusIds: subject.status ? [subject.status.id as Id] : [],
    category,
    comment,
    ruleIds: rule ? [rule.id] : [],
    communityId: subject.room?.id ?? null,
  })
  return category
}

/** One form for a post and for an account; what one sees afterwards says what happens next. */
export function reportPages(app: App): void {
  app.get('/report', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return toLogin(c)
    const subject = await subjectOf(c.get('ctx'), viewer, c.req.query())
    return c.html(<ReportPage view={await viewOf(c)} subject={subject} typed={{}} error={null} />)
  })

  app.post('/report', async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) return toLogin(c)
    const body = await readBody(c)
    const subject = await subjectOf(c.get('ctx'), viewer, body)
    try {
      const category = await file(c, viewer, subject, body)
      return c.redirect(`/report/thanks?about=${category}`, 303)
    } catch (error) {
      if (!(error instanceof AppError) || error.status !== 422) throw error
      return c.html(<ReportPage view={await viewOf(c)} subject={subject} typed={body} error={error} />, 422)
    }
  })

  app.get('/report/thanks', async (c) => {
    if (!c.get('viewer')) return toLogin(c)
    const view = await viewOf(c)
    const title = view.t('moderation.report.thanks')
    return c.html(
      <Page view={view} title={title}>
        <section class="sheet">
          <h1>{title}</h1>
          <p>{view.t('moderation.report.next')}</p>
          {c.req.query('about') === 'self_harm' ? <Help view={view} /> : null}
          <p>
            <a href="/report/mine">{view.t('moderation.mine.title')}</a> ·{' '}
            <a href="/minh-bach">{view.t('moderation.record')}</a> ·{' '}
            <a href="/lua-dao">{view.t('scams.title')}</a>
          </p>
        </section>
      </Page>,
    )
  })
}
