import type { Req, Viewer } from './env.ts'

interface Answer {
  body: string
}

/**
 * One answer for all anonymous readers of the same address within five seconds: a link that a thousand people open at
 * once is made once. Deletions, edits and suspensions empty it at commit (`dropCached(ctx, 'anonymous', '*')`);
 * counters may be five seconds old. Signed-in readers never touch it.
 */
export async function briefly(
  c: Req,
  viewer: Viewer | null,
  make: () => Promise<unknown>,
): Promise<Response> {
  if (viewer || c.get('appOnly')) return c.json((await make()) as never)
  const answers = c.get('ctx').cache.lru<string, Answer>('anonymous', { max: 1000, ttl: 5000 })
  const key = c.req.url
  let answer = answers.get(key)
  if (!answer) {
    answer = { body: JSON.stringify(await make()) }
    answers.set(key, answer)
  }
  return c.body(answer.body, 200, { 'content-type': 'application/json; charset=UTF-8' })
}
