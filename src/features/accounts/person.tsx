import type { Child } from 'hono/jsx'
import { faceAddress } from '../../lib/faces.ts'
import { excerpt } from '../../lib/html/index.ts'
import type { View } from '../../ui/view.ts'
import type { Account } from './api.ts'

interface PersonRowProps {
  view: View
  account: Account
  /** A line of the bio below the names. */
  bio?: boolean
  /** Further words or buttons at the end of the row. */
  children?: Child
}

/** One person in a list of people: picture, names, perhaps a line of the bio, perhaps buttons. */
export function PersonRow({ view, account, bio = true, children }: PersonRowProps) {
  const path = `/@${account.acct}`
  const line = bio && account.note ? excerpt(account.note, 120) : ''
  return (
    <li class="person-row">
      <div class="person-row-who">
        <a href={path}>
          {view.textOnly ? null : (
            <img
              src={faceAddress(view.origin, account.avatar_static)}
              alt=""
              width="44"
              height="44"
              loading="lazy"
              decoding="async"
            />
          )}
          <span>
            <strong>
              <bdi>{account.display_name || account.username}</bdi>
            </strong>
            <span class="person-row-acct">@{account.acct}</span>
          </span>
        </a>
        {line ? <p class="person-row-bio">{line}</p> : null}
      </div>
      {children ? <div class="person-row-do">{children}</div> : null}
    </li>
  )
}
