import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startEmbedded } from '../src/db/embedded.ts'
import { connect } from '../src/db/sql.ts'
import { silentLogger } from '../src/lib/log.ts'
import {
  alive,
  buildOnce,
  environment,
  freePort,
  postmasterPid,
  type Running,
  root,
  run,
  sleep,
  startMain,
  until200,
  xom,
} from './processes.ts'

const folders: string[] = []
const servers: Running[] = []

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'xom-start-'))
  folders.push(folder)
  return folder
}

function start(env: NodeJS.ProcessEnv, args: string[] = []): Running {
  const server = startMain(env, args)
  servers.push(server)
  return server
}

beforeAll(buildOnce, 120_000)

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.process.kill('SIGKILL')
    await server.ended
  }
  for (const folder of folders.splice(0)) {
    const pid = postmasterPid(folder)
    if (pid && alive(pid)) {
      process.kill(pid, 'SIGQUIT')
      while (alive(pid)) await sleep(20)
    }
    rmSync(folder, { recursive: true, force: true })
  }
})

async function withDatabase<T>(
  folder: string,
  work: (sql: ReturnType<typeof connect>) => Promise<T>,
): Promise<T> {
  const postgres = await startEmbedded({ dataDir: folder, log: silentLogger })
  const sql = connect(postgres.connection, { max: 1 })
  try {
    return await work(sql)
  } finally {
    await sql.end()
    if (!postgres.adopted) await postgres.stop()
  }
}

