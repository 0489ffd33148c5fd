import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs'
import { connect as connectTo } from 'node:net'
import { dirname } from 'node:path'
import type { Config } from '../config.ts'
import { listMigrations } from '../db/migrate.ts'
import type { Sql } from '../db/sql.ts'
import { findKeys, keyFile } from '../storage/keyring.ts'
import { type Locale, t } from '../ui/i18n/index.ts'
import type { Answer } from './account.ts'
import { schemaVersion } from './backup/sql.ts'
import { bytes } from './bytes.ts'
import { withDatabase } from './session.ts'
import { jobFigures, sealedByKey, serverFacts } from './sql.ts'
import { troubleOf } from './trouble.ts'

type State = 'ok' | 'warn' | 'fail'
interface Finding {
  check: string
  state: State
  message: string
}

/** Looks at the machine, the settings and the data, and says what to do; fails when something is broken. */
export async function doctor(config: Config, locale: Locale): Promise<Answer> {
  const findings: Finding[] = []
  const note = (check: string, state: State, key: string, params: Record<string, string | number> = {}) =>
    findings.push({ check, state, message: t(locale, key, params) })

  checkNode(note)
  checkFolder(config, locale, note)
  checkKey(config, note)
  await checkDatabase(config, note, locale, findings)
  await checkMail(config, note)
  checkOrigin(config, note)
  checkFfmpeg(note)

  const width = Math.max(
    ...(['ok', 'warn', 'fail'] as const).map((state) => t(locale, `cli.doctor.${state}`).length),
  )
  const text = findings
    .map(({ state, message }) => `${t(locale, `cli.doctor.${state}`).padEnd(width)}  ${message}`)
    .join('\n')
  return { text, data: findings, failed: findings.some((finding) => finding.state === 'fail') }
}

type Note = (check: string, state: State, key: string, params?: Record<string, string | number>) => void

function checkNode(note: Note): void {
  const { node } = process.versions
  const fine = Number(node.split('.')[0]) >= 26
  note('node', fine ? 'ok' : 'warn', fine ? 'cli.doctor.node' : 'cli.doctor.node.old', { version: node })
}

function checkFolder(config: Config, locale: Locale, note: Note): void {
  const folder = config.dataDir
  if (!existsSync(folder)) note('folder', 'warn', 'cli.doctor.folder.absent', { folder })
  else {
    try {
      accessSync(folder, constants.W_OK | constants.X_OK)
      const open = (statSync(folder).mode & 0o004) !== 0
      note('folder', open ? 'warn' : 'ok', open ? 'cli.doctor.folder.open' : 'cli.doctor.folder', { folder })
    } catch {
      note('folder', 'fail', 'cli.doctor.folder.unwritable', { folder })
    }
  }
  let existing = folder
  while (!existsSync(existing)) existing = dirname(existing)
  const { bavail, bsize } = statfsSync(existing)
  const free = bavail * bsize
  const state = free < 300e6 ? 'fail' : free < 2e9 ? 'warn' : 'ok'
  note('disk', state, state === 'ok' ? 'cli.doctor.disk' : 'cli.doctor.disk.low', {
    free: bytes(locale, free),
  })
}

function checkKey(config: Config, note: Note): void {
  const file = keyFile(config.dataDir)
  try {
    const keys = findKeys(config.dataDir, config.secret)
    if (existsSync(file) && (statSync(file).mode & 0o077) !== 0) {
      note('secret', 'warn', 'cli.doctor.secret.open', { file })
    } else if (config.secret) note('secret', 'ok', 'cli.doctor.secret.env')
    else if (keys.length === 0) note('secret', 'warn', 'cli.doctor.secret.absent', { file })
    else note('secret', 'ok', 'cli.doctor.secret', { file })
  } catch (error) {
    note('secret', 'fail', 'cli.doctor.secret.broken', { file, detail: (error as Error).message })
  }
}

/** What was sealed by a key that is not here. */
async function checkSealed(config: Config, sql: Sql, note: Note): Promise<void> {
  let known: Set<string>
  try {
    known = new Set(findKeys(config.dataDir, config.secret).map((key) => key.id))
  } catch {
    return // said by checkKey
  }
  const sealed = await sealedByKey(sql)
  const lost = sealed.filter(({ key }) => key !== '' && !known.has(key))
  const count = lost.reduce((sum, row) => sum + row.count, 0)
  if (count > 0) note('sealed', 'fail', 'cli.doctor.secret.lost', { count })
}

