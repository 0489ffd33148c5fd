/** What JSON-LD (schema.org) tells of an article. Raw texts: whoever shows them cleans them. */
export interface Told {
  headline?: string
  description?: string
  author?: string
  authorUrl?: string
  publisher?: string
  publishedAt?: string
  image?: string
}

const articles =
  /^(?:\w*:)?(?:News|Blog|Scholarly|Tech|Report|OpinionNews|AnalysisNews)?Article$|BlogPosting$/

type Node = Record<string, unknown>

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value)

function words(value: unknown): string | undefined {
  const one = first(value)
  return typeof one === 'string' && one.length < 10_000 ? one : undefined
}

/** A name or an address, given as text or as a node. */
function named(value: unknown, key: 'name' | 'url'): string | undefined {
  const one = first(value)
  if (isNode(one)) return words(one[key])
  return key === 'name' ? words(one) : undefined
}

function* nodes(value: unknown, depth = 0): Generator<Node> {
  if (depth > 4) return
  if (Array.isArray(value)) for (const one of value.slice(0, 50)) yield* nodes(one, depth + 1)
  else if (isNode(value)) {
    yield value
    yield* nodes(value['@graph'], depth + 1)
    yield* nodes(value['mainEntity'], depth + 1)
  }
}

const isArticle = (node: Node): boolean =>
  [node['@type']].flat().some((type) => typeof type === 'string' && articles.test(type))

/** The first article among the scripts of a page. */
export function fromLinkedData(scripts: string[]): Told {
  for (const script of scripts) {
    let data: unknown
    try {
      data = JSON.parse(script)
    } catch {
      continue
    }
    for (const node of nodes(data)) {
      if (!isArticle(node)) continue
      const image = first(node['image'])
      const told: Record<keyof Told, string | undefined> = {
        headline: words(node['headline']),
        description: words(node['description']),
        author: named(node['author'], 'name'),
        authorUrl: named(node['author'], 'url'),
        publisher: named(node['publisher'], 'name'),
        publishedAt: words(node['datePublished']),
        image: isNode(image) ? words(image['url']) : words(image),
      }
      return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined))
    }
  }
  return {}
}
