import type { Context, Id } from '../../context.ts'
import { type AccountRow, acctOf, publicUrl, uriOf } from '../accounts/index.ts'
import {
  type PeopleList,
  type PersonLine,
  type PostLine,
  selectBookmarks,
  selectDomains,
  selectPeople,
  selectPosts,
} from './sql.ts'

/**
 * What a person takes with her, as text in small pieces: never more than one page of rows in memory. The columns are
 * those of Mastodon's export and import, so that the files work there, too.
 */
type Owner = Pick<AccountRow, 'id' | 'username' | 'domain' | 'url' | 'uri' | 'display_name'>

/** `user@domain`, also for neighbours: the file is read elsewhere. */
const address = (ctx: Context, person: Pick<PersonLine, 'username' | 'domain'>): string =>
  acctOf({ username: person.username, domain: person.domain ?? ctx.config.domain })

const heads: Record<PeopleList, string> = {
  follows: 'Account address,Show boosts,Notify on new posts,Languages\n',
  followers: 'Account address\n',
  blocks: '',
  mutes: 'Account address,Hide notifications\n',
}

function personLine(ctx: Context, list: PeopleList, person: PersonLine): string {
  const who = address(ctx, person)
  switch (list) {
    case 'follows':
      return `${[who, person.show_reblogs, person.notify, cell((person.languages ?? []).join(', '))].join(',')}\n`
    case 'mutes':
      return `${who},${person.notifications}\n`
    default:
      return `${who}\n`
  }
}

/** RFC 4180. */
const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

export async function* peopleCsv(ctx: Context, list: PeopleList, owner: { id: Id }): AsyncGenerator<string> {
  yield heads[list]
  let after = '0'
  for (;;) {
    const rows = await selectPeople(ctx, list, owner.id, after)
    if (rows.length === 0) return
    yield rows.map((row) => personLine(ctx, list, row)).join('')
    after = rows.at(-1)!.id
  }
}

/** One blocked server in each line. */
export async function* domainsCsv(ctx: Context, owner: { id: Id }): AsyncGenerator<string> {
  let after = '0'
  for (;;) {
    const rows = await selectDomains(ctx, owner.id, after)
    if (rows.length === 0) return
    yield rows.map((row) => `${cell(row.domain)}\n`).join('')
    after = rows.at(-1)!.id
  }
}

const uriOfStatus = (ctx: Context, status: { id: Id; uri: string | null; username: string }): string =>
  status.uri ?? `${ctx.config.origin}/users/${status.username}/statuses/${status.id}`

/** One address of a post in each line. */
export async function* bookmarksCsv(ctx: Context, owner: { id: Id }): AsyncGenerator<string> {
  let after = '0'
  for (;;) {
    const rows = await selectBookmarks(ctx, owner.id, after)
    if (rows.length === 0) return
    yield rows.map((row) => `${cell(uriOfStatus(ctx, { ...row, id: row.status_id }))}\n`).join('')
    after = rows.at(-1)!.id
  }
}

const everybody = 'https://www.w3.org/ns/activitystreams#Public'

/** An ActivityStreams collection of all that she posted and boosted, as in Mastodon's archive (outbox.json). */
export async function* outbox(ctx: Context, owner: Owner, total: number): AsyncGenerator<string> {
  const id = `${uriOf(ctx, owner)}/outbox`
  const head = {
    '@context': [
      'https://www.w3.org/ns/activitystreams',
      {
        blurhash: 'http://joinmastodon.org/ns#blurhash',
        sensitive: 'as:sensitive',
        Hashtag: 'as:Hashtag',
        votersCount: 'http://joinmastodon.org/ns#votersCount',
      },
    ],
    id,
    type: 'OrderedCollection',
    totalItems: total,
  }
  yield `${JSON.stringify(head).slice(0, -1)},"orderedItems":[`
  let after = '0'
  let first = true
  for (;;) {
    const rows = await selectPosts(ctx, owner.id, after)
    if (rows.length === 0) break
    yield rows
      .map((row) => `${first && row === rows[0] ? '\n' : ',\n'}${JSON.stringify(activity(ctx, owner, row))}`)
      .join('')
    first = false
    after = rows.at(-1)!.id
  }
  yield '\n]}\n'
}

