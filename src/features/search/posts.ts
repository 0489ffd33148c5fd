import type { Context, Id } from '../../context.ts'
import { compareIds, endOfIds, idAt } from '../../lib/ids.ts'
import { rank } from '../../lib/vietnamese/index.ts'
import { findByAcct } from '../accounts/index.ts'
import type { Status } from '../statuses/api.ts'
import { presentPicked } from '../statuses/index.ts'
import { index } from './documents.ts'
import { type Problem, type Question, readQuestion } from './query.ts'
import * as sql from './read-sql.ts'
import type { Find, Finding, Found } from './search-index.ts'
import { type Asked, ask, isWide, type Kind } from './terms.ts'

type Reader = { id: Id } | null

/** Deeper than this nobody pages: a filter finds more. */
export const deepest = 1000

export interface PostsOptions {
  limit: number
  /** How many of what the viewer may find are left out. */
  offset?: number
  below?: Id | undefined
  above?: Id | undefined
  accountId?: Id | undefined
  /** Leave out the posts of articles. */
  noArticles?: boolean
}

export interface PostsFound {
  statuses: Status[]
  /** The offset of the next page; null: that was all. */
  next: number | null
  problems: Problem[]
  /** Nothing held all of the words; these hold all but one. */
  loose: boolean
}

/** Filters with their people and rooms looked up. */
export interface Prepared {
  question: Question
  asked: Asked
  marks: string[]
  without: string[]
  below: Id
  above: Id
  problems: Problem[]
}

const later = (a: Id, b: Id): Id => (compareIds(a, b) > 0 ? a : b)
const earlier = (a: Id, b: Id): Id => (compareIds(a, b) < 0 ? a : b)

/** Looks up who and what a question names. Unknown names are problems, and the rest is looked for. */
export async function prepare(ctx: Context, viewer: Reader, text: string): Promise<Prepared> {
  const question = readQuestion(text)
  const problems = [...question.problems]
  const people = async (names: string[]): Promise<string[]> => {
    const found = await Promise.all(
      names.map(async (name) => {
        if (viewer && ['me', 'toi', 'tôi'].includes(name.toLowerCase())) return viewer.id
        const row = /^[\w.-]+(@[^\s@]+)?$/.test(name) ? await findByAcct(ctx, name) : null
        if (!row || row.suspended_at || row.deleted_at) problems.push({ code: 'person', value: name })
        return row?.id ?? null
      }),
    )
    return found.flatMap((id) => (id ? [`@${id}`] : []))
  }
  const rooms = question.rooms.slice(0, 3)
  const found =
    rooms.length > 0
      ? await sql.selectRoomsNamed(
          ctx,
          rooms.map((name) => name.toLowerCase()),
          viewer?.id ?? null,
        )
      : []
  for (const name of rooms)
    if (!found.some((row) => row.username === name.toLowerCase()))
      problems.push({ code: 'room', value: name })
  const marks = [
    ...(await people(question.from.slice(0, 3))),
    ...found.map((row) => `#${row.id}`),
    ...question.has,
    ...(question.language ? [`~${question.language}`] : []),
  ]
  const excluded = question.not.words.flatMap((word) => ask(word).tiers.at(-1)?.slice(0, 1) ?? [])
  const without = [...excluded, ...(await people(question.not.from.slice(0, 5))), ...question.not.has]
  const asked = ask(question.words)
  if (asked.tiers.length === 0 && marks.length === 0 && without.length > 0)
    problems.push({ code: 'only_without', value: `-${question.not.words[0] ?? ''}` })
  return {
    question,
    asked,
    marks,
    without,
    problems,
    below: question.before ? idAt(question.before) : endOfIds,
    above: question.after ? idAt(question.after) : '0',
  }
}

/** Whose posts the viewer may find: everybody's who agreed, her own library, and her private communities. */
async function reachOf(ctx: Context, viewer: Reader, question: Question): Promise<string[]> {
  if (!viewer || question.open) return question.library ? [] : ['*']
  if (question.library) return [`L:${viewer.id}`]
  const rooms = await sql.selectPrivateRooms(ctx, viewer.id)
  return ['*', `L:${viewer.id}`, ...rooms.map(({ id }) => `R:${id}`)]
}

/** What stays the same while a page is filled. */
interface Search {
  find: Omit<Find, 'wanted'>
  library: boolean
  prepared: Prepared
}

