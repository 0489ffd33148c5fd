import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { Opinions, Past, VoteRow } from '../../lib/opinions/index.ts'

export interface Work {
  votes: VoteRow[]
  statements: string[]
  past: Past | null
}

/** The thread's own file: beside this one in the sources, at the root of the built server. */
function threadFile(): URL {
  const found = ['./thread.ts', './questions-thread.js', '../questions-thread.js']
    .map((name) => new URL(name, import.meta.url))
    .find((url) => existsSync(url))
  if (!found) throw new Error('the thread of the opinion groups is not there')
  return found
}

/** `findOpinions` in a thread of its own: seconds of arithmetic that nobody's page waits for. */
export function inThread(work: Work): Promise<Opinions> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(threadFile(), { workerData: work })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the opinion groups' thread ended with ${code}`)))
  })
}
