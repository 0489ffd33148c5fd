/** One JSON line per event on standard output (errors on standard error). Never pass personal data in `fields`. */
export interface Logger {
  info(message: string, fields?: Record<string, unknown>): void
  warn(message: string, fields?: Record<string, unknown>): void
  error(message: string, fields?: Record<string, unknown>): void
}

function describe(value: unknown): unknown {
  if (!(value instanceof Error)) return value
  // Only name, message, stack and the SQLSTATE: a database error's `detail` and `parameters` hold people's data.
  const code = (value as { code?: unknown }).code
  return {
    name: value.name,
    message: value.message,
    ...(code === undefined ? {} : { code }),
    stack: value.stack,
    ...(value.cause === undefined ? {} : { cause: describe(value.cause) }),
  }
}

export function createLogger(write: (line: string, isError: boolean) => void = defaultWrite): Logger {
  const line = (level: string, message: string, fields: Record<string, unknown> = {}) => {
    const plain = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, describe(value)]))
    write(JSON.stringify({ time: new Date().toISOString(), level, message, ...plain }), level === 'error')
  }
  return {
    info: (message, fields) => line('info', message, fields),
    warn: (message, fields) => line('warn', message, fields),
    error: (message, fields) => line('error', message, fields),
  }
}

function defaultWrite(line: string, isError: boolean): void {
  ;(isError ? process.stderr : process.stdout).write(`${line}\n`)
}

/** For tests: says nothing. */
export const silentLogger: Logger = { info() {}, warn() {}, error() {} }
