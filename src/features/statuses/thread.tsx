import { raw } from 'hono/html'
import { excerpt } from '../../lib/html/index.ts'
import { Page } from '../../ui/page.tsx'
import type { View } from '../../ui/view.ts'
import { CreatorMeta } from '../links/index.ts'
import type { Status } from './api.ts'
import { statusCard, statusPath } from './card.tsx'
import { Compose } from './compose.tsx'
import type { ComposeState } from './compose-form.ts'
import type { ThreadView } from './thread-page.ts'

const nameOf = (status: Status): string => status.account.display_name || status.account.username

/** `Lan: "Chợ Đầm hôm nay…"`, or whose post it is when it has no words or warns of them. */
export function statusTitle(view: View, status: Status): string {
  const text = excerpt(status.spoiler_text || status.content, 60)
  return text
    ? view.t('statuses.page.title', { name: nameOf(status), text })
    : view.t('statuses.page.title_empty', { name: nameOf(status) })
}

/** What other sites and messengers show of a public post. Others get no preview, and stay out of search engines. */
export function StatusMeta({ view, status }: { view: View; status: Status }) {
  const open = status.visibility === 'public' || status.visibility === 'unlisted'
  if (!open) return <meta name="robots" content="noindex" />
  const picture = status.sensitive
    ? undefined
    : status.media_attachments.find(({ preview_url }) => preview_url)?.preview_url
  const description = excerpt(status.spoiler_text || status.content, 200)
  return (
    <>
      {status.account.noindex || !status.account.indexable ? <meta name="robots" content="noindex" /> : null}
      <link rel="canonical" href={status.url ?? status.uri} />
      <link rel="alternate" type="application/json" href={`${view.origin}/api/v1/statuses/${status.id}`} />
      <CreatorMeta view={view} acct={status.account.acct} />
      <meta name="description" content={description} />
      <meta property="og:type" content="article" />
      <meta property="og:site_name" content={view.network} />
      <meta property="og:title" content={`${nameOf(status)} (@${status.account.acct})`} />
      <meta property="og:description" content={description} />
      <meta property="og:url" content={status.url ?? status.uri} />
      <meta property="og:image" content={picture ?? status.account.avatar_static} />
      <meta property="article:published_time" content={status.created_at} />
      {status.edited_at ? <meta property="article:modified_time" content={status.edited_at} /> : null}
      <meta name="twitter:card" content={picture ? 'summary_large_image' : 'summary'} />
    </>
  )
}

/** Deeper replies are not moved further to the right: the line "replying to" says the rest. */
const deepest = 5

function Replies({ view, thread, back }: { view: View; thread: ThreadView; back: string }) {
  const cards = thread.replies.map(
    ({ status, depth }) =>
      `<div class="reply depth-${Math.min(depth, deepest)}">${statusCard({ view, status, variant: 'thread', back })}</div>`,
  )
  return raw(cards.join(''))
}

interface ThreadProps {
  view: View
  thread: ThreadView
  /** Whether this page begins in the middle of the replies. */
  from: number
  reply: { state: ComposeState; limit: number; maxMedia: number } | null
}

/** A post with what it answers above and what answers it below. */
export function ThreadPage({ view, thread, from, reply }: ThreadProps) {
  const { status } = thread
  const path = statusPath(status)
  // All of them where one page holds them; on longer threads those to the post itself.
  const answers = from === 0 && thread.next === null ? thread.replies.length : status.replies_count
  const more = thread.next === null ? null : `${path}?from=${thread.next}`
  return (
    <Page view={view} title={statusTitle(view, status)} head={<StatusMeta view={view} status={status} />}>
      <h1 class="visually-hidden">{view.t('statuses.page.thread')}</h1>
      <div class="thread">
        {from > 0 ? (
          <p class="thread-way">
            <a href={path}>{view.t('statuses.page.back_to_focus')}</a>
          </p>
        ) : null}
        {from === 0 && thread.root ? (
          <p class="thread-way">
            <a href={`/statuses/${thread.root}`}>{view.t('statuses.page.from_start')}</a>
          </p>
        ) : null}
        {from === 0 ? (
          <>
            <div class="thread-above">
              {raw(
                thread.ancestors
                  .map((item) => statusCard({ view, status: item, variant: 'thread', back: path }))
                  .join(''),
              )}
            </div>
            {raw(statusCard({ view, status, variant: 'focus', back: path }))}
            {reply ? (
              <Compose view={view} state={reply.state} limit={reply.limit} maxMedia={reply.maxMedia} inline />
            ) : (
              <p class="thread-way">
                <a class="button" href={`/login?next=${encodeURIComponent(path)}`} rel="nofollow">
                  {view.t('statuses.page.sign_in_to_reply')}
                </a>
              </p>
            )}
          </>
        ) : null}
        <h2 class="thread-count">
          {answers > 0
            ? view.t('statuses.page.replies', { count: answers })
            : view.t('statuses.page.no_replies')}
        </h2>
        <turbo-frame id={`replies-${from}`} target="_top">
          <Replies view={view} thread={thread} back={path} />
          {more ? (
            <turbo-frame id={`replies-${thread.next}`} target="_top">
              <a class="more-link" href={more} data-turbo-frame={`replies-${thread.next}`}>
                {view.t('timelines.more')}
              </a>
            </turbo-frame>
          ) : null}
        </turbo-frame>
      </div>
    </Page>
  )
}
