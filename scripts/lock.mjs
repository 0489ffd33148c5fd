import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { say } from './messages.mjs'

const pause = (ms) => new Promise((done) => setTimeout(done, ms))

function alive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Runs `work` while no other process of this checkout installs or builds; a lock left by a dead process is taken. */
export async function exclusively(root, work) {
  const lock = join(root, '.xom-lock')
  for (let told = false; ; ) {
    try {
      mkdirSync(lock)
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    let owner = 0
    try {
      owner = Number(readFileSync(join(lock, 'pid'), 'utf8'))
    } catch {
      // Just made, or left by a process killed before it wrote its number: told apart by waiting once.
      await pause(500)
      try {
        owner = Number(readFileSync(join(lock, 'pid'), 'utf8'))
      } catch {}
    }
    if (!owner || !alive(owner)) {
      rmSync(lock, { recursive: true, force: true })
      continue
    }
    if (!told) say('waiting_for_build')
    told = true
    await pause(250)
  }
  try {
    writeFileSync(join(lock, 'pid'), String(process.pid))
    return await work()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}
