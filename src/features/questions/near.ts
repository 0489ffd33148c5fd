import { key } from '../../lib/vietnamese/index.ts'

/** Pairs of syllables without accents, case and signs; single ones count for a text of one. */
function pairsOf(text: string): Set<string> {
  const words = key(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  if (words.length < 2) return new Set(words)
  return new Set(words.slice(1).map((word, at) => `${words[at]} ${word}`))
}

/** From this share on two texts are shown as saying perhaps the same. */
const nearFrom = 0.4

/**
 * Those of `others` that may say the same as `text`, nearest first, at most `most`: the share of the shorter one's pairs of
 * syllables that both have (overlap coefficient), because a question and the same with a reason behind it are one.
 * Texts of fewer than four pairs need all of them in common, or every "why" would be near to every other.
 */
export function nearest<T extends { text: string }>(text: string, others: readonly T[], most = 5): T[] {
  const own = pairsOf(text)
  if (own.size === 0) return []
  const found = others.flatMap((one) => {
    const its = pairsOf(one.text)
    let common = 0
    for (const pair of its) if (own.has(pair)) common += 1
    const shorter = Math.min(own.size, its.size)
    const share = shorter === 0 ? 0 : common / shorter
    return share >= (shorter < 4 ? 1 : nearFrom) ? [{ one, share }] : []
  })
  return found
    .sort((a, b) => b.share - a.share)
    .slice(0, most)
    .map(({ one }) => one)
}
