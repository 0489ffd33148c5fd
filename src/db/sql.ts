import postgres from 'postgres'

/** The driver's tagged template. `bigint` comes back as a decimal string, `timestamptz` as a Date. */
export type Sql = postgres.Sql<{}>

export type ConnectOptions = postgres.Options<{}>

/** Opens a pool. `target` is a connection URL or the embedded server's options (unix socket). */
export function connect(target: string | ConnectOptions, options: ConnectOptions = {}): Sql {
  const common: ConnectOptions = {
    max: 10,
    idle_timeout: 300,
    connect_timeout: 10,
    onnotice: () => {},
    connection: {
      application_name: 'xom',
      timezone: 'UTC',
      statement_timeout: 15_000,
      // Our queries are index ranges with a limit: a plan made for the parameters is never better, and making one
      // costs more than running it (home: 1.6 ms against 0.3).
      plan_cache_mode: 'force_generic_plan',
      ...options.connection,
    },
  }
  const { connection: _, ...rest } = options
  return typeof target === 'string'
    ? postgres(target, { ...common, ...rest })
    : postgres({ ...common, ...target, ...rest })
}

/** SQLSTATE of a driver error, or null. */
export function sqlState(error: unknown): string | null {
  return error instanceof postgres.PostgresError ? error.code : null
}

export const isUniqueViolation = (error: unknown): boolean => sqlState(error) === '23505'
