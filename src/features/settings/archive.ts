import type { Readable } from 'node:stream'
import type { Context } from '../../context.ts'
import { uploadFolder } from '../../http/upload.ts'
import { type ArchiveWriter, archiveStream } from '../../storage/tar.ts'
import { type AccountRow, presentAccounts } from '../accounts/index.ts'
import { eventsJson } from '../events/index.ts'
import { bookmarksCsv, domainsCsv, outbox, peopleCsv } from './export.ts'
import { selectFiles, selectOwn, selectTotals } from './sql.ts'
import { statements } from './statements.ts'

/**
 * Everything of one person as a .tar.gz laid out as Mastodon's archive: actor.json, outbox.json, the lists, her
 * settings, what was decided about her and what she reported (moderation.json), her events and answers (events.json), and the files of her posts. Read from the database and the disk while it is sent.
 */
export const archive = (ctx: Context, owner: AccountRow): Readable =>
  archiveStream(
    ctx.storage,
    uploadFolder(ctx.config.dataDir),
    (writer) => fill(ctx, owner, writer),
    (error) => ctx.log.error('archive', { error }),
  )

async function fill(ctx: Context, owner: AccountRow, writer: ArchiveWriter): Promise<void> {
  const [totals] = await selectTotals(ctx, owner.id)
  await writer.text('actor.json', once(JSON.stringify(await self(ctx, owner), null, 2)))
  await writer.text('outbox.json', outbox(ctx, owner, totals!.statuses))
  for (const list of ['follows', 'followers', 'blocks', 'mutes'] as const) {
    await writer.text(`${list}.csv`, peopleCsv(ctx, list, owner))
  }
  await writer.text('domain_blocks.csv', domainsCsv(ctx, owner))
  await writer.text('bookmarks.csv', bookmarksCsv(ctx, owner))
  await writer.text('events.json', eventsJson(ctx, owner))
  await writer.text('moderation.json', statements(ctx, owner))
  for (const [name, key] of [
    ['avatar', owner.avatar_media],
    ['header', owner.header_media],
  ] as const) {
    if (key) await writer.file(`${name}.${key.slice(key.lastIndexOf('.') + 1)}`, key)
  }
  let after = '0'
  for (;;) {
    const files = await selectFiles(ctx, owner.id, after)
    if (files.length === 0) break
    for (const { file } of files) await writer.file(`media_attachments/files/${file}`, file)
    after = files.at(-1)!.id
  }
}

/** The profile as clients see it, and what only she and this server know. */
async function self(ctx: Context, owner: AccountRow): Promise<object> {
  const [own] = await selectOwn(ctx, owner.id)
  const account = (await presentAccounts(ctx, [owner.id])).get(owner.id)
  return {
    '@context': 'https://www.w3.org/ns/activitystreams',
    id: account?.uri,
    type: owner.actor_type,
    preferredUsername: owner.username,
    name: owner.display_name,
    summary: owner.note,
    url: account?.url,
    published: owner.created_at.toISOString(),
    attachment: owner.fields.map(({ name, value }) => ({ type: 'PropertyValue', name, value })),
    manuallyApprovesFollowers: owner.locked,
    discoverable: owner.discoverable,
    indexable: owner.indexable,
    attributionDomains: owner.attribution_domains,
    xom: { source: { note: owner.note_source, fields: owner.fields }, user: own },
  }
}

async function* once(text: string): AsyncGenerator<string> {
  yield text
}
