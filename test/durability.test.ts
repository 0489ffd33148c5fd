import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  alive,
  buildOnce,
  environment,
  freePort,
  postmasterPid,
  type Running,
  sleep,
  startMain,
  until200,
  xom,
} from './processes.ts'

const posts = 1000
/** Each stays below the number of posts that one person may write in three hours. */
const writers = ['lan', 'mai', 'hoa', 'tuan', 'hung', 'thao']

const folder = mkdtempSync(join(tmpdir(), 'xom-durability-'))
const servers: Running[] = []

interface Status {
  id: string
  content: string
}
interface Notification {
  id: string
  type: string
  status?: Status
}

beforeAll(buildOnce, 120_000)

afterAll(async () => {
  for (const server of servers) server.process.kill('SIGKILL')
  const pid = postmasterPid(folder)
  if (pid && alive(pid)) {
    process.kill(pid, 'SIGQUIT')
    while (alive(pid)) await sleep(20)
  }
  rmSync(folder, { recursive: true, force: true })
})

/** Every process of a PostgreSQL, the postmaster first: its backends must not get to finish anything. */
function familyOf(postmaster: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'latin1')
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === postmaster
      } catch {
        return false
      }
    })
    .map(Number)
  return [postmaster, ...children]
}

function member(env: NodeJS.ProcessEnv, handle: string): string {
  const made = xom(
    env,
    'account',
    'create',
    handle,
    '--email',
    `${handle}@xom.test`,
    '--password',
    'mật khẩu dài',
  )
  expect(made.stderr).toBe('')
  const told = xom(env, 'account', 'token', handle, '--json')
  return (JSON.parse(told.stdout) as { token: string }).token
}

/** All pages of a list, newest first. */
async function everything<T extends { id: string }>(url: string, token: string): Promise<T[]> {
  const all: T[] = []
  for (let maxId = ''; ; ) {
    const separator = url.includes('?') ? '&' : '?'
    const response = await fetch(`${url}${separator}limit=40${maxId && `&max_id=${maxId}`}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(response.status).toBe(200)
    const page = (await response.json()) as T[]
    if (page.length === 0) return all
    all.push(...page)
    maxId = page.at(-1)!.id
  }
}

const numberIn = (status: Status | undefined) => /bài số (\d+)/.exec(status?.content ?? '')?.[1] ?? ''

describe('durability', () => {
  test('after kill -9 of every process in the middle of 1,000 posts each acknowledged one is there once, and so is its notification', {
    timeout: 180_000,
  }, async () => {
    const port = await freePort()
    const env = environment(folder, port)
    const tokens = writers.map((handle) => member(env, handle))
    const minh = member(env, 'minh')
    const origin = `http://127.0.0.1:${port}`
    const first = startMain(env)
    servers.push(first)
    await until200(first, port)

    const acknowledged = new Map<string, string>()
    let next = 0
    let killed = false
    const write = async (token: string) => {
      while (next < posts && !killed) {
        const number = next++
        const response = await fetch(`${origin}/api/v1/statuses`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/json',
            'idempotency-key': `bai-${number}`,
          },
          body: JSON.stringify({ status: `@minh đây là bài số ${number}`, visibility: 'public' }),
        }).catch(() => null)
        const body = (await response?.json().catch(() => null)) as Status | null
        if (response?.status === 200 && body) acknowledged.set(String(number), body.id)
        else if (response && !killed) throw new Error(`${response.status} ${JSON.stringify(body)}`)
      }
    }
    const kill = async () => {
      while (acknowledged.size < posts / 2) await sleep(5)
      killed = true
      const family = familyOf(postmasterPid(folder)!)
      expect(family.length).toBeGreaterThan(3)
      first.process.kill('SIGKILL')
      for (const pid of family) {
        try {
          process.kill(pid, 'SIGKILL')
        } catch {
          // It ended by itself when the postmaster did.
        }
      }
    }
    await Promise.all([kill(), ...tokens.map(write)])
    await first.ended
    expect(acknowledged.size).toBeGreaterThanOrEqual(posts / 2)
    expect(acknowledged.size).toBeLessThan(posts)

    const second = startMain(env)
    servers.push(second)
    await until200(second, port)
    const pages = tokens.map(async (token) => {
      const me = await fetch(`${origin}/api/v1/accounts/verify_credentials`, {
        headers: { authorization: `Bearer ${token}` },
      })
      const { id } = (await me.json()) as { id: string }
      return everything<Status>(`${origin}/api/v1/accounts/${id}/statuses`, token)
    })
    const statuses = (await Promise.all(pages)).flat()
    const numbers = statuses.map(numberIn)
    expect(new Set(numbers).size).toBe(numbers.length)
    const byNumber = new Map(statuses.map((status) => [numberIn(status), status.id]))
    for (const [number, statusId] of acknowledged) expect(byNumber.get(number)).toBe(statusId)

    // The jobs that were waiting or running run again, each to the same effect.
    const heard = async () => {
      const all = await everything<Notification>(`${origin}/api/v1/notifications`, minh)
      return all.filter(({ type }) => type === 'mention').map(({ status }) => numberIn(status))
    }
    // A job in hand when its worker died is free again when graphile-worker's lock is given up.
    await expect
      .poll(async () => (await heard()).length, { timeout: 60_000, interval: 500 })
      .toBe(numbers.length)
    expect((await heard()).sort()).toEqual([...numbers].sort())
  })
})