/** The same, one post in each line: for programs that read line by line. */
export async function* postLines(ctx: Context, owner: Owner): AsyncGenerator<string> {
  let after = '0'
  for (;;) {
    const rows = await selectPosts(ctx, owner.id, after)
    if (rows.length === 0) return
    yield rows.map((row) => `${JSON.stringify(activity(ctx, owner, row))}\n`).join('')
    after = rows.at(-1)!.id
  }
}

function audience(ctx: Context, owner: Owner, post: PostLine): { to: string[]; cc: string[] } {
  const followers = `${uriOf(ctx, owner)}/followers`
  const named = (post.mentions ?? []).map((person) => uriOf(ctx, person))
  switch (post.visibility) {
    case 'public':
      return { to: [everybody], cc: [followers, ...named] }
    case 'unlisted':
      return { to: [followers], cc: [everybody, ...named] }
    case 'private':
      return { to: [followers], cc: named }
    default:
      return { to: named, cc: [] }
  }
}

function activity(ctx: Context, owner: Owner, post: PostLine): object {
  const actor = uriOf(ctx, owner)
  const uri = uriOfStatus(ctx, { id: post.id, uri: null, username: owner.username })
  const published = post.created_at.toISOString()
  const { to, cc } = audience(ctx, owner, post)
  const common = { id: `${uri}/activity`, actor, published, to, cc }
  if (post.reblog) return { ...common, type: 'Announce', object: uriOfStatus(ctx, post.reblog) }
  return { ...common, type: 'Create', object: note(ctx, owner, post, { uri, actor, published, to, cc }) }
}

function note(
  ctx: Context,
  owner: Owner,
  post: PostLine,
  base: { uri: string; actor: string; published: string; to: string[]; cc: string[] },
): object {
  const { uri, actor, ...rest } = base
  const tags = [
    ...(post.mentions ?? []).map((person) => ({
      type: 'Mention',
      href: uriOf(ctx, person),
      name: `@${address(ctx, person)}`,
    })),
    ...(post.tags ?? []).map((name) => ({
      type: 'Hashtag',
      href: `${ctx.config.origin}/tags/${encodeURIComponent(name)}`,
      name: `#${name}`,
    })),
  ]
  return {
    id: uri,
    type: post.poll ? 'Question' : 'Note',
    attributedTo: actor,
    ...rest,
    updated: post.edited_at?.toISOString(),
    url: `${publicUrl(ctx, owner)}/${post.id}`,
    inReplyTo: post.reply ? uriOfStatus(ctx, post.reply) : null,
    summary: post.spoiler_text || null,
    sensitive: post.sensitive,
    content: post.content,
    source: { content: post.text, mediaType: 'text/plain' },
    contentMap: post.language ? { [post.language]: post.content } : undefined,
    attachment: (post.media ?? []).map((media) => ({
      type: 'Document',
      mediaType: media.file_type,
      // A path within the archive, as Mastodon writes it.
      url: media.file ? `/media_attachments/files/${media.file}` : null,
      name: media.description || null,
      blurhash: media.blurhash,
    })),
    tag: tags,
    ...(post.poll ? question(post.poll) : {}),
  }
}

function question(poll: NonNullable<PostLine['poll']>): object {
  const options = poll.options.map(({ title, votes_count }) => ({
    type: 'Note',
    name: title,
    replies: { type: 'Collection', totalItems: votes_count },
  }))
  return { [poll.multiple ? 'anyOf' : 'oneOf']: options, endTime: poll.expires_at }
}
