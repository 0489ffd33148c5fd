import type { Config } from '../config.ts'
import { findLocalByUsername } from '../features/accounts/index.ts'
import { getSite, giveHost } from '../features/sites/index.ts'
import { type Locale, t } from '../ui/i18n/index.ts'
import type { Answer } from './account.ts'
import { CliError, withContext } from './session.ts'

/** `site host NAME HOST`: the operator vouches that a host name is a site's own; `-` takes it away. */
export async function siteHost(
  config: Config,
  locale: Locale,
  handle: string,
  given: string,
): Promise<Answer> {
  return withContext(config, async (ctx) => {
    const account = await findLocalByUsername(ctx, handle.replace(/^@/, ''))
    if (!account) throw new CliError('no_account', { handle })
    await getSite(ctx, null, account.id).catch(() => {
      throw new CliError('site.none', { handle })
    })
    const host = await giveHost(ctx, account.id, given === '-' ? '' : given).catch(() => {
      throw new CliError('site.bad_host', { host: given })
    })
    const text = t(locale, host ? 'cli.site.host' : 'cli.site.no_host', { handle, host: host ?? '' })
    return { text, data: { handle, host } }
  })
}
