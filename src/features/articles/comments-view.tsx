import { raw } from 'hono/html'
import type { AppError } from '../../errors.ts'
import { escapeHtml } from '../../lib/html/index.ts'
import type { View } from '../../ui/view.ts'
import { wholeProblem } from '../../ui/widgets/fields.tsx'
import { Buttons, Field, FormProblem } from '../../ui/widgets/form.tsx'
import { RelativeTime } from '../../ui/widgets/time.tsx'
import type { Entry, ThreadPosts } from '../communities/index.ts'
import type { Status } from '../statuses/api.ts'
import { statusCard } from '../statuses/index.ts'
import { type CommentOrder, commentOrders } from './comments-sql.ts'

/** Deeper answers are not moved further to the right. */
const deepest = 4

export interface Placed {
  status: Status
  number: number
  parent: { number: number; name: string } | null
}

/** What stands below an article. */
export interface CommentsView {
  order: CommentOrder
  /** Comments that are there. */
  count: number
  page: number
  pages: number
  /** In the order they were written, answers below what they answer; null in the other orders. */
  tree: ThreadPosts | null
  flat: Placed[]
  /** Her own that wait or were refused. */
  held: { text: string; created_at: Date; refusal: string; decided_at: Date | null }[]
  form: {
    /** Why she may not; null when she may. */
    refusal: string | null
    moderated: boolean
    text: string
    reply: Placed | null
    error: AppError | null
  }
}

const addressOf = (path: string, order: CommentOrder, page: number, number?: number): string => {
  const query = new URLSearchParams()
  if (order !== 'old') query.set('thu-tu', order)
  if (page > 1) query.set('page', String(page))
  const text = query.toString()
  return `${path}${text ? `?${text}` : ''}#${number === undefined ? 'binh-luan' : `p-${number}`}`
}

function commentHtml(view: View, one: Placed, path: string, back: string): string {
  const reply = `${path}?tra-loi=${one.number}#f-text`
  const parent = one.parent
    ? `<p class="post-head"><a href="${escapeHtml(addressOf(path, 'old', Math.floor(one.parent.number / 50) + 1, one.parent.number))}">${escapeHtml(view.t('articles.comments.answers', { name: one.parent.name }))}</a></p>`
    : ''
  return `<div class="comment" id="p-${one.number}">${parent}${statusCard({ view, status: one.status, variant: 'room', back, reply })}</div>`
}

const gapHtml = (view: View, entry: Extract<Entry, { kind: 'gap' }>): string =>
  `<p class="comment-gap hint" id="p-${entry.number}">${escapeHtml(
    view.t(`articles.comments.gap.${entry.reason}`, { count: entry.to - entry.number + 1 }),
  )}</p>`

/** Comments with their answers in a fold each: one tap closes a quarrel. */
function treeHtml(view: View, entries: Entry[], path: string, back: string): string {
  const depthOf = (entry: Entry): number => (entry.kind === 'post' ? Math.max(0, entry.depth) : 0)
  const html: string[] = []
  let at = 0
  const walk = (depth: number): void => {
    while (at < entries.length && depthOf(entries[at]!) >= depth) {
      const entry = entries[at]!
      at += 1
      if (entry.kind === 'gap') {
        html.push(gapHtml(view, entry))
        continue
      }
      const from = at
      let answers = 0
      for (let i = from; i < entries.length && depthOf(entries[i]!) > depthOf(entry); i += 1) answers += 1
      html.push(commentHtml(view, { ...entry, parent: null }, path, back))
      if (answers === 0) continue
      const deeper = depthOf(entry) < deepest ? ' comment-deeper' : ''
      html.push(
        `<details class="comment-fold${deeper}" open><summary>${escapeHtml(view.t('articles.comments.replies', { count: answers }))}</summary>`,
      )
      walk(depthOf(entry) + 1)
      html.push('</details>')
    }
  }
  walk(0)
  return html.join('')
}

function Orders({ view, path, comments }: { view: View; path: string; comments: CommentsView }) {
  return (
    <nav class="chips" aria-label={view.t('articles.comments.orders')}>
      {commentOrders.map((order) => (
        <a
          class="chip"
          href={addressOf(path, order, 1)}
          aria-current={order === comments.order ? 'true' : undefined}
          rel="nofollow"
        >
          {view.t(`articles.comments.order.${order}`)}
        </a>
      ))}
    </nav>
  )
}

