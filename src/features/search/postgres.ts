import type { Context, Id } from '../../context.ts'
import { compareIds } from '../../lib/ids.ts'
import * as sql from './index-sql.ts'
import type { Document, Find, Finding, Found, SearchIndex } from './search-index.ts'
import { type Kind, numberOf, termNumbers, textTerms } from './terms.ts'

/** A block takes so many documents, then the next one is opened. */
export const blockSize = 128

const prefixes: Record<Kind, number> = { post: 0, article: 1e12, event: 2e12 }

/** As `search_walk` (migrations/0020) builds them: where a document stands in time, at four levels. */
export const blockTerms = (kind: Kind, block: number): number[] =>
  [0, 1, 2, 3].map((level) => -(prefixes[kind] + Math.floor(block / 16 ** level) * 4 + level + 1))

export const mark = (kind: Kind, text: string): number => numberOf(`${kind[0]}|${text}`)

/** In nobody's way when it is not among the terms: it would be the longest list of all. */
const everybody = '*'

export function termsOf(document: Document): number[] {
  const { kind } = document
  const terms = textTerms([document.headline, document.lead, document.text].filter(Boolean).join('\n'))
  const wholes = kind === 'post' ? [] : [textTerms(document.headline, 'h'), textTerms(document.lead, 'l')]
  return [
    ...termNumbers(kind, terms),
    ...wholes.flatMap((whole) => termNumbers(kind, whole)),
    ...termNumbers(kind, [...document.marks, ...document.reach.filter((one) => one !== everybody)]),
  ]
}

interface Place {
  block: number
  from_sort: Id
  to_sort: Id
  n: number
}

/**
 * The block of each document, in order of time. New blocks are opened at the newest end only, so that a document that
 * is put again stays where it is; what comes late goes into the block of its time.
 */
async function place(ctx: Context, kind: Kind, documents: Document[]): Promise<Map<Id, number>> {
  const placed = new Map<Id, number>()
  const newest = await sql.lockNewestBlock(ctx, kind)
  let last: Place = { ...newest, n: newest.n }
  const opened: Place[] = []
  const late: Document[] = []
  for (const document of documents) {
    if (compareIds(document.sort, last.from_sort) < 0) {
      late.push(document)
      continue
    }
    if (last.n >= blockSize && compareIds(document.sort, last.to_sort) > 0) {
      last = { block: last.block + 1, from_sort: document.sort, to_sort: document.sort, n: 0 }
      opened.push(last)
    }
    last.n += 1
    if (compareIds(document.sort, last.to_sort) > 0) last.to_sort = document.sort
    if (opened.length === 0) Object.assign(newest, last)
    placed.set(document.id, last.block)
  }
  await sql.saveBlocks(ctx, kind, [newest, ...opened])
  if (late.length > 0) {
    const sorts = late.map(({ sort }) => sort)
    const blocks = new Map((await sql.selectBlocks(ctx, kind, sorts)).map((row) => [row.sort, row.block]))
    for (const document of late) placed.set(document.id, blocks.get(document.sort) ?? 0)
  }
  return placed
}

async function put(ctx: Context, documents: Document[]): Promise<void> {
  if (documents.length === 0) return
  const byTime = [...documents].sort((a, b) => compareIds(a.sort, b.sort))
  // Taken apart before the newest block is locked.
  const terms = new Map(byTime.map((document) => [document, termsOf(document)]))
  await ctx.tx(async (ctx) => {
    for (const kind of ['post', 'article', 'event'] as const) {
      const own = byTime.filter((document) => document.kind === kind)
      if (own.length === 0) continue
      const blocks = await place(ctx, kind, own)
      const rows = own.map((document) => ({
        id: document.id,
        sort: document.sort,
        reach: termNumbers(kind, document.reach),
        terms: [...new Set([...terms.get(document)!, ...blockTerms(kind, blocks.get(document.id)!)])],
      }))
      await sql.upsertDocuments(ctx, kind, rows)
    }
  })
}

/** Rows of one length, as PostgreSQL's arrays must be: a shorter one repeats its first term. */
function rectangle(kind: Kind, tiers: string[][]): string {
  const rows = tiers.map((tier) => termNumbers(kind, tier))
  const width = Math.max(1, ...rows.map((row) => row.length))
  const filled = rows.map((row) => Array.from({ length: width }, (_, at) => row[at] ?? row[0] ?? 0))
  return `{${filled.map((row) => `{${row.join(',')}}`).join(',')}}`
}

/**
 * How far back three and more terms are looked for as long as something was found: scattered words in 32,000 documents,
 * pairs, of which the index has shorter lists, in 131,000.
 */
const budgets = { words: 256, pairs: 1024 }

function numbersOf(asked: Find) {
  const { kind } = asked
  // A filter alone is a question too.
  const tiers = asked.tiers
    .map((tier) => (tier.length > 0 ? tier : asked.marks))
    .filter((tier) => tier.length > 0)
  // With a filter there is a short list to go by.
  const narrow = asked.marks.length > 0 || !asked.reach.includes(everybody)
  const numbers = (list: string[]) => list.map((text) => mark(kind, text))
  return {
    ...asked,
    empty: tiers.length === 0,
    tiers: rectangle(kind, tiers),
    parents: tiers.map((_, at) => (asked.parents?.[at] ?? at) + 1),
    budgets: tiers.map((tier, at) =>
      narrow || tier.length < 3 ? 0 : asked.wide?.[at] ? budgets.words : budgets.pairs,
    ),
    deep: asked.deep ?? false,
    // A library is found by its owner's term; what everybody may find is looked at row by row.
    also: numbers([
      ...asked.marks,
      ...(asked.reach.length === 1 && !asked.reach.includes(everybody) ? asked.reach : []),
    ]),
    reach: numbers(asked.reach),
    without: numbers(asked.without),
  }
}

async function find(ctx: Context, asked: Find): Promise<Finding> {
  const numbers = numbersOf(asked)
  const rows = numbers.empty ? [] : await sql.findDocuments(ctx, numbers)
  const found = rows.filter(({ tier }) => tier > 0)
  return { found, cut: found.length < rows.length }
}

async function findAmong(ctx: Context, asked: Find, ids: Id[]): Promise<Found[]> {
  const numbers = numbersOf(asked)
  const also = asked.marks.map((text) => mark(asked.kind, text))
  return asked.tiers.length === 0 ? [] : sql.findAmong(ctx, { ...numbers, also }, ids)
}

export const postgresIndex: SearchIndex = {
  put,
  find,
  findAmong,
  async held(ctx, kind, ids, terms) {
    const rows = await sql.selectHeld(
      ctx,
      kind,
      ids,
      terms.map((term) => mark(kind, term)),
    )
    return new Map(rows.map((row) => [row.id, row.held]))
  },
  remove: (ctx, kind, ids) => sql.deleteDocuments(ctx, kind, ids),
}
