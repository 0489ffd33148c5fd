import type { Config } from '../config.ts'
import { findLocalByUsername } from '../features/accounts/index.ts'
import { makeResetLink, registerUser, resetPassword } from '../features/auth/index.ts'
import { getSettings } from '../features/instance/index.ts'
import { issueToken } from '../features/oauth/index.ts'
import { type Locale, t } from '../ui/i18n/index.ts'
import { CliError, withContext } from './session.ts'
import { listAccounts } from './sql.ts'

/** What a command says: `text` for people, `data` for --json. */
export interface Answer {
  text: string
  data: unknown
  failed?: boolean
}

const bare = (handle: string) => handle.replace(/^@/, '')

export async function createAccount(
  config: Config,
  locale: Locale,
  input: { handle: string; email: string; password: string; role: string | undefined },
): Promise<Answer> {
  const { role = 'user' } = input
  if (role !== 'admin' && role !== 'moderator' && role !== 'user') throw new CliError('bad_role', { role })
  const handle = bare(input.handle)
  const id = await withContext(config, async (ctx) => {
    const { locale: networkLocale } = await getSettings(ctx)
    // The operator vouches for the address.
    return registerUser(ctx, {
      username: handle,
      email: input.email,
      password: input.password,
      // The network's language, not the shell's: the account is for a person of this place.
      locale: networkLocale ?? 'vi',
      role,
      approved: true,
      confirmed: true,
      vouched: true,
    })
  })
  const text = t(locale, 'cli.account.created', { handle, role: t(locale, `cli.account.role.${role}`) })
  return { text, data: { id, handle, email: input.email, role } }
}

/** Sets a password, or makes a link of one hour that lets its owner set it; either way she signs in anew everywhere. */
export async function resetFor(
  config: Config,
  locale: Locale,
  handle: string,
  password: string | undefined,
): Promise<Answer> {
  return withContext(config, async (ctx) => {
    const account = await findLocalByUsername(ctx, bare(handle))
    if (!account) throw new CliError('no_account', { handle })
    const link = await makeResetLink(ctx, account.id)
    if (password === undefined) {
      return { text: t(locale, 'cli.account.reset_link', { link }), data: { handle: bare(handle), link } }
    }
    await resetPassword(ctx, new URL(link).searchParams.get('token')!, password)
    return { text: t(locale, 'cli.account.reset', { handle: bare(handle) }), data: { handle: bare(handle) } }
  })
}

export async function tokenFor(config: Config, handle: string, scopes: string): Promise<Answer> {
  return withContext(config, async (ctx) => {
    const account = await findLocalByUsername(ctx, bare(handle))
    if (!account) throw new CliError('no_account', { handle })
    const token = await issueToken(ctx, { accountId: account.id, scopes, appName: 'Xóm CLI' })
    return { text: token, data: { handle: bare(handle), token, scope: scopes } }
  })
}

export async function accountList(config: Config, locale: Locale): Promise<Answer> {
  return withContext(config, async (ctx) => {
    const rows = await listAccounts(ctx.db)
    const lines = rows.map((row) =>
      [
        `@${row.handle}`,
        row.email,
        t(locale, `cli.account.role.${row.role}`),
        ...(row.suspended ? [t(locale, 'cli.account.suspended')] : []),
        ...(row.approved ? [] : [t(locale, 'cli.account.pending')]),
      ].join('\t'),
    )
    return { text: lines.length > 0 ? lines.join('\n') : t(locale, 'cli.account.none'), data: rows }
  })
}
