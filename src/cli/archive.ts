import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { listMigrations } from '../db/migrate.ts'
import { readKeyFile } from '../storage/keyring.ts'
import { createStorage } from '../storage/storage.ts'
import { type Locale, t } from '../ui/i18n/index.ts'
import type { Answer } from './account.ts'
import { type Manifest, mediaCount } from './backup/format.ts'
import { BadBackup, checkBackup } from './backup/read.ts'
import { NotEmpty, restoreBackup } from './backup/restore.ts'
import { schemaVersion } from './backup/sql.ts'
import { writeBackup } from './backup/write.ts'
import { bytes } from './bytes.ts'
import { CliError, withDatabase } from './session.ts'

const figures = ({ counts }: Manifest) => ({
  accounts: counts.accounts ?? 0,
  statuses: counts.statuses ?? 0,
  media: counts[mediaCount] ?? 0,
})

/** A file that is there stays, unless `force`: it may be the only good backup. */
export async function backup(config: Config, locale: Locale, file: string, force: boolean): Promise<Answer> {
  if (!force && existsSync(file)) throw new CliError('backup.exists', { file })
  return withDatabase(config, 'guest', async (_, sql) => {
    if ((await schemaVersion(sql)) === 0) throw new CliError('backup.nothing')
    let manifest: Manifest
    try {
      const media = createStorage(join(config.dataDir, 'media'))
      manifest = await writeBackup(sql, media, file, config.origin, readKeyFile(config.dataDir))
    } catch (error) {
      const { code, path } = error as NodeJS.ErrnoException
      if (code && path?.endsWith('.partial')) throw new CliError('backup.unwritable', { file, detail: code })
      if (code === 'ENOSPC') throw new CliError('backup.unwritable', { file, detail: code })
      throw error
    }
    const { size } = await stat(file)
    const data = { file, size, counts: manifest.counts }
    return {
      text: t(locale, 'cli.backup.written', { ...figures(manifest), file, size: bytes(locale, size) }),
      data,
    }
  })
}

/**
 * Reads the whole file before anything is made or changed, then takes the folder for itself: a server that is running
 * there is told apart by the folder lock.
 */
export async function restore(config: Config, locale: Locale, file: string): Promise<Answer> {
  const newest = (await listMigrations()).at(-1)?.version ?? 0
  const checked = await checkBackup(file, newest).catch((error: unknown) => {
    throw error instanceof BadBackup
      ? new CliError(`backup.${error.reason}`, { file, ...error.params })
      : error
  })
  return withDatabase(config, 'server', async (database, sql, log) => {
    try {
      const manifest = await restoreBackup(database, sql, config.dataDir, file, log, checked)
      return { text: t(locale, 'cli.backup.restored', figures(manifest)), data: { counts: manifest.counts } }
    } catch (error) {
      if (error instanceof NotEmpty) throw new CliError('backup.not_empty')
      if (error instanceof BadBackup) throw new CliError(`backup.${error.reason}`, { file, ...error.params })
      throw error
    }
  })
}
