import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  buildOnce,
  environment,
  freePort,
  postmasterPid,
  type Running,
  startMain,
  until200,
  xom,
} from '../../test/processes.ts'

const folder = mkdtempSync(join(tmpdir(), 'xom-cli-'))
const data = join(folder, 'data')
const password = 'một mật khẩu dài'
let env: NodeJS.ProcessEnv
let port: number
let server: Running | null = null

beforeAll(async () => {
  buildOnce()
  port = await freePort()
  env = environment(data, port)
}, 120_000)

afterAll(async () => {
  server?.process.kill('SIGTERM')
  await server?.ended
  rmSync(folder, { recursive: true, force: true })
})

const api = async (path: string, token: string) => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    headers: { authorization: `Bearer ${token}` },
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

describe('the command line', { timeout: 120_000 }, () => {
  test('says what it can do, and what it cannot, in the language of the shell', () => {
    expect(xom(env).stdout).toContain('npm run xom -- COMMAND')
    expect(xom({ ...env, LANG: 'vi_VN.UTF-8' }, 'help').stdout).toContain('npm run xom -- LỆNH')
    expect(xom(env, 'frobnicate')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no command "frobnicate"'),
    })
    expect(xom(env, 'account', 'create')).toMatchObject({ code: 1, stderr: 'HANDLE is missing.\n' })
    expect(xom(env, '--nonsense').code).toBe(1)
    expect(existsSync(data)).toBe(false)
  })

  test('makes the first admin in an empty folder, before any wizard, and stops its PostgreSQL again', () => {
    const made = xom(
      env,
      'account',
      'create',
      'lan',
      '--email',
      'lan@xom.test',
      '--password',
      password,
      '--role',
      'admin',
      '--json',
    )
    expect(made.code).toBe(0)
    expect(JSON.parse(made.stdout)).toMatchObject({ handle: 'lan', email: 'lan@xom.test', role: 'admin' })
    expect(postmasterPid(data)).toBe(null)
    const again = xom(env, 'account', 'create', 'LAN', '--email', 'other@xom.test', '--password', password)
    expect(again).toMatchObject({ code: 1, stderr: 'username has already been taken\n' })
    const king = xom(
      env,
      'account',
      'create',
      'vua',
      '--email',
      'v@xom.test',
      '--password',
      password,
      '--role',
      'king',
    )
    expect(king).toMatchObject({ code: 1, stderr: 'The role must be admin or moderator, not "king".\n' })
    const list = JSON.parse(xom(env, 'account', 'list', '--json').stdout) as { handle: string }[]
    expect(list.map(({ handle }) => handle)).toEqual(['lan'])
  })

  test('gives a token that works on a running server, and leaves that server alone', async () => {
    server = startMain(env)
    await until200(server, port)
    const postgres = postmasterPid(data)
    const { token } = JSON.parse(
      xom(env, 'account', 'token', '@lan', '--scope', 'read', '--json').stdout,
    ) as { token: string }
    const me = await api('/api/v1/accounts/verify_credentials', token)
    expect(me).toMatchObject({ status: 200, body: { username: 'lan' } })
    expect(xom(env, 'account', 'token', 'ai_do')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('"ai_do"'),
    })
    expect(xom(env, 'account', 'token', 'lan', '--scope', 'everything').code).toBe(1)
    expect(postmasterPid(data)).toBe(postgres)
    await until200(server, port)
  })

  test('sets a password, or makes a link for whoever forgot hers, and speaks the network’s language', async () => {
    const made = JSON.parse(xom(env, 'account', 'password', 'lan', '--json').stdout) as { link: string }
    expect(made.link).toContain('/reset/new?token=')
    const page = await fetch(
      `http://127.0.0.1:${port}${new URL(made.link).pathname}${new URL(made.link).search}`,
    )
    expect(page.status).toBe(200)
    const { token } = JSON.parse(xom(env, 'account', 'token', 'lan', '--json').stdout) as { token: string }
    const me = await api('/api/v1/accounts/verify_credentials', token)
    expect(me.body).toMatchObject({ source: { language: 'vi' } })
    expect(xom(env, 'account', 'password', 'lan', '--password', 'ngắn').code).toBe(1)
    expect(xom(env, 'account', 'password', 'lan', '--password', password).code).toBe(0)
    expect((await api('/api/v1/accounts/verify_credentials', token)).status).toBe(401)
  })

  test('makes the search index anew beside a running server, and refuses what it cannot do to it', async () => {
    const { token } = JSON.parse(xom(env, 'account', 'token', 'lan', '--json').stdout) as { token: string }
    const posted = await fetch(`http://127.0.0.1:${port}/api/v1/statuses`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ status: 'Đèn ông sao giấy bóng kính' }),
    })
    expect(posted.status).toBe(200)
    const { id } = (await posted.json()) as { id: string }
    const done = xom(env, 'search', 'reindex', '--json')
    expect(done.code).toBe(0)
    expect((JSON.parse(done.stdout) as { count: number }).count).toBeGreaterThan(0)
    const found = await api(`/api/v2/search?type=statuses&q=${encodeURIComponent('den ong sao')}`, token)
    expect((found.body['statuses'] as { id: string }[]).map((one) => one.id)).toEqual([id])
    expect(xom(env, 'search', 'reindex', '--resume').code).toBe(0)
    expect(xom(env, 'search', 'everything').code).toBe(1)
  })

  test('an address of a mail server that is none is refused in one sentence', () => {
    expect(xom({ ...env, SMTP_URL: 'nonsense' }, 'doctor')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('SMTP_URL must be an address'),
    })
  })

  test('the doctor finds nothing broken, and fails for a mail server that is not there', () => {
    const healthy = xom(env, 'doctor', '--json')
    const findings = JSON.parse(healthy.stdout) as { check: string; state: string }[]
    expect(findings.filter(({ state }) => state === 'fail')).toEqual([])
    expect(healthy.code).toBe(0)
    expect(findings.map(({ check }) => check)).toEqual(
      expect.arrayContaining([
        'node',
        'folder',
        'disk',
        'postgres',
        'server',
        'migrations',
        'jobs',
        'clock',
        'mail',
        'origin',
        'ffmpeg',
      ]),
    )
    const ill = xom({ ...env, SMTP_URL: 'smtp://127.0.0.1:9' }, 'doctor')
    expect(ill.code).toBe(1)
    expect(ill.stdout).toContain('127.0.0.1:9 cannot be reached')
  })

  test('backup on a running server, everything wiped, restore: the same network, pictures included', async () => {
    const { token } = JSON.parse(xom(env, 'account', 'token', 'lan', '--json').stdout) as { token: string }
    const picture = Buffer.from('not looked at by the backup')
    mkdirSync(join(data, 'media/ab'), { recursive: true })
    writeFileSync(join(data, 'media/ab/cd.webp'), picture)
    const posted = await fetch(`http://127.0.0.1:${port}/api/v1/statuses`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ status: 'Chợ đầu ngõ sáng nay có "rau má", 5.000đ/bó' }),
    })
    const status = (await posted.json()) as { id: string; content: string }
    const file = join(folder, 'xom.tar.gz')
    expect(xom(env, 'backup', file)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('1 posts and 1 files'),
    })
    expect(xom(env, 'backup', file)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('already'),
    })
    expect(xom(env, 'backup', file, '--force').code).toBe(0)
    expect(xom(env, 'restore', file)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Another Xóm is using'),
    })

    server!.process.kill('SIGTERM')
    expect(await server!.ended).toBe(0)
    expect(xom(env, 'restore', file)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('has accounts already'),
    })
    cpSync(file, join(folder, 'short.tar.gz'))
    writeFileSync(join(folder, 'short.tar.gz'), readFileSync(file).subarray(0, -40))
    rmSync(data, { recursive: true })
    expect(xom(env, 'restore', join(folder, 'short.tar.gz'))).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('damaged'),
    })
    expect(existsSync(data)).toBe(false)
    expect(xom(env, 'restore', file)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Restored 1 accounts'),
    })
    expect(readFileSync(join(data, 'media/ab/cd.webp')).equals(picture)).toBe(true)

    server = startMain(env)
    await until200(server, port)
    // The same token opens the same post.
    const found = await api(`/api/v1/statuses/${status.id}`, token)
    expect(found).toMatchObject({ status: 200, body: { content: status.content } })
    expect(server.output()).not.toContain('/setup?token=')
  })
})
