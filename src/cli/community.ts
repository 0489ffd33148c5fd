import type { Config } from '../config.ts'
import { findLocalByUsername } from '../features/accounts/index.ts'
import { type Locale, t } from '../ui/i18n/index.ts'
import type { Answer } from './account.ts'
import { BadArchive, importCommunity } from './community/import.ts'
import { CliError, withContext } from './session.ts'

/** `community import FILE --founder HANDLE [--handle NAME]`: a community of another Xóm comes to live here. */
export async function communityImport(
  config: Config,
  locale: Locale,
  input: { file: string; founder: string; handle: string | undefined },
): Promise<Answer> {
  return withContext(config, async (ctx) => {
    const founder = await findLocalByUsername(ctx, input.founder.replace(/^@/, ''))
    if (!founder) throw new CliError('no_account', { handle: input.founder })
    try {
      const data = await importCommunity(ctx, input.file, founder, input.handle ?? null)
      const { id: _, pages: __, ...told } = data
      return { text: t(locale, 'cli.community.imported', told), data }
    } catch (error) {
      if (!(error instanceof BadArchive)) throw error
      throw new CliError(`community.${error.reason}`, { file: input.file, detail: error.detail })
    }
  })
}
