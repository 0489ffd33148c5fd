import { type ParseArgsConfig, parseArgs } from 'node:util'
import { AppError } from '../errors.ts'
import { t } from '../ui/i18n/index.ts'
import { type Answer, accountList, createAccount, resetFor, tokenFor } from './account.ts'
import { backup, restore } from './archive.ts'
import { communityImport } from './community.ts'
import { doctor } from './doctor.ts'
import { readSettings } from './options.ts'
import { searchReindex } from './search.ts'
import { CliError } from './session.ts'
import { siteHost } from './site.ts'
import { shellLocale, troubleOf } from './trouble.ts'

/** `npm run xom -- ...`: the operator's command line. Exit code 0, or 1 with one sentence on standard error. */
const locale = shellLocale()
const options = {
  email: { type: 'string' },
  password: { type: 'string' },
  role: { type: 'string' },
  scope: { type: 'string' },
  founder: { type: 'string' },
  handle: { type: 'string' },
  force: { type: 'boolean' },
  resume: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsConfig['options']

function parse() {
  try {
    return parseArgs({ options, allowPositionals: true })
  } catch (error) {
    process.stderr.write(`${t(locale, 'cli.bad_arguments', { detail: (error as Error).message })}\n`)
    process.exit(1)
  }
}

const { values, positionals } = parse()
const config = readSettings()

const needed = (value: string | undefined, name: string): string => {
  if (value === undefined || value === '') throw new CliError('missing', { name })
  return value
}

async function dispatch(): Promise<Answer> {
  const [first = 'help', second, third] = positionals
  if (values.help || first === 'help') return { text: t(locale, 'cli.help'), data: t(locale, 'cli.help') }
  const command = first === 'account' ? `account ${second ?? ''}`.trim() : first
  switch (command) {
    case 'account create':
      return createAccount(config, locale, {
        handle: needed(third, 'HANDLE'),
        email: needed(values.email, '--email'),
        password: needed(values.password, '--password'),
        role: values.role,
      })
    case 'account token':
      return tokenFor(config, needed(third, 'HANDLE'), values.scope ?? 'read write follow push')
    case 'account password':
      return resetFor(config, locale, needed(third, 'HANDLE'), values.password)
    case 'account list':
      return accountList(config, locale)
    case 'community':
      if (second !== 'import') throw new CliError('unknown_command', { name: `community ${second ?? ''}` })
      return communityImport(config, locale, {
        file: needed(third, 'FILE'),
        founder: needed(values.founder, '--founder'),
        handle: values.handle,
      })
    case 'site':
      if (second !== 'host') throw new CliError('unknown_command', { name: `site ${second ?? ''}` })
      return siteHost(config, locale, needed(third, 'NAME'), needed(positionals[3], 'HOST'))
    case 'search':
      if (second !== 'reindex') throw new CliError('unknown_command', { name: `search ${second ?? ''}` })
      return searchReindex(config, locale, values.resume ?? false)
    case 'backup':
      return backup(config, locale, needed(second, 'FILE'), values.force ?? false)
    case 'restore':
      return restore(config, locale, needed(second, 'FILE'))
    case 'doctor':
      return doctor(config, locale)
    default:
      throw new CliError('unknown_command', { name: command })
  }
}

/** Wrong fields are named one by one, as on a form. */
function explain(error: unknown): string {
  if (error instanceof CliError) return t(locale, `cli.${error.key}`, error.params)
  if (error instanceof AppError) {
    if (error.fields.length === 0) return t(locale, `errors.${error.reason}`, error.params)
    return error.fields
      .map((field) => `${field.field} ${t(locale, `fields.errors.${field.code}`, field.params)}`)
      .join('; ')
  }
  const trouble = troubleOf(error, config)
  if (trouble) return t(locale, `start.${trouble.code}`, trouble.params)
  if (error instanceof Error && error.stack) process.stderr.write(`${error.stack}\n`)
  return t(locale, 'cli.unexpected', { detail: error instanceof Error ? error.message : String(error) })
}

try {
  const answer = await dispatch()
  process.stdout.write(`${values.json ? JSON.stringify(answer.data, null, 2) : answer.text}\n`)
  process.exitCode = answer.failed ? 1 : 0
} catch (error) {
  const message = explain(error)
  if (values.json) process.stdout.write(`${JSON.stringify({ error: message })}\n`)
  process.stderr.write(`${message}\n`)
  process.exitCode = 1
}
// The channel to the script that started us would keep this process alive.
process.disconnect?.()