/** Candidates, best first: what the index says, and of the viewer's library what only she may find. */
async function candidates(ctx: Context, viewer: Reader, search: Search, wanted: number): Promise<Finding> {
  const finding = await index.find(ctx, { ...search.find, wanted })
  const hits = finding.found
  if (!viewer || search.prepared.question.open || (!search.library && (hits.length >= wanted || finding.cut)))
    return finding
  const kept = await sql.selectKept(ctx, viewer.id)
  const known = new Set(hits.map(({ id }) => id))
  const among = kept.flatMap(({ id }) => (known.has(id) ? [] : [id]))
  if (among.length === 0) return finding
  // Without words all that was kept is asked for, not only what is the viewer's own.
  const tiers = search.prepared.asked.tiers.length > 0 ? search.find.tiers : [[]]
  const more = await index.findAmong(ctx, { ...search.find, tiers, wanted }, among)
  // What only she may find stands last, so that the pages before it stay as they were.
  const found = [...hits, ...more]
  if (search.library) found.sort((a, b) => a.tier - b.tier || compareIds(b.sort, a.sort))
  return { found: found.slice(0, wanted), cut: finding.cut }
}

/** Quoted runs of three words and more: pairs of words cannot tell that they stand together. */
async function verified(ctx: Context, search: Search, found: Found[]): Promise<Found[]> {
  if (!search.prepared.asked.verify || found.length === 0) return found
  const { query } = search.prepared.asked
  const texts = await sql.selectTexts(
    ctx,
    found.map(({ id }) => id),
  )
  const good = new Set(texts.filter((row) => rank(query, row.text) !== null).map(({ id }) => id))
  return found.filter(({ id }) => good.has(id))
}

/** How many of the best are read at once, so that what may not be shown rarely costs a second look. */
const slack = 5

/**
 * Posts that answer a question, best first, newest first within a rank (docs: VIETNAMESE rule 3). What the viewer may
 * not see is left out before a page is counted, so that a page is full as long as there is more. Never throws for
 * what was typed.
 */
export async function searchPosts(
  ctx: Context,
  viewer: Reader,
  prepared: Prepared,
  options: PostsOptions,
): Promise<PostsFound> {
  const { question, asked, problems } = prepared
  const nothing: PostsFound = { statuses: [], next: null, problems, loose: false }
  const reach = await reachOf(ctx, viewer, question)
  const marks = [...prepared.marks, ...(options.accountId ? [`@${options.accountId}`] : [])]
  const filtered = marks.length > 0 || question.library
  if (reach.length === 0 || (asked.tiers.length === 0 && !filtered)) return nothing
  const find = {
    kind: 'post' as Kind,
    ...(asked.tiers.length > 0 ? { parents: asked.parents } : {}),
    wide: asked.tiers.map((tier) => isWide(asked, tier)),
    // Whoever turns the page wants more than what is new.
    deep: (options.offset ?? 0) > 0 || options.below !== undefined,
    tiers: asked.tiers.length > 0 ? asked.tiers : [marks.length > 0 ? [] : reach],
    marks,
    reach,
    without: [...prepared.without, ...(options.noArticles ? ['+article'] : [])],
    below: options.below ? earlier(options.below, prepared.below) : prepared.below,
    above: options.above ? later(options.above, prepared.above) : prepared.above,
  }
  const search: Search = { find, library: question.library, prepared }
  const strict = await page(ctx, viewer, search, options)
  if (strict.statuses.length > 0 || options.offset || asked.loose.length === 0)
    return { ...strict, problems, loose: false }
  const wide = asked.loose.map((tier) => isWide(asked, tier))
  const some = await page(
    ctx,
    viewer,
    { ...search, find: { ...find, tiers: asked.loose, parents: [], wide } },
    options,
  )
  return { ...some, problems, loose: some.statuses.length > 0 }
}

/** What is found is looked at and read in one statement. */
async function page(ctx: Context, viewer: Reader, search: Search, options: PostsOptions) {
  const { limit, offset = 0 } = options
  const statuses: Status[] = []
  let at = offset
  for (let wanted = Math.min(offset + limit + slack, deepest); ; wanted = Math.min(wanted * 3, deepest)) {
    const { found, cut } = await candidates(ctx, viewer, search, wanted)
    const more = found.length >= wanted
    const ids = (await verified(ctx, search, found)).map(({ id }) => id)
    for (let left = limit; left > 0 && at < ids.length; left = limit - statuses.length) {
      const picked = await presentPicked(
        ctx,
        viewer,
        sql.pickFindable(ctx, viewer?.id ?? null, ids, at, left),
      )
      statuses.push(...inOrder(ids, picked.statuses))
      at += picked.ids.length
      if (picked.ids.length < left) break
    }
    if (statuses.length === limit || !more || wanted === deepest)
      return { statuses, next: (await goesOn()) ? at : null }

    async function goesOn(): Promise<boolean> {
      if (more) return wanted < deepest
      if (cut) return statuses.length > 0
      return at < ids.length && (await sql.pickFindable(ctx, viewer?.id ?? null, ids, at, 1)).length > 0
    }
  }
}

function inOrder(ids: Id[], statuses: Status[]): Status[] {
  const places = new Map(ids.map((id, n) => [id, n]))
  return statuses.sort((a, b) => places.get(a.id)! - places.get(b.id)!)
}
