import { parentPort, workerData } from 'node:worker_threads'
import { findOpinions } from '../../lib/opinions/index.ts'
import type { Work } from './run.ts'

const { votes, statements, past } = workerData as Work
parentPort!.postMessage(findOpinions(votes, statements, past))
