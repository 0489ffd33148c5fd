import { createServer } from 'node:net'
import { parseArgs } from 'node:util'
import { type Config, readConfig } from '../config.ts'
import { pause } from '../db/postmaster.ts'
import { Trouble } from '../db/trouble.ts'
import { sentences } from './trouble.ts'

export interface StartOptions {
  demo: boolean
  skipWizard: boolean
}

/** Arguments of `npm start --`; a wrong one ends the process with one sentence. */
export function readOptions(args: string[]): StartOptions {
  try {
    const { values } = parseArgs({
      args,
      options: { demo: { type: 'boolean' }, 'skip-wizard': { type: 'boolean' }, dev: { type: 'boolean' } },
    })
    return { demo: values.demo ?? false, skipWizard: values['skip-wizard'] ?? false }
  } catch (error) {
    process.stderr.write(`${sentences('start.bad_arguments', { detail: (error as Error).message })}\n`)
    process.exit(1)
  }
}

/** The environment's settings; a wrong value ends the process with one sentence. */
export function readSettings(): Config {
  try {
    return readConfig()
  } catch (error) {
    process.stderr.write(`${sentences('start.wrong_config', { detail: (error as Error).message })}\n`)
    process.exit(1)
  }
}

/**
 * Throws Trouble when the port cannot be had. Asked before the database is touched; a server that is just leaving
 * gets three seconds.
 */
export async function checkPort({ host, port }: Config): Promise<void> {
  for (const end = Date.now() + 3000; ; await pause(200)) {
    const error = await tryListen(host, port)
    if (!error) return
    if (error.code !== 'EADDRINUSE') throw error
    if (Date.now() > end) throw new Trouble('port_taken', { port: String(port) }, error)
  }
}

function tryListen(host: string, port: number): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', resolve)
    probe.listen(port, host, () => probe.close(() => resolve(null)))
  })
}
