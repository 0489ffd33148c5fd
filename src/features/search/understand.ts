import type { Context, Id } from '../../context.ts'
import { tokens } from '../../lib/vietnamese/index.ts'
import { type Prepared, prepare } from './posts.ts'
import type { Problem } from './query.ts'

/** With one of these nothing is looked for: the answer would be to another question. */
const blocking = new Set<Problem['code']>(['person', 'room', 'sign_in', 'only_without'])

export const blocks = (problems: Problem[]): boolean => problems.some(({ code }) => blocking.has(code))

const herself = ['me', 'toi']

/** A question with its names looked up, and whether it can be answered for this viewer. */
export async function understand(
  ctx: Context,
  viewer: { id: Id } | null,
  text: string,
): Promise<Prepared & { blocked: boolean }> {
  const prepared = await prepare(ctx, viewer, text)
  const { question } = prepared
  const problems = prepared.problems.map((problem) =>
    !viewer && problem.code === 'person' && herself.includes(problem.value.toLowerCase())
      ? { ...problem, code: 'sign_in' as const }
      : problem,
  )
  if (!viewer && question.library) problems.push({ code: 'sign_in', value: 'in:library' })
  return {
    ...prepared,
    problems,
    without: [...prepared.without, ...joinedPairs(question.words, question.not.words)],
    blocked: blocks(problems),
  }
}

/** `ngập -nước` leaves out #NgậpNước too, which the index knows as one word. */
function joinedPairs(words: string, not: string[]): string[] {
  const wanted = tokens(words).slice(0, 8)
  const unwanted = not.slice(0, 5).map(tokens)
  return unwanted.flatMap(([word, ...more]) =>
    word && more.length === 0
      ? wanted.flatMap(({ key }) => [`k${key}${word.key}`, `k${word.key}${key}`])
      : [],
  )
}
