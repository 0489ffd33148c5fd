import type { Config } from '../config.ts'
import { catchUp, startOver } from '../features/search/index.ts'
import { type Locale, t } from '../ui/i18n/index.ts'
import type { Answer } from './account.ts'
import { withContext } from './session.ts'

/**
 * `search reindex [--resume]`: looks at every post and article once more. Found all the while; interrupted, it goes on
 * from where it was (`--resume`, or by itself in a running server).
 */
export async function searchReindex(config: Config, locale: Locale, resume: boolean): Promise<Answer> {
  return withContext(config, async (ctx) => {
    if (!resume) await startOver(ctx)
    let count = 0
    let told = 0
    for (let done = await catchUp(ctx); done > 0; done = await catchUp(ctx)) {
      count += done
      if (count - told < 20_000) continue
      told = count
      process.stderr.write(`${t(locale, 'cli.search.going', { count })}\n`)
    }
    return { text: t(locale, 'cli.search.done', { count }), data: { count } }
  })
}
