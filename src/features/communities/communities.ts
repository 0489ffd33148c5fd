import type { Context, Id } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'
import { type FieldError, invalid, notFound } from '../../errors.ts'
import { gather } from '../../http/gather.ts'
import { cleanText, countGraphemes } from '../../lib/graphemes.ts'
import { renderPost } from '../../lib/html/index.ts'
import { isId } from '../../lib/ids.ts'
import { handleProblem, key } from '../../lib/vietnamese/index.ts'
import {
  cleanDisplayName,
  cleanProfile,
  createGroupAccount,
  findLocalByUsername,
  updateProfile,
} from '../accounts/index.ts'
import { follow } from '../follows/index.ts'
import { type CreateCommunity, type Joining, permissions, type UpdateCommunity } from './api.ts'
import * as members from './members-sql.ts'
import { cleanRules, saveRules } from './rules.ts'
import * as sql from './sql.ts'
import { requireFounder, requirePermission } from './standing.ts'

/** Graphemes. */
export const limits = { place: 80, welcome: 2000 }

/** The row, or 404. */
export async function getCommunity(ctx: Context, id: Id): Promise<sql.CommunityRow> {
  if (!isId(id)) throw notFound()
  const [row] = await sql.selectCommunities(ctx, [id])
  if (!row) throw notFound()
  return row
}

function cleanLines(text: string, field: keyof typeof limits): string {
  const clean = field === 'place' ? cleanText(text).replace(/\s+/g, ' ').trim() : cleanText(text).trim()
  if (countGraphemes(clean, limits[field]) > limits[field])
    throw invalid({ field, code: 'too_big', params: { limit: limits[field] } })
  return clean
}

const welcomeHtml = (ctx: Context, text: string): string =>
  renderPost(text, {
    mentions: new Map(),
    tagUrl: (_, display) => `${ctx.config.origin}/tags/${encodeURIComponent(display)}`,
  }).html

/** Looked at before, so that one answer names every wrong field; the insert decides. */
async function handleIsFree(ctx: Context, username: string): Promise<void> {
  const problem = handleProblem(username)
  const code = problem === 'reserved' || problem === 'lookalike' ? 'reserved' : problem ? 'invalid' : null
  if (code) throw invalid({ field: 'username', code })
  if (await findLocalByUsername(ctx, username)) throw invalid({ field: 'username', code: 'taken' })
}

/** Throws one 422 that names every wrong field. */
export const checkCommunity = (ctx: Context, input: CreateCommunity): Promise<void> =>
  gather(
    () => handleIsFree(ctx, input.username),
    () => cleanDisplayName(input.display_name),
    () => cleanProfile({ note: input.note }),
    () => cleanLines(input.place ?? '', 'place'),
    () => cleanLines(input.welcome ?? '', 'welcome'),
    () => cleanRules({ rules: input.rules ?? [] }),
  )

/**
 * Opens a community; its maker is the founder and the first member. One transaction: the account, the rules, the role
 * and the membership exist together or not at all. Throws one 422 that names every wrong field.
 */
export async function createCommunity(
  ctx: Context,
  founder: { id: Id },
  input: CreateCommunity,
  kind: 'community' | 'site' = 'community',
): Promise<Id> {
  const place = input.place ?? ''
  await checkCommunity(ctx, input)
  return ctx.tx(async (ctx) => {
    const account = await createGroupAccount(ctx, {
      username: input.username,
      displayName: input.display_name,
    })
    const joining = input.joining ?? 'open'
    await updateProfile(ctx, account.id, {
      note: input.note,
      locked: joining !== 'open',
      discoverable: true,
      hideCollections: input.private ?? false,
    })
    const welcome = cleanLines(input.welcome ?? '', 'welcome')
    await sql.insertCommunity(ctx, {
      account_id: account.id,
      kind,
      accent: (input.accent ?? '#b3341f').toLowerCase(),
      place: cleanLines(place, 'place'),
      place_key: key(place),
      language: input.language ?? 'vi',
      joining,
      private: input.private ?? false,
      members_may: input.members_may ?? ['post', 'invite', 'wiki'],
      welcome,
      welcome_html: welcomeHtml(ctx, welcome),
    })
    await members.upsertRole(ctx, account.id, founder.id, 'founder', [...permissions])
    await follow(ctx, founder, account.id, {}, { invited: true })
    if (input.rules?.length) await saveRules(ctx, founder, account.id, { rules: input.rules })
    return account.id
  })
}

