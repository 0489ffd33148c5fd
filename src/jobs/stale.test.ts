import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { startServer, type TestServer } from '../../test/server.ts'
import { silentLogger } from '../lib/log.ts'
import { keepRoll, releaseLostJobs } from './stale.ts'
import { startWorker } from './worker.ts'

let server: TestServer
let connection: { host: string; user: string; database: string }
beforeAll(async () => {
  server = await startServer()
  const [row] = await server.ctx.db<{ database: string }[]>`select current_database() as database`
  connection = { host: inject('socketDir'), user: 'xom', database: row!.database }
})
afterAll(() => server.close())

const jobs = () => server.ctx.db<{ locked_by: string | null; attempts: number }[]>`
  select locked_by, attempts from graphile_worker.jobs where task_identifier = 'auth.sweep'`
/** Lets the lock of a job in hand look older than a worker needs to enter the roll. */
const age = () => server.ctx.db`
  update graphile_worker._private_jobs set locked_at = now() - interval '1 minute' where locked_by is not null`

async function until(good: () => Promise<boolean>): Promise<void> {
  for (let n = 0; n < 200; n += 1) {
    if (await good()) return
    await wait(50)
  }
  throw new Error('it did not come to pass')
}

it('a job in the hands of a killed process is freed and done by another one; a living process keeps its own', async () => {
  const { db } = server.ctx
  const file = join(import.meta.dirname, '../../test/hanging-worker.ts')
  const child = spawn(process.execPath, [file, connection.host, connection.database], { stdio: 'pipe' })
  try {
    await once(child.stdout, 'data')
    await server.ctx.enqueue('auth.sweep', {})
    await until(async () => (await jobs())[0]?.locked_by != null)
    await age()
    const holder = (await jobs())[0]!.locked_by!
    let suspects = await releaseLostJobs(db, [])
    expect(suspects).toEqual([])
    // Even somebody who takes it for lost does not get it while it lives.
    suspects = await releaseLostJobs(db, [holder])
    expect(suspects).toEqual([])
    expect((await jobs())[0]!.locked_by).toBe(holder)
  } finally {
    child.kill('SIGKILL')
    await once(child, 'close')
  }
  let suspects: string[] = []
  await until(async () => {
    suspects = await releaseLostJobs(db, [])
    return suspects.length === 1
  })
  expect((await jobs())[0]!.locked_by).not.toBeNull()
  const rounds = await Promise.all([releaseLostJobs(db, suspects), releaseLostJobs(db, suspects)])
  expect(rounds.flat().filter((id) => !suspects.includes(id))).toEqual([])
  expect((await jobs())[0]).toMatchObject({ locked_by: null, attempts: 1 })

  let done = 0
  const ctx = { ...server.ctx, config: { ...server.ctx.config, databaseUrl: 'postgres://elsewhere' } }
  const count = async () => {
    done += 1
  }
  const workers = await startWorker(ctx, connection, [{ name: 'test', jobs: { 'auth.sweep': count } }])
  await until(async () => (await jobs()).length === 0)
  expect(done).toBe(1)
  await workers.stop()
})

it('a worker whose connection broke enters the roll again', async () => {
  const { db } = server.ctx
  const holder = async () => {
    const [row] = await db<{ pid: number }[]>`
      select pid from pg_locks where locktype = 'advisory' and granted
        and database = (select oid from pg_database where datname = current_database())
        and objid = (hashtextextended('xom.worker:worker-test', 0) & 4294967295)::oid`
    return row?.pid ?? null
  }
  const roll = keepRoll(connection, silentLogger)
  roll.enter('worker-test')
  await until(async () => (await holder()) !== null)
  const before = (await holder())!
  await db`select pg_terminate_backend(${before})`
  await until(async () => ![null, before].includes(await holder()))
  await roll.close()
  await until(async () => (await holder()) === null)
})
