import { createLogger } from '../lib/log.ts'
import { t } from '../ui/i18n/index.ts'
import { sentences, shellLocale, troubleOf } from './trouble.ts'

/** Milliseconds from the first signal to the end, whatever still runs. */
const deadline = 9_800

export interface Life {
  /** Registers what to do at the end; called in reverse order. */
  onClose(close: () => Promise<unknown>): void
  /** Someone asked us to stop while we were starting. */
  stopping(): boolean
}

/** One line of progress on standard output, in the language of the shell. */
export function say(key: string, params: Record<string, string | number> = {}): void {
  process.stdout.write(`${t(shellLocale(), key, params)}\n`)
}

/** `work` or `ms` milliseconds, whichever ends first. */
export function within(ms: number, work: Promise<unknown>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/**
 * Runs a server from `start` until SIGTERM, SIGINT or the end of the process that started us, then closes what was
 * opened, last first, and exits: 0 after a signal, 1 after a failure, of which it says one sentence in each language.
 */
export async function untilStopped(
  place: { host: string; port: number; dataDir: string },
  start: (life: Life) => Promise<void>,
) {
  const log = createLogger()
  const closers: (() => Promise<unknown>)[] = []
  let ending: Promise<void> | null = null
  let started: Promise<unknown> = Promise.resolve()

  const end = async (code: number) => {
    setTimeout(() => process.exit(code), deadline)
    await started
    for (const close of closers.reverse()) await close().catch((error) => log.error('closing', { error }))
    if (code === 0) say('start.stopped')
    process.exit(code)
  }
  const stop = () => {
    if (ending) return
    // The script that started us must not pass on the Ctrl-C that we have heard ourselves.
    process.send?.('stopping')
    say('start.stopping')
    ending = end(0)
  }
  const fail = (error: unknown, message: string) => {
    log.error(message, { error })
    ending ??= end(1)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  process.on('disconnect', stop)
  process.on('unhandledRejection', (error) => fail(error, 'unhandled rejection'))
  process.on('uncaughtException', (error) => fail(error, 'uncaught exception'))

  const life: Life = { onClose: (close) => closers.push(close), stopping: () => ending !== null }
  started = start(life).catch((error) => {
    const trouble = troubleOf(error, place)
    if (!trouble) log.error('start', { error })
    const detail = error instanceof Error ? error.message : String(error)
    process.stderr.write(
      `${trouble ? sentences(`start.${trouble.code}`, trouble.params) : sentences('start.unexpected', { detail })}\n`,
    )
    ending ??= end(1)
  })
  await started
}
