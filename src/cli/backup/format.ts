/**
 * A backup is a gzipped tar that ordinary tools can open:
 * - `backup.json` first: BackupHeader, enough to refuse a file before anything is touched;
 * - `tables/<name>/<n>.copy`: rows in PostgreSQL's COPY text format, in the column order of the header, cut anywhere;
 * - `jobs/<n>.ndjson`: waiting jobs, one JSON object per line;
 * - `media/<key>`: uploaded files;
 * - `secret.key`: the keys of the data folder (src/storage/keyring.ts); absent where XOM_SECRET is used instead;
 * - `manifest.json` last: Manifest, with the SHA-256 of every other entry. A file without it is not whole.
 */
export const formatVersion = 1

export interface BackupHeader {
  format: number
  /** Number of the newest migration. */
  schema: number
  createdAt: string
  origin: string
  tables: { name: string; columns: string[] }[]
  sequences: { name: string; value: string; called: boolean }[]
}

export interface Manifest {
  format: number
  /** Rows by table; `jobs` and `media` are counted under those names with a leading colon. */
  counts: Record<string, number>
  /** Hex SHA-256 and size in bytes by entry name. */
  entries: Record<string, { sha256: string; size: number }>
}

export interface BackupJob {
  identifier: string
  payload: unknown
  queue_name: string | null
  run_at: string
  max_attempts: number
  job_key: string | null
  priority: number
  flags: string[] | null
}

export const jobsCount = ':jobs'
export const mediaCount = ':media'
