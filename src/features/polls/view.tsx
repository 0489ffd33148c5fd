import { formatPercent, formatRelative } from '../../lib/format/index.ts'
import type { View } from '../../ui/view.ts'
import type { Poll } from './api.ts'

interface Props {
  view: View
  poll: Poll
  /** The status that carries the poll: where the form is sent. */
  statusId: string
  /** Local path to return to after voting; the current page when left out. */
  back?: string
}

/** A poll inside a status: a form while one may vote, else the results. Needs no script; says everything in words too. */
export function PollView({ view, poll, statusId, back }: Props) {
  const open = view.viewer !== null && !poll.expired && !poll.voted
  return (
    <div class="poll">
      {open ? (
        <>
          <VoteForm view={view} poll={poll} statusId={statusId} back={back ?? view.path} />
          {poll.options.every((option) => option.votes_count !== null) && (
            <details class="poll-peek">
              <summary>{view.t('polls.show_results')}</summary>
              <Results view={view} poll={poll} />
            </details>
          )}
        </>
      ) : (
        <Results view={view} poll={poll} />
      )}
      <Footer view={view} poll={poll} />
    </div>
  )
}

function VoteForm({ view, poll, statusId, back }: Required<Props>) {
  const type = poll.multiple ? 'checkbox' : 'radio'
  return (
    <form method="post" action={`/statuses/${statusId}/vote`} class="poll-form">
      <input type="hidden" name="back" value={back} />
      <fieldset>
        <legend>{view.t(poll.multiple ? 'polls.choose_several' : 'polls.choose_one')}</legend>
        {poll.options.map((option, at) => (
          <label class="poll-choice">
            <input type={type} name="choices[]" value={String(at)} required={!poll.multiple} /> {option.title}
          </label>
        ))}
      </fieldset>
      <button type="submit" class="button">
        {view.t('polls.vote')}
      </button>
    </form>
  )
}

function Results({ view, poll }: Pick<Props, 'view' | 'poll'>) {
  const whole = poll.multiple ? (poll.voters_count ?? poll.votes_count) : poll.votes_count
  const most = Math.max(...poll.options.map((option) => option.votes_count ?? 0))
  return (
    <ul class="poll-results">
      {poll.options.map((option, at) => {
        const mine = poll.own_votes?.includes(at) ?? false
        const ratio = whole > 0 ? (option.votes_count ?? 0) / whole : 0
        const leads = poll.expired && most > 0 && option.votes_count === most
        return (
          <li class={leads ? 'poll-option poll-leads' : 'poll-option'}>
            <span class="poll-title">
              {leads ? <strong>{option.title}</strong> : option.title}
              {mine && <span class="poll-mine"> ✓ {view.t('polls.your_vote')}</span>}
            </span>
            {option.votes_count !== null && (
              <>
                <span class="poll-share">
                  {formatPercent(Math.round(ratio * 1000) / 1000, view.locale)}{' '}
                  <small>{view.t('polls.votes', { count: option.votes_count })}</small>
                </span>
                <meter min="0" max="100" value={String(Math.round(ratio * 100))} aria-label={option.title} />
              </>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function Footer({ view, poll }: Pick<Props, 'view' | 'poll'>) {
  const hidden = poll.options.some((option) => option.votes_count === null)
  const people = poll.voters_count ?? poll.votes_count
  const end = poll.expires_at ? new Date(poll.expires_at) : null
  return (
    <p class="poll-footer">
      {view.t('polls.voters', { count: people })}
      {end && (
        <>
          {' · '}
          <time dateTime={end.toISOString()}>
            {poll.expired
              ? view.t('polls.ended')
              : view.t('polls.ends', { when: formatRelative(end, view.now, view.locale) })}
          </time>
        </>
      )}
      {hidden && ` · ${view.t('polls.hidden_until_end')}`}
      {view.viewer === null && !poll.expired && ` · ${view.t('polls.sign_in_to_vote')}`}
    </p>
  )
}