describe('the start', { timeout: 60_000 }, () => {
  test('an empty folder becomes a serving network with a set-up link, and SIGTERM ends it within ten seconds', async () => {
    const folder = newFolder()
    const port = await freePort()
    const server = start(environment(folder, port))
    await until200(server, port)
    await sleep(100)
    expect(server.output()).toContain(`http://localhost:${port}/setup?token=`)
    const postgres = postmasterPid(folder)!
    const asked = Date.now()
    server.process.kill('SIGTERM')
    expect(await server.ended).toBe(0)
    expect(Date.now() - asked).toBeLessThan(10_000)
    expect(alive(postgres)).toBe(false)
    expect(postmasterPid(folder)).toBe(null)
  })

  test('with --skip-wizard the first admin is left to the command line', async () => {
    const port = await freePort()
    const server = start(environment(newFolder(), port), ['--skip-wizard'])
    await until200(server, port)
    await sleep(100)
    expect(server.output()).toContain('account create')
    expect(server.output()).not.toContain('/setup?token=')
  })

  test('a port that is taken is one sentence in each language, and no data folder is made', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const { port } = taken.address() as { port: number }
    const folder = newFolder()
    const server = start(environment(folder, port))
    expect(await server.ended).toBe(1)
    taken.close()
    expect(server.output()).toContain(`Port ${port} is taken`)
    expect(server.output()).toContain(`Cổng ${port} đã có chương trình khác dùng`)
    expect(postmasterPid(folder)).toBe(null)
  })

  test('a second server in the same folder is refused and the first one goes on', async () => {
    const folder = newFolder()
    const port = await freePort()
    const first = start(environment(folder, port))
    await until200(first, port)
    const second = start(environment(folder, await freePort()))
    expect(await second.ended).toBe(1)
    expect(second.output()).toContain(`Another Xóm is using the data folder ${folder}.`)
    expect(second.output()).toContain('Một Xóm khác đang dùng thư mục dữ liệu')
    expect(second.output()).not.toContain('adopted')
    await until200(first, port)
  })

  test('after kill -9 of the server the next start takes over the PostgreSQL that it left', async () => {
    const folder = newFolder()
    const port = await freePort()
    const first = start(environment(folder, port))
    await until200(first, port)
    const postgres = postmasterPid(folder)!
    first.process.kill('SIGKILL')
    await first.ended
    expect(alive(postgres)).toBe(true)
    const second = start(environment(folder, port))
    await until200(second, port)
    expect(postmasterPid(folder)).toBe(postgres)
    second.process.kill('SIGINT')
    expect(await second.ended).toBe(0)
    expect(alive(postgres)).toBe(false)
  })

  test('after kill -9 of everything, and with a pid file that names another program, it recovers', async () => {
    const folder = newFolder()
    const port = await freePort()
    const first = start(environment(folder, port))
    await until200(first, port)
    const postgres = postmasterPid(folder)!
    process.kill(postgres, 'SIGKILL')
    first.process.kill('SIGKILL')
    await first.ended
    const pidFile = join(folder, 'postgres/postmaster.pid')
    const lines = readFileSync(pidFile, 'utf8').split('\n')
    lines[0] = String(process.pid)
    writeFileSync(pidFile, lines.join('\n'))
    const second = start(environment(folder, port))
    await until200(second, port)
    expect(alive(postmasterPid(folder)!)).toBe(true)
  })

  test('a PostgreSQL that is killed under a running server is started again by it', async () => {
    const folder = newFolder()
    const port = await freePort()
    const server = start(environment(folder, port))
    await until200(server, port)
    const postgres = postmasterPid(folder)!
    process.kill(postgres, 'SIGKILL')
    for (let i = 0; i < 400 && (postmasterPid(folder) ?? postgres) === postgres; i += 1) await sleep(25)
    expect(xom(environment(folder, port), 'account', 'list').code).toBe(0)
    await until200(server, port)
    server.process.kill('SIGTERM')
    expect(await server.ended).toBe(0)
  })

  test('a job that a killed server had in hand is done after the next start', async () => {
    const folder = newFolder()
    const port = await freePort()
    const account = ['account', 'create', 'lan', '--email', 'lan@xom.test', '--password', 'mật khẩu dài']
    expect(xom(environment(folder, port), ...account).code).toBe(0)
    const waiting = (sql: ReturnType<typeof connect>) => sql`select 1 from graphile_worker.jobs`
    const before = await withDatabase(folder, async (sql) => {
      await sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'killed'`
      return (await waiting(sql)).length
    })
    expect(before).toBeGreaterThan(0)
    const server = start(environment(folder, port))
    await until200(server, port)
    await expect.poll(() => withDatabase(folder, waiting), { timeout: 10_000 }).toHaveLength(0)
  })

  test('data of a newer version is refused and left as it is', async () => {
    const folder = newFolder()
    const port = await freePort()
    expect(xom(environment(folder, port), 'account', 'list').code).toBe(0)
    await withDatabase(
      folder,
      (sql) => sql`insert into schema_migrations (version, name) values (9999, 'future')`,
    )
    const server = start(environment(folder, port))
    expect(await server.ended).toBe(1)
    expect(server.output()).toContain('This data was made by a newer Xóm (data version 9999')
    const left = await withDatabase(
      folder,
      (sql) => sql`select max(version) as version from schema_migrations`,
    )
    expect(left[0]!.version).toBe(9999)
  })

  test('an unreachable database and a wrong setting are one sentence each', async () => {
    const port = await freePort()
    const url = `postgres://xom:secret@127.0.0.1:${await freePort()}/xom`
    const server = start(environment(newFolder(), port, { DATABASE_URL: url }))
    expect(await server.ended).toBe(1)
    expect(server.output()).toContain('cannot be reached (ECONNREFUSED)')
    expect(server.output()).not.toContain('secret')
    const wrong = start(environment(newFolder(), port, { XOM_DB_POOL: 'many' }))
    expect(await wrong.ended).toBe(1)
    expect(wrong.output()).toContain('XOM_DB_POOL must be a whole number')
  })

  test('npm start runs it all, and passes SIGTERM on', async () => {
    const folder = newFolder()
    const port = await freePort()
    const server = run(join(root, 'node_modules/.bin/node'), ['scripts/start.mjs'], environment(folder, port))
    servers.push(server)
    await until200(server, port)
    server.process.kill('SIGTERM')
    expect(await server.ended).toBe(0)
    expect(postmasterPid(folder)).toBe(null)
  })

  test('a server whose start script is killed stops by itself', async () => {
    const folder = newFolder()
    const port = await freePort()
    const server = run(join(root, 'node_modules/.bin/node'), ['scripts/start.mjs'], environment(folder, port))
    servers.push(server)
    await until200(server, port)
    server.process.kill('SIGKILL')
    for (let i = 0; i < 400 && postmasterPid(folder) !== null; i += 1) await sleep(25)
    expect(postmasterPid(folder)).toBe(null)
  })
})

describe('a sample neighbourhood that is killed half-way', { timeout: 300_000 }, () => {
  test('is said by a plain start, made anew by the next --demo, and then whole', async () => {
    const folder = newFolder()
    const port = await freePort()
    const env = environment(folder, port, { XOM_SETUP: 'wizard' })
    const half = start(env, ['--demo'])
    while (!half.output().includes('Making the sample neighbourhood')) await sleep(50)
    const people = () => withDatabase(folder, (sql) => sql`select count(*)::int as n from accounts`)
    while ((await people())[0]!['n'] < 10) await sleep(100)
    half.process.kill('SIGKILL')
    await half.ended

    const plain = start(env)
    expect(await plain.ended).toBe(1)
    expect(plain.output()).toContain('was cut off half-way')
    expect(plain.output()).toContain('còn dở dang')

    const again = start(env, ['--demo'])
    await until200(again, port, '/health', 200_000)
    expect(again.output()).toContain('making it anew')
    const facts = await withDatabase(
      folder,
      (sql) => sql`
        select (select count(*)::int from accounts) as people,
          (select count(*)::int from statuses where reblog_of_id is null) as posts,
          (select count(*)::int from users where password_hash is not null) as doors`,
    )
    expect(facts[0]!['people']).toBeLessThan(60)
    expect(facts[0]!['posts']).toBeGreaterThanOrEqual(600)
    expect(facts[0]!['doors']).toBe(2)
    again.process.kill('SIGTERM')
    expect(await again.ended).toBe(0)

    const later = start(env)
    await until200(later, port)
    expect(later.output()).not.toContain('half-way')
  })

  test('is not cleared away when somebody has moved in', async () => {
    const folder = newFolder()
    const env = environment(folder, await freePort())
    const made = xom(
      env,
      'account',
      'create',
      'lan_that',
      '--email',
      'lan@example.org',
      '--password',
      'một mật khẩu dài',
    )
    expect(made.code).toBe(0)
    await withDatabase(folder, (sql) => sql`insert into settings (key, value) values ('demoFilling', 'true')`)
    const again = start(env, ['--demo'])
    expect(await again.ended).toBe(1)
    expect(again.output()).toContain('was cut off half-way')
    const left = await withDatabase(folder, (sql) => sql`select username from accounts`)
    expect(left.map((row) => row['username'])).toEqual(['lan_that'])
  })
})