function Pages({ view, path, comments }: { view: View; path: string; comments: CommentsView }) {
  const { page, pages, order } = comments
  if (pages < 2) return null
  const shown = [...new Set([1, page - 1, page, page + 1, pages])].filter((one) => one >= 1 && one <= pages)
  return (
    <nav class="pages" aria-label={view.t('articles.comments.pages')}>
      {shown.map((one) => (
        <a
          class="chip"
          href={addressOf(path, order, one)}
          aria-current={one === page ? 'page' : undefined}
          aria-label={view.t('communities.thread.page', { page: one })}
        >
          {String(one)}
        </a>
      ))}
    </nav>
  )
}

function Form({ view, path, comments }: { view: View; path: string; comments: CommentsView }) {
  const { form } = comments
  const { t } = view
  if (form.refusal) return <p class="hint comment-way">{t(`errors.${form.refusal}`)}</p>
  if (!view.viewer) {
    return (
      <p class="comment-way">
        <a class="button" href={`${view.origin}/login?next=${encodeURIComponent(view.path)}`} rel="nofollow">
          {t('articles.comments.sign_in')}
        </a>
      </p>
    )
  }
  return (
    <form class="form comment-form" method="post" action={`${path}/binh-luan`} id="viet-binh-luan">
      <FormProblem text={wholeProblem(view, form.error)} />
      {form.reply ? (
        <p class="post-head">
          <input type="hidden" name="reply" value={form.reply.status.id} />
          <strong>{t('articles.comments.answering', { name: `@${form.reply.status.account.acct}` })}</strong>{' '}
          <a href={`${path}#binh-luan`}>{t('communities.post.answer_stop')}</a>
        </p>
      ) : null}
      <Field
        view={view}
        name="text"
        label={t('articles.comments.write')}
        {...(form.moderated ? { hint: t('articles.comments.moderated') } : {})}
        value={form.text}
        errors={form.error?.fields}
        rows={3}
        required
      />
      <Buttons>
        <button type="submit" class="primary">
          {t('articles.comments.send')}
        </button>
      </Buttons>
    </form>
  )
}

function Held({ view, held }: { view: View; held: CommentsView['held'] }) {
  if (held.length === 0) return null
  return (
    <section class="comment-held" aria-label={view.t('articles.comments.own_held')}>
      {held.map((one) => (
        <div class="aside">
          <p class="hint">
            {view.t(one.decided_at ? 'articles.comments.refused' : 'articles.comments.waits')}{' '}
            <RelativeTime view={view} at={one.created_at} />
          </p>
          <p class="plain">{one.text}</p>
          {one.refusal ? <p>{view.t('articles.comments.reason', { reason: one.refusal })}</p> : null}
        </div>
      ))}
    </section>
  )
}

/** The comments of an article: sorted, foldable, and the box for another. */
export function Comments({ view, path, comments }: { view: View; path: string; comments: CommentsView }) {
  const { tree, flat, order, count } = comments
  const back = `${path}#binh-luan`
  return (
    <section
      class={comments.form.refusal ? 'comments comments-closed' : 'comments'}
      id="binh-luan"
      aria-labelledby="binh-luan-dau"
    >
      <h2 id="binh-luan-dau">
        {count > 0 ? view.t('articles.comments.count', { count }) : view.t('articles.comments.title')}
      </h2>
      <Form view={view} path={path} comments={comments} />
      <Held view={view} held={comments.held} />
      {count === 0 && comments.pages < 2 && flat.length === 0 ? (
        comments.form.refusal === 'comments_off' ? null : (
          <p class="empty">{view.t('articles.comments.none')}</p>
        )
      ) : (
        <>
          {count > 1 ? <Orders view={view} path={path} comments={comments} /> : null}
          {raw(
            order === 'old' && tree
              ? treeHtml(
                  view,
                  tree.entries.filter((entry) => entry.number > 0),
                  path,
                  back,
                )
              : flat.map((one) => commentHtml(view, one, path, back)).join(''),
          )}
          <Pages view={view} path={path} comments={comments} />
        </>
      )}
    </section>
  )
}
