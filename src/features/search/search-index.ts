import type { Context, Id } from '../../context.ts'
import type { Kind } from './terms.ts'

/**
 * What the rest of the feature knows of the index. postgres.ts is the one there is; a search engine of its own would be
 * another (docs/adr/0008). An index answers with ids only: what may be seen is decided by whoever reads the posts.
 */
export interface SearchIndex {
  /** Stores documents, or replaces them. In the transaction of `ctx`. */
  put(ctx: Context, documents: Document[]): Promise<void>
  remove(ctx: Context, kind: Kind, ids: Id[]): Promise<void>
  /** Ids, best first; fewer than `wanted` only when there are no more, or when it was `cut`. */
  find(ctx: Context, asked: Find): Promise<Finding>
  /**
   * The same among known ids (at most a few thousand), whoever may find them: `reach` is not looked at. An empty tier
   * holds all of them.
   */
  findAmong(ctx: Context, asked: Find, ids: Id[]): Promise<Found[]>
  /** Which of `terms` (their numbers) each document holds. */
  held(ctx: Context, kind: Kind, ids: Id[], terms: string[]): Promise<Map<Id, number[]>>
}

export interface Document {
  kind: Kind
  id: Id
  /** Orders by time: an id of its moment. */
  sort: Id
  headline: string
  lead: string
  text: string
  /** What it can be filtered by: `@ID` author, `#ID` community or site, `+media`, `~vi` ... */
  marks: string[]
  /** Who may find it: `*` everybody, `L:ID` one person, `R:ID` the members of a community. */
  reach: string[]
}

export interface Find {
  kind: Kind
  /** Lists of terms (terms.ts), best first. */
  tiers: string[][]
  /** Of each tier the one that holds everything that it holds, by its place; itself: none. */
  parents?: number[]
  /** Which of the tiers are looked for in the newest documents only, unless nothing else was found; none when left out. */
  wide?: boolean[]
  /** Behind what is found so, look further back. */
  deep?: boolean
  marks: string[]
  reach: string[]
  without: string[]
  /** Both exclusive, ids of moments. */
  below: Id
  above: Id
  wanted: number
}

export interface Finding {
  found: Found[]
  /** There may be more: the time for it was up, or `wide` kept it short. */
  cut: boolean
}

export interface Found {
  id: Id
  /** Which of the tiers, from 1. */
  tier: number
  sort: Id
}
