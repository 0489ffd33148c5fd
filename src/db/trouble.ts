/** Why Xóm cannot start. Each has one sentence in each language (`start.<code>` in the translation files). */
export type TroubleCode =
  | 'data_dir_unusable'
  | 'database_unreachable'
  | 'database_refused'
  | 'database_too_old'
  | 'demo_unfinished'
  | 'disk_full'
  | 'folder_in_use'
  | 'folder_newer'
  | 'folder_other_postgres'
  | 'no_postgres_binaries'
  | 'port_forbidden'
  | 'port_taken'
  | 'host_unknown'
  | 'postgres_failed'
  | 'root_refused'
  | 'user_unknown'
  | 'wrong_config'

/** A failure of the surroundings that the operator can mend; nothing was changed. `cause` is for the log. */
export class Trouble extends Error {
  readonly code: TroubleCode
  readonly params: Record<string, string | number>
  constructor(code: TroubleCode, params: Record<string, string | number> = {}, cause?: unknown) {
    super(`${code} ${JSON.stringify(params)}`, { cause })
    this.name = 'Trouble'
    this.code = code
    this.params = params
  }
}
