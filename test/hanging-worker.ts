import { connect } from '../src/db/sql.ts'
import { startWorker } from '../src/jobs/worker.ts'
import { createLogger } from '../src/lib/log.ts'

/** A process of its own whose workers take a job and never end it, for the test that kills it: HOST DATABASE. */
const [host = '', database = ''] = process.argv.slice(2)
const db = connect({ host, user: 'xom', database, max: 1 })
const ctx = {
  db,
  log: createLogger(),
  clock: () => new Date(),
  config: { databaseUrl: 'postgres://elsewhere' },
}
const hang = () => new Promise<void>(() => setInterval(() => {}, 1000))
await startWorker(ctx as never, { host, user: 'xom', database }, [
  { name: 'test', jobs: { 'auth.sweep': hang } },
])
process.stdout.write('working\n')
