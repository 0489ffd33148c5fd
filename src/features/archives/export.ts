import type { Readable } from 'node:stream'
import type { Context, Id } from '../../context.ts'
import { uploadFolder } from '../../http/upload.ts'
import { type ArchiveWriter, archiveStream } from '../../storage/tar.ts'
import { getAccount, publicUrl, uriOf } from '../accounts/index.ts'
import { getCommunity, requireFounder, ruleVersions } from '../communities/index.ts'
import { decisionsOfCommunity } from '../moderation/index.ts'
import {
  type ArchiveDecision,
  type ArchiveHead,
  type ArchivePerson,
  type ArchivePost,
  type ArchiveThread,
  type ArchiveWikiPage,
  archiveFormat,
  archiveVersion,
} from './archive-format.ts'
import * as sql from './sql.ts'

/** Rows in portions by their id, as one stream. */
async function* portions<T extends { id: Id }>(next: (after: Id) => PromiseLike<T[]>): AsyncGenerator<T> {
  for (let after: Id = '0'; ; ) {
    const rows = await next(after)
    yield* rows
    if (rows.length === 0) return
    after = rows.at(-1)!.id
  }
}

/** What an export remembers while it runs: who is who, and which files belong in. */
interface Memory {
  uris: Map<Id, string>
  files: Set<string>
}

async function head(ctx: Context, id: Id, memory: Memory): Promise<ArchiveHead> {
  const [account, row, versions] = await Promise.all([
    getAccount(ctx, id),
    getCommunity(ctx, id),
    ruleVersions(ctx, id, 1000),
  ])
  for (const file of [account.avatar_media, account.header_media]) if (file) memory.files.add(file)
  return {
    format: archiveFormat,
    version: archiveVersion,
    origin: ctx.config.origin,
    exported_at: ctx.clock().toISOString(),
    community: {
      username: account.username,
      display_name: account.display_name,
      note: account.note_source,
      accent: row.accent,
      place: row.place,
      language: row.language,
      joining: row.joining,
      private: row.private,
      members_may: row.members_may,
      welcome: row.welcome,
      created_at: row.created_at.toISOString(),
      avatar: account.avatar_media,
      header: account.header_media,
      sections: row.sections ?? [],
      rule_versions: versions.reverse().map((one) => ({
        version: one.version,
        note: one.note,
        created_at: one.created_at.toISOString(),
        effective_at: one.effective_at.toISOString(),
        rules: one.rules ?? [],
      })),
    },
  }
}

async function* people(ctx: Context, id: Id, memory: Memory): AsyncGenerator<ArchivePerson> {
  const members = new Map<Id, sql.ExportedMember>()
  for await (const row of portions((after) => sql.selectMembers(ctx, id, after)))
    members.set(row.account_id, row)
  for await (const row of portions((after) => sql.selectAuthors(ctx, id, after))) {
    const uri = uriOf(ctx, row)
    memory.uris.set(row.id, uri)
    if (row.avatar_media) memory.files.add(row.avatar_media)
    const member = members.get(row.id)
    yield {
      uri,
      url: publicUrl(ctx, row),
      username: row.username,
      domain: row.domain ?? ctx.config.domain,
      display_name: row.display_name,
      note: row.note,
      avatar: row.avatar_media,
      ...(member ? { member_since: member.created_at.toISOString() } : {}),
      ...(member?.role ? { role: member.role, permissions: member.permissions ?? [] } : {}),
    }
  }
}

async function* threads(ctx: Context, id: Id, memory: Memory): AsyncGenerator<ArchiveThread> {
  const { origin } = ctx.config
  for await (const row of portions((after) => sql.selectThreadsOut(ctx, id, after))) {
    const { account_id, original_id, original_handle, crosspost_url, ...kept } = row
    yield {
      ...kept,
      crosspost_of: original_id ? `${origin}/xom/${original_handle}/${original_id}` : crosspost_url,
      author: memory.uris.get(account_id) ?? '',
      pinned_at: row.pinned_at?.toISOString() ?? null,
      locked_at: row.locked_at?.toISOString() ?? null,
    }
  }
}

async function* posts(ctx: Context, id: Id, memory: Memory): AsyncGenerator<ArchivePost> {
  for await (const row of portions((after) => sql.selectPostsOut(ctx, id, after))) {
    const author = memory.uris.get(row.account_id) ?? ''
    const { account_id: _, mentions, ...kept } = row
    const open = !row.removed
    const media = open ? (row.media ?? []) : []
    for (const { file, thumbnail } of media)
      for (const key of [file, thumbnail]) if (key) memory.files.add(key)
    yield {
      ...kept,
      uri: row.uri ?? `${author}/statuses/${row.id}`,
      url: row.url ?? `${author.replace('/users/', '/@')}/${row.id}`,
      author,
      text: open ? row.text : '',
      content: open ? row.content : '',
      spoiler_text: open ? row.spoiler_text : '',
      created_at: row.created_at.toISOString(),
      edited_at: row.edited_at?.toISOString() ?? null,
      mentions: (mentions ?? []).flatMap((one) => memory.uris.get(one) ?? []),
      tags: open ? (row.tags ?? []) : [],
      poll: open ? row.poll : null,
      media,
    }
  }
}

async function* wiki(ctx: Context, id: Id, memory: Memory): AsyncGenerator<ArchiveWikiPage> {
  for await (const { id: _, revisions, ...page } of portions((after) => sql.selectWikiOut(ctx, id, after))) {
    yield {
      ...page,
      revisions: (revisions ?? []).map(({ account_id, ...one }) => ({
        ...one,
        author: account_id ? (memory.uris.get(account_id) ?? null) : null,
      })),
    }
  }
}

/** What it brought here first, for that is older. */
async function* decisions(ctx: Context, id: Id): AsyncGenerator<ArchiveDecision> {
  for await (const row of portions((after) => sql.selectPastOut(ctx, id, after))) yield row.statement
  for await (const row of portions((after) => decisionsOfCommunity(ctx, id, after, 200))) yield row.statement
}

async function* lines(rows: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`
}

/**
 * Everything of a community as a .tar.gz that another Xóm can import (`npm run xom -- community import`). The
 * founder's, at any time, without asking anybody. Made while it is sent; stops when the reader hangs up.
 */
export async function exportCommunity(ctx: Context, actor: { id: Id }, id: Id): Promise<Readable> {
  await requireFounder(ctx, actor, id)
  return archiveStream(
    ctx.storage,
    uploadFolder(ctx.config.dataDir),
    (writer) => fill(ctx, id, writer),
    (error) => ctx.log.error('community export', { error }),
  )
}

async function fill(ctx: Context, id: Id, writer: ArchiveWriter): Promise<void> {
  const memory: Memory = { uris: new Map(), files: new Set() }
  await writer.text('community.json', once(JSON.stringify(await head(ctx, id, memory), null, 2)))
  await writer.text('people.jsonl', lines(people(ctx, id, memory)))
  await writer.text('threads.jsonl', lines(threads(ctx, id, memory)))
  await writer.text('posts.jsonl', lines(posts(ctx, id, memory)))
  await writer.text('wiki.jsonl', lines(wiki(ctx, id, memory)))
  await writer.text('decisions.jsonl', lines(decisions(ctx, id)))
  for (const key of memory.files) await writer.file(`media/${key}`, key)
}

async function* once(text: string): AsyncGenerator<string> {
  yield text
}
