import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../src/db/embedded.ts'
import { migrate, migrateJobs } from '../src/db/migrate.ts'
import { connect } from '../src/db/sql.ts'
import { silentLogger } from '../src/lib/log.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    socketDir: string
  }
}

/** One throw-away PostgreSQL for the whole run, with a migrated template that each test file clones. */
export default async function setup(project: TestProject) {
  const dataDir = await mkdtemp(join(tmpdir(), `xom-test-${randomBytes(3).toString('hex')}-`))
  const postgres = await startEmbedded({ dataDir, log: silentLogger, throwaway: true })
  const admin = connect({ ...postgres.connection, max: 1 })
  await admin`create database template_xom`
  await admin.end()
  const template = connect({ ...postgres.connection, database: 'template_xom', max: 2 })
  await migrate(template, silentLogger)
  await template.end()
  await migrateJobs({ ...postgres.connection, database: 'template_xom' })
  project.provide('socketDir', postgres.connection.host)
  return async () => {
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
