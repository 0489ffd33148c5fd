import { NewerDatabase } from '../db/migrate.ts'
import { sqlState } from '../db/sql.ts'
import { Trouble } from '../db/trouble.ts'
import { type Locale, locales, t } from '../ui/i18n/index.ts'

/** The shell's language; Vietnamese unless it says otherwise in a language that is not ours. */
export function shellLocale(env: NodeJS.ProcessEnv = process.env): Locale {
  const name = (env.LC_ALL || env.LC_MESSAGES || env.LANG || '').toLowerCase()
  return name.startsWith('vi') ? 'vi' : 'en'
}

/** What an operator can mend about an error, or null for a fault of ours. */
export function troubleOf(
  error: unknown,
  place: { host: string; port: number; dataDir: string },
): Trouble | null {
  if (error instanceof Trouble) return error
  if (error instanceof NewerDatabase) {
    return new Trouble('folder_newer', { found: String(error.found), known: String(error.known) }, error)
  }
  const code = (error as NodeJS.ErrnoException | null)?.code
  if (code === 'ENOSPC' || code === 'EDQUOT' || sqlState(error) === '53100') {
    return new Trouble('disk_full', { folder: place.dataDir }, error)
  }
  const port = String(place.port)
  if (code === 'EADDRINUSE') return new Trouble('port_taken', { port }, error)
  if (code === 'EACCES' && (error as NodeJS.ErrnoException).syscall === 'listen') {
    return new Trouble('port_forbidden', { port }, error)
  }
  if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL')
    return new Trouble('host_unknown', { host: place.host }, error)
  return null
}

/** The sentence in both languages: whoever reads a server's last words may speak either. */
export function sentences(key: string, params: Record<string, string | number>): string {
  return locales.map((locale) => t(locale, key, params)).join('\n')
}
