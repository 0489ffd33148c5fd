import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp, features, listeners } from '../../src/app.ts'
import { buildContext } from '../../src/build-context.ts'
import { readConfig } from '../../src/config.ts'
import { startEmbedded } from '../../src/db/embedded.ts'
import { listenForDrops } from '../../src/db/invalidate.ts'
import { migrate, migrateJobs } from '../../src/db/migrate.ts'
import { connect } from '../../src/db/sql.ts'
import { registerUser } from '../../src/features/auth/index.ts'
import { saveSettings } from '../../src/features/instance/index.ts'
import { issueToken } from '../../src/features/oauth/index.ts'
import { serve } from '../../src/http/serve.ts'
import { startBeats } from '../../src/jobs/beats.ts'
import { startWorker } from '../../src/jobs/worker.ts'
import { silentLogger } from '../../src/lib/log.ts'
import { type Play, rehearse, type Scene, scenes } from './play.ts'
import { languages, type Tell, tellIn } from './words.ts'

const usage = `npm run rehearse -- ${scenes.join('|')} [--origin http://localhost:3000 --token TOKEN]
  [--sign-ups 300] [--posts 2000] [--seconds 15] [--lang vi|en]
Without --origin a throw-away server of its own is started (--own). Only loopback addresses are driven.`

const option = (name: string): string => {
  const at = process.argv.indexOf(`--${name}`)
  return at === -1 ? '' : (process.argv[at + 1] ?? '')
}
const bounded = (name: string, standard: number, most: number): number =>
  Math.max(1, Math.min(most, Number(option(name)) || standard))

/** As asked for, or as the terminal speaks. */
const language = () =>
  languages.find((one) => one === option('lang')) ?? (/^vi/i.test(process.env['LANG'] ?? '') ? 'vi' : 'en')

/** A rehearsal makes hundreds of accounts and posts: never anywhere but on this machine. */
function loopback(origin: string): string {
  const url = URL.canParse(origin) ? new URL(origin) : null
  if (!url || !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname))
    throw new Error(`Only a server on this machine is rehearsed on, not "${origin}".`)
  return url.origin
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })

/** A whole server of its own, gone afterwards. */
async function ownServer() {
  const folder = mkdtempSync(join(tmpdir(), 'xom-rehearsal-'))
  const postgres = await startEmbedded({
    dataDir: join(folder, 'postgres'),
    log: silentLogger,
    throwaway: true,
  })
  const port = await freePort()
  const config = readConfig({
    NODE_ENV: 'test',
    XOM_DATA: folder,
    PORT: String(port),
    HOST: '127.0.0.1',
    XOM_ORIGIN: `http://localhost:${port}`,
    XOM_LINK_PREVIEWS: 'off',
  })
  const db = connect({ ...postgres.connection, max: 6 })
  await migrate(db, silentLogger)
  await migrateJobs(postgres.connection)
  const ctx = buildContext({ config, db, events: listeners, log: silentLogger })
  await saveSettings(ctx, { ready: true, newcomerDays: 0 })
  const unlisten = await listenForDrops(ctx)
  const workers = await startWorker(ctx, postgres.connection, features)
  const stopBeats = startBeats(ctx, features)
  const serving = await serve(ctx, createApp(ctx))
  const make = async (username: string, role: 'user' | 'admin', scopes: string) => {
    const person = { username, email: `${username}@rehearsal.test`, password: 'một buổi diễn tập' }
    const id = await registerUser(ctx, { ...person, role, locale: 'vi', confirmed: true })
    return { token: await issueToken(ctx, { accountId: id, scopes, appName: 'Rehearsal' }) }
  }
  let number = 0
  const next = () => {
    number += 1
    return `nguoi_${number}`
  }
  const operator = await make('bac_tu', 'admin', 'read write admin:read admin:write')
  return {
    origin: config.origin,
    token: operator.token,
    async people(count: number) {
      const made = []
      for (let left = count; left > 0; left -= 8)
        made.push(
          ...(await Promise.all(
            Array.from({ length: Math.min(8, left) }, () => make(next(), 'user', 'read write')),
          )),
        )
      return made
    },
    async close() {
      await stopBeats()
      await serving.close(500)
      await workers.stop()
      await unlisten()
      await db.end({ timeout: 2 })
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function main(): Promise<number> {
  const scene = scenes.find((one) => one === process.argv[2])
  if (!scene) {
    console.error(usage)
    return 2
  }
  const tell = tellIn(language())
  const sizes = {
    tell,
    scene: scene as Scene,
    signUps: bounded('sign-ups', 300, 300),
    posts: bounded('posts', 2000, 2000),
    seconds: bounded('seconds', 15, 600),
    say: (line: string) => console.log(line),
  }
  const asked = option('origin')
  if (asked) {
    const token = option('token') || process.env['XOM_REHEARSE_TOKEN'] || ''
    if (!token)
      throw new Error('Give --token TOKEN (or XOM_REHEARSE_TOKEN): of an administrator, with admin:write.')
    return report(tell, await rehearse({ ...sizes, origin: loopback(asked), token } satisfies Play))
  }
  const own = await ownServer()
  try {
    return report(
      tell,
      await rehearse({ ...sizes, origin: own.origin, token: own.token, people: own.people }),
    )
  } finally {
    await own.close()
  }
}

function report(tell: Tell, checks: Awaited<ReturnType<typeof rehearse>>): number {
  const failed = checks.filter((one) => !one.ok)
  console.log(tell('held', checks.length - failed.length, checks.length))
  return failed.length === 0 ? 0 : 1
}

process.exitCode = await main().catch((error: Error) => {
  console.error(error.message)
  return 1
})