async function checkDatabase(config: Config, note: Note, locale: Locale, findings: Finding[]): Promise<void> {
  // Looking must not make anything: a folder that was never started has no database to look at.
  if (!config.databaseUrl && !existsSync(`${config.dataDir}/postgres`)) return
  try {
    await withDatabase(config, 'guest', async (database, sql) => {
      const { version, skew } = await serverFacts(sql)
      note('postgres', 'ok', 'cli.doctor.postgres', { version })
      if (!config.databaseUrl) {
        note('server', 'ok', database.serverRunning ? 'cli.doctor.server' : 'cli.doctor.server.stopped')
      }
      const at = await schemaVersion(sql)
      const newest = (await listMigrations()).at(-1)?.version ?? 0
      if (at > newest) {
        const params = { found: String(at), known: String(newest) }
        note('migrations', 'fail', 'start.folder_newer', params)
      } else {
        const key = at === newest ? 'cli.doctor.migrations' : 'cli.doctor.migrations.waiting'
        note('migrations', at === newest ? 'ok' : 'warn', key, {
          version: String(at),
          newest: String(newest),
        })
      }
      if (at > 0) await checkSealed(config, sql, note)
      const jobs = await jobFigures(sql)
      if (jobs) {
        const late = jobs.late > 0 && (database.serverRunning || config.databaseUrl !== null)
        if (late) note('jobs', 'warn', 'cli.doctor.jobs.late', { count: jobs.late })
        else note('jobs', 'ok', 'cli.doctor.jobs', { count: jobs.waiting })
        if (jobs.failed > 0) note('failed_jobs', 'warn', 'cli.doctor.jobs.failed', { count: jobs.failed })
      }
      const off = Math.abs(skew) > 2000
      const seconds = Math.round(Math.abs(skew) / 1000)
      note('clock', off ? 'warn' : 'ok', off ? 'cli.doctor.clock.off' : 'cli.doctor.clock', { seconds })
    })
  } catch (error) {
    const trouble = troubleOf(error, config)
    const message = trouble
      ? t(locale, `start.${trouble.code}`, trouble.params)
      : t(locale, 'cli.unexpected', { detail: (error as Error).message })
    findings.push({ check: 'database', state: 'fail', message })
  }
}

async function checkMail(config: Config, note: Note): Promise<void> {
  if (!config.smtpUrl) return note('mail', 'warn', 'cli.doctor.mail.none')
  if (config.smtpUrl.startsWith('dev:')) return note('mail', 'warn', 'cli.doctor.mail.dev')
  try {
    const { hostname, port, protocol } = new URL(config.smtpUrl)
    const number = Number(port) || (protocol === 'smtps:' ? 465 : 587)
    const server = `${hostname}:${number}`
    const problem = await knock(hostname, number)
    if (problem) note('mail', 'fail', 'cli.doctor.mail.unreachable', { server, detail: problem })
    else note('mail', 'ok', 'cli.doctor.mail', { server })
  } catch {
    note('mail', 'fail', 'cli.doctor.mail.unreachable', { server: 'SMTP_URL', detail: 'URL' })
  }
}

function knock(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connectTo({ host, port, timeout: 5000 })
    const done = (problem: string | null) => {
      socket.destroy()
      resolve(problem)
    }
    socket.once('connect', () => done(null))
    socket.once('timeout', () => done('ETIMEDOUT'))
    socket.once('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message))
  })
}

function checkOrigin(config: Config, note: Note): void {
  const { origin } = config
  const { hostname, protocol } = new URL(origin)
  if (['localhost', '127.0.0.1', '[::1]'].includes(hostname))
    note('origin', 'warn', 'cli.doctor.origin.local', { origin })
  else if (protocol !== 'https:') note('origin', 'warn', 'cli.doctor.origin.insecure', { origin })
  else if (config.trustedProxies === 0) note('origin', 'warn', 'cli.doctor.origin.proxy')
  else note('origin', 'ok', 'cli.doctor.origin', { origin })
}

function checkFfmpeg(note: Note): void {
  const { status, stdout } = spawnSync('ffmpeg', ['-version'], { encoding: 'utf8', timeout: 5000 })
  const version = /^ffmpeg version (\S+)/.exec(stdout ?? '')?.[1]
  if (status === 0) note('ffmpeg', 'ok', 'cli.doctor.ffmpeg', { version: version ?? '' })
  else note('ffmpeg', 'warn', 'cli.doctor.ffmpeg.none')
}