/**
 * Changes what is given. Look, words and place take the permission `look`; who may join, read and write is the
 * founder's. A community that becomes private hides what was written in it at once; one that opens shows only what is
 * written from then on.
 */
export async function updateCommunity(
  ctx: Context,
  actor: { id: Id },
  id: Id,
  input: UpdateCommunity & { avatar?: string | null; header?: string | null },
): Promise<void> {
  const governs =
    input.joining !== undefined || input.private !== undefined || input.members_may !== undefined
  if (governs) await requireFounder(ctx, actor, id)
  else await requirePermission(ctx, actor, id, 'look')
  const wrong: FieldError[] = []
  await gather(
    () => cleanLines(input.place ?? '', 'place'),
    () => cleanLines(input.welcome ?? '', 'welcome'),
    () => {
      if (wrong.length > 0) throw invalid(...wrong)
    },
  )
  await ctx.tx(async (ctx) => {
    await members.lockCommunity(ctx, id)
    await updateProfile(ctx, id, {
      displayName: input.display_name,
      note: input.note,
      avatar: input.avatar,
      header: input.header,
      ...(input.joining ? { locked: input.joining !== 'open' } : {}),
      ...(input.private === undefined ? {} : { hideCollections: input.private }),
    })
    await sql.updateCommunityRow(ctx, id, await rowOf(ctx, input))
    await dropCached(ctx, 'anonymous', '*')
  })
}

async function rowOf(ctx: Context, input: UpdateCommunity): Promise<Partial<sql.NewCommunity>> {
  const row: Partial<sql.NewCommunity> = {}
  if (input.accent !== undefined) row.accent = input.accent.toLowerCase()
  if (input.place !== undefined) {
    row.place = cleanLines(input.place, 'place')
    row.place_key = key(input.place)
  }
  if (input.language !== undefined) row.language = input.language
  if (input.joining !== undefined) row.joining = input.joining as Joining
  if (input.private !== undefined) row.private = input.private
  if (input.members_may !== undefined) row.members_may = input.members_may
  if (input.welcome !== undefined) {
    row.welcome = cleanLines(input.welcome, 'welcome')
    row.welcome_html = welcomeHtml(ctx, row.welcome)
  }
  return row
}

/** Closes a community for writing; everything stays readable to whoever could read it. The founder may open it again. */
export async function setArchived(ctx: Context, actor: { id: Id }, id: Id, archived: boolean): Promise<void> {
  await requireFounder(ctx, actor, id)
  await sql.updateCommunityRow(ctx, id, { archived_at: archived ? ctx.clock() : null })
}

/** Sections of a community, and graphemes of a name and a description. */
const sectionLimits = { count: 20, name: 40, description: 200 }

/**
 * Replaces the sections. Each is a tag, keyed by its name without marks and spaces, so that "#điệnnước" written in any
 * client lands in "Điện nước". Takes the permission `look`.
 */
export async function saveSections(
  ctx: Context,
  actor: { id: Id },
  id: Id,
  given: { name: string; description?: string | undefined }[],
): Promise<void> {
  await requirePermission(ctx, actor, id, 'look')
  const sections = given
    .map(({ name, description = '' }) => ({
      tag: key(name).replace(/[^\p{L}\p{N}]+/gu, ''),
      name: cleanText(name).replace(/\s+/g, ' ').trim(),
      description: cleanText(description).trim(),
    }))
    .filter(({ tag }) => tag !== '')
  const wrong: FieldError[] = []
  const limits = sectionLimits
  if (sections.length > limits.count)
    wrong.push({ field: 'sections', code: 'too_many', params: { limit: limits.count } })
  for (const part of ['name', 'description'] as const) {
    if (sections.some((section) => countGraphemes(section[part], limits[part]) > limits[part]))
      wrong.push({ field: 'sections', code: 'too_big', params: { limit: limits[part] } })
  }
  if (wrong.length > 0) throw invalid(...wrong)
  await ctx.tx(async (ctx) => {
    await members.lockCommunity(ctx, id)
    await sql.replaceSections(ctx, id, sections)
  })
}
