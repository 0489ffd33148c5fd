import type { Context, Id } from '../../context.ts'
import { compareIds, endOfIds } from '../../lib/ids.ts'
import { hasAccent, key, tokens } from '../../lib/vietnamese/index.ts'
import { index } from './documents.ts'
import type { Prepared } from './posts.ts'
import * as sql from './read-sql.ts'
import type { Find, Found } from './search-index.ts'
import { type Asked, isWide } from './terms.ts'

type Reader = { id: Id } | null

export interface ArticlesFound {
  articles: sql.ArticleHit[]
  next: number | null
  /** Nothing held all of the words; these hold all but one. */
  loose: boolean
}

/** So many candidates are weighed against each other; what comes after them is in the order of the index. */
const weighed = 80

const at = (field: 'h' | 'l', tier: string[]): string[] => tier.map((term) => field + term)

/**
 * With accents in the question, what is spelt so comes before what only folds to it; within that the headline before
 * the lead before the body.
 */
export function fieldTiers(asked: Asked): string[][] {
  if (asked.query.terms.length === 0) return asked.tiers
  const folds = (tier: string[]) => tier.every((term) => term.startsWith('k'))
  const typed = asked.query.accented ? asked.tiers.filter((tier) => !folds(tier)) : []
  const rest = asked.tiers.filter((tier) => !typed.includes(tier))
  // Numbers and emoji stand in the text as a whole only.
  const fields = (tiers: string[][]) => {
    const worded = tiers.filter((tier) => tier.every((term) => /^[ktc]/.test(term)))
    return [...worded.map((tier) => at('h', tier)), ...worded.map((tier) => at('l', tier)), ...tiers]
  }
  return [...fields(typed), ...fields(rest)]
}

/** Articles that answer a question, best first. Everybody finds the same, but for sites that have shut somebody out. */
export async function searchArticles(
  ctx: Context,
  viewer: Reader,
  prepared: Prepared,
  { limit, offset = 0 }: { limit: number; offset?: number },
): Promise<ArticlesFound> {
  const { asked, question } = prepared
  // An article has no author to ask for, answers nobody, and is in nobody's library: its post is.
  const strange =
    question.from.length > 0 ||
    question.library ||
    question.has.some((mark) => !['+media', '+image'].includes(mark))
  if (strange || (asked.tiers.length === 0 && prepared.marks.length === 0))
    return { articles: [], next: null, loose: false }
  const tiers = asked.tiers.length > 0 ? fieldTiers(asked) : [[]]
  const find: Omit<Find, 'wanted'> = {
    kind: 'article',
    tiers,
    wide: tiers.map((tier) => isWide(asked, tier)),
    deep: offset > 0,
    marks: prepared.marks,
    reach: ['*'],
    without: prepared.without,
    below: prepared.below,
    above: prepared.above,
  }
  const wanted = Math.max(weighed, offset + limit + 5)
  const { found: strict, cut } = await index.find(ctx, { ...find, wanted })
  // Few hold every word: those that hold all but one may be what was meant.
  const wide = strict.length < 5 && offset === 0 && asked.loose.length > 0
  const loose = { tiers: asked.loose, wide: asked.loose.map((tier) => isWide(asked, tier)) }
  const more = wide ? (await index.find(ctx, { ...find, ...loose, wanted: weighed })).found : []
  const seen = new Set(strict.map(({ id }) => id))
  const ordered = [
    ...(await weigh(ctx, asked, strict.slice(0, weighed), tiers)),
    ...strict.slice(weighed),
    ...(await weigh(
      ctx,
      asked,
      more.filter(({ id }) => !seen.has(id)),
      asked.loose,
    )),
  ].map(({ id }) => id)
  const rows = await sql.selectArticleHits(ctx, viewer?.id ?? null, ordered)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const good = ordered.flatMap((id) => byId.get(id) ?? [])
  return {
    articles: good.slice(offset, offset + limit),
    next:
      good.length > offset + limit || (cut && good.length > offset)
        ? Math.min(offset + limit, good.length)
        : null,
    loose: strict.length === 0 && good.length > 0,
  }
}

/** Orders the best candidates by how much of the question stands where it counts; ties by time. */
async function weigh(ctx: Context, asked: Asked, found: Found[], tiers: string[][]): Promise<Found[]> {
  const words = asked.query.words.slice(0, 12)
  if (found.length < 2 || words.length === 0) return found
  const pairs = words.slice(1).map((word, i) => [words[i]!, word] as const)
  const weights = new Map<string, number>()
  for (const word of words) {
    weights.set(`hk${word.key}`, 3 / words.length)
    weights.set(`lk${word.key}`, 1.5 / words.length)
    if (hasAccent(word.canon)) weights.set(`ht${word.tone}`, 2 / words.length)
  }
  for (const [a, b] of pairs) {
    weights.set(`k${a.key}${b.key}`, 2 / pairs.length)
    weights.set(`hk${a.key}${b.key}`, 3 / pairs.length)
    if (asked.query.accented) weights.set(`t${a.tone} ${b.tone}`, 2 / pairs.length)
  }
  const terms = [...weights.keys()]
  const held = await index.held(
    ctx,
    'article',
    found.map(({ id }) => id),
    terms,
  )
  const score = new Map(
    found.map(({ id, tier }) => {
      const own = (held.get(id) ?? []).reduce((sum, n) => sum + weights.get(terms[n]!)!, 0)
      // What is spelt as it was typed stays before what only folds to it, and a whole phrase before scattered words.
      const spelt = asked.query.accented && !tiers[tier - 1]!.every((term) => /^[hl]?k/.test(term)) ? 100 : 0
      return [id, spelt + own]
    }),
  )
  return [...found].sort((a, b) => score.get(b.id)! - score.get(a.id)! || compareIds(b.sort, a.sort))
}

/** Headlines that hold the words typed so far; the last one may be unfinished. */
export async function suggestArticles(ctx: Context, viewer: Reader, text: string, limit: number) {
  const words = tokens(text).slice(0, 8)
  const last = words.at(-1)
  if (!last) return []
  const whole = words.slice(0, -1).map((word) => `hk${word.key}`)
  const find = { kind: 'article' as const, marks: [], reach: ['*'], without: [], below: endOfIds, above: '0' }
  const { found } = await index.find(ctx, {
    ...find,
    tiers: [[...whole, `x${key(last.tone).slice(0, 12)}`]],
    wanted: limit,
  })
  return sql.selectArticleHits(
    ctx,
    viewer?.id ?? null,
    found.map(({ id }) => id),
  )
}
