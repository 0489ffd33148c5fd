import { readScript } from '../script.ts'
import { alley } from './alley.ts'

const files = { alley }

/** All sample threads, in the order of their files. */
export const threads = Object.entries(files).flatMap(([name, source]) => {
  try {
    return readScript(source)
  } catch (error) {
    throw new Error(`src/demo/data/${name}.ts`, { cause: error })
  }
})
