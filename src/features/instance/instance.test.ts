import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cookiesOf, type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { ensureSetupToken, isSetupToken, useSetupToken } from '../auth/index.ts'
import { getSettings, isSetUp, saveSettings } from './index.ts'

let server: TestServer
let lan: Person
beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan')
})
afterAll(() => server?.close())

describe('settings', () => {
  it('are read from a cache that saving drops', async () => {
    expect((await getSettings(server.ctx)).name).toBe('Xóm')
    await saveSettings(server.ctx, { name: 'Xóm Chùa' })
    expect((await getSettings(server.ctx)).name).toBe('Xóm Chùa')
    expect((await getSettings(server.ctx)).registrations).toBe('open')
  })
})

describe('the set-up link', () => {
  it('works once, only the newest, and not at all when somebody else was first', async () => {
    const fresh = await startServer({ setUp: false })
    const { ctx } = fresh
    const old = (await ensureSetupToken(ctx))!
    const token = (await ensureSetupToken(ctx))!
    expect(await isSetupToken(ctx, old)).toBe(false)
    expect(await isSetupToken(ctx, '')).toBe(false)
    expect(await isSetupToken(ctx, token)).toBe(true)
    const stored = await ctx.db`select token_hash from one_time_tokens where purpose = 'setup'`
    expect(stored).toHaveLength(1)
    expect(Buffer.from(stored[0]!['token_hash']).toString()).not.toContain(token)
    const wins = await Promise.all([useSetupToken(ctx, token), useSetupToken(ctx, token)])
    expect(wins.sort()).toEqual([false, true])
    await fresh.close()
  })

  it('is not made when the first admin comes from the command line, which ends the waiting', async () => {
    const fresh = await startServer({ setUp: false, config: { setup: 'cli' } })
    expect(await ensureSetupToken(fresh.ctx)).toBeNull()
    expect(await isSetUp(fresh.ctx)).toBe(false)
    expect((await fresh.request('/')).status).toBe(503)
    await signUp(fresh, 'lan', { role: 'admin' })
    expect(await isSetUp(fresh.ctx)).toBe(true)
    expect((await fresh.request('/')).status).toBe(200)
    await fresh.close()
  })
})

describe('what programs are told', () => {
  it('answers NodeInfo, robots, the web manifest and health', async () => {
    const links = await (await server.request('/.well-known/nodeinfo')).json()
    expect(links.links).toHaveLength(2)
    const info = await (await server.request('/nodeinfo/2.1')).json()
    expect(info).toMatchObject({ version: '2.1', software: { name: 'xom' }, openRegistrations: true })
    expect((await server.request('/nodeinfo/3.0')).status).toBe(404)
    expect(await (await server.request('/robots.txt')).text()).toContain('Disallow: /settings')
    const manifest = await server.request('/manifest.webmanifest')
    expect(manifest.headers.get('content-type')).toContain('application/manifest+json')
    expect(await manifest.json()).toMatchObject({ start_url: '/', lang: 'vi' })
    expect(await (await server.request('/health')).text()).toBe('OK')
  })

  it('counts people and posts a few seconds after the first ones, and not again for each who asks', async () => {
    const fresh = await startServer()
    const counts = async () => {
      const { stats } = (await fresh.api('GET', '/api/v1/instance')).body
      const { usage } = (await fresh.api('GET', '/nodeinfo/2.1')).body
      expect([usage.users.total, usage.localPosts]).toEqual([stats.user_count, stats.status_count])
      return [stats.user_count, stats.status_count]
    }
    // Asked before anybody is there: what every start does.
    expect(await counts()).toEqual([0, 0])
    const mai = await signUp(fresh, 'mai')
    await signUp(fresh, 'hung')
    for (const status of ['Một', 'Hai', 'Ba'])
      await fresh.api('POST', '/api/v1/statuses', { token: mai.token, body: { status } })
    expect(await counts()).toEqual([0, 0])
    fresh.advance(60_000)
    expect(await Promise.all([counts(), counts()])).toEqual([
      [2, 3],
      [2, 3],
    ])
    expect(await (await fresh.request('/about')).text()).toContain('2 người')
    await fresh.close()
  })

  it('says that there is no streaming yet, in JSON, to a handshake, too', async () => {
    const { body } = await server.api('GET', '/api/v2/instance')
    expect(body.configuration.urls.streaming).toBe('')
    for (const path of ['', '/', '/health', '/user', '/public?stream=public', '/user/notification']) {
      const answer = await server.request(`/api/v1/streaming${path}`, {
        headers: {
          'accept-language': 'en',
          accept: 'text/html',
          connection: 'Upgrade',
          upgrade: 'websocket',
        },
      })
      expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/json'])
      expect((await answer.json()).error).toContain('This server has no streaming API yet')
    }
    const knock = new WebSocket(
      `${(await server.listen()).replace('http', 'ws')}/api/v1/streaming?stream=user`,
    )
    const heard = await new Promise((resolve) => {
      knock.onerror = () => resolve('refused')
      knock.onopen = () => resolve('open')
    })
    expect(heard).toBe('refused')
  })

  it('serves the shared pictures, and nothing outside the folder', async () => {
    for (const path of ['/assets/..%2f..%2fpackage.json', '/assets/manifest.json', '/assets/nothing.js']) {
      expect((await server.request(path)).status).toBe(404)
    }
  })

  it('describes the network to API clients, and has empty lists for what does not exist', async () => {
    const { body } = await server.api('GET', '/api/v2/instance')
    expect(body).toMatchObject({
      domain: server.ctx.config.domain,
      configuration: {
        statuses: { max_characters: 5000, characters_reserved_per_url: 23, max_media_attachments: 4 },
      },
      registrations: { enabled: true, approval_required: false },
      api_versions: { mastodon: 6 },
    })
    expect((await server.api('GET', '/api/v1/instance')).body.uri).toBe(server.ctx.config.domain)
    expect((await server.api('GET', '/api/v1/instance/activity')).body).toHaveLength(12)
    expect((await server.api('GET', '/api/v1/instance/terms_of_service')).status).toBe(404)
    for (const path of ['/api/v1/custom_emojis', '/api/v1/trends/tags', '/api/v1/instance/peers']) {
      expect((await server.api('GET', path)).body).toEqual([])
    }
    for (const path of [
      '/api/v1/lists',
      '/api/v2/filters',
      '/api/v1/conversations',
      '/api/v2/suggestions',
      '/api/v1/announcements',
    ]) {
      expect((await server.api('GET', path)).status).toBe(401)
      expect((await server.api('GET', path, { token: lan.token })).body).toEqual([])
    }
  })
})

describe('the flash after a form', () => {
  it('is shown once', async () => {
    const look = await server.request('/look', {
      method: 'POST',
      body: new URLSearchParams({ locale: 'en', back: '/rules' }),
    })
    expect(look.headers.get('location')).toBe('/rules')
    const kept = `xom_flash=${encodeURIComponent(JSON.stringify(['common.saved', {}]))}; ${cookiesOf(look)}`
    const page = await server.request('/rules', { headers: { cookie: kept } })
    expect(await page.text()).toContain('Saved</p>')
    expect(page.headers.getSetCookie().join()).toMatch(/xom_flash=;/)
    const forged = await server.request('/rules', { headers: { cookie: 'xom_flash=%5B%22%3Cb%3E%22%5D' } })
    expect(await forged.text()).not.toContain('data-flash')
  })
})
