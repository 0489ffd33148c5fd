import { readScript } from '../script.ts'
import { alley } from './alley.ts'
import { days } from './days.ts'
import { market } from './market.ts'
import { memory } from './memory.ts'
import { nights } from './nights.ts'
import { storm } from './storm.ts'
import { teasing } from './teasing.ts'
import { young } from './young.ts'

const files = { alley, days, market, memory, nights, storm, teasing, young }

/** All sample threads, in the order of their files. */
export const threads = Object.entries(files).flatMap(([name, source]) => {
  try {
    return readScript(source)
  } catch (error) {
    throw new Error(`src/demo/data/${name}.ts`, { cause: error })
  }
})
