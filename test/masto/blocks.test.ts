import { createHash } from 'node:crypto'
import { createRestAPIClient, type mastodon } from 'masto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../people.ts'
import { startServer, type TestServer } from '../server.ts'
import { mastoSchemas } from './schemas.ts'

/** The admin API on what may not come in, walked by the typed client and checked against its types. */
let server: TestServer
let mod: Person
let member: Person
let client: mastodon.rest.Client
let is: ReturnType<typeof mastoSchemas>

beforeAll(async () => {
  is = mastoSchemas()
  server = await startServer()
  const url = await server.listen()
  const scopes = 'read write admin:read admin:write'
  mod = await signUp(server, 'dieu', { role: 'moderator', scopes })
  member = await signUp(server, 'minh', { scopes })
  client = createRestAPIClient({ url, accessToken: mod.token })
})
afterAll(() => server?.close())

const admin = (person: Person, method: string, path: string, body?: unknown) =>
  server.api(method, `/api/v1/admin/${path}`, { token: person.token, body })

/** The newest decision of the public record. */
const newest = async () => (await server.api('GET', '/minh-bach.json')).body

describe('servers', () => {
  it('are blocked, changed under the same number, and let in again, each time with a statement', async () => {
    const api = client.v1.admin.domainBlocks
    const made = await api.create({ domain: 'Xấu.Example', severity: 'suspend', publicComment: 'Toàn rác' })
    is('adminDomainBlock', made)
    expect(made).toMatchObject({
      domain: 'xn--xu-r5s.example',
      severity: 'suspend',
      publicComment: 'Toàn rác',
    })
    expect(made.digest).toBe(createHash('sha256').update(made.domain).digest('hex'))
    is('adminDomainBlock', await api.$select(made.id).fetch())
    const changed = await api.$select(made.id).update({ severity: 'silence', obfuscate: true })
    expect(changed).toMatchObject({
      id: made.id,
      severity: 'silence',
      obfuscate: true,
      publicComment: 'Toàn rác',
    })
    const noted = await api.$select(made.id).update({ privateComment: 'xem lại tháng sau' })
    expect(noted).toMatchObject({ id: made.id, privateComment: 'xem lại tháng sau' })

    const [shown] = await client.v1.instance.domainBlocks.fetch()
    is('domainBlock', shown)
    expect(shown).toMatchObject({ severity: 'silence', comment: 'Toàn rác', digest: made.digest })
    expect(shown!.domain).not.toBe(made.domain)

    const { statements } = await newest()
    expect(statements.slice(0, 3).map((one: any) => one.measure)).toEqual([
      'domain_limit',
      'reversal',
      'domain_suspend',
    ])
    // Obfuscated in the list and in the record alike.
    expect(statements[0]).toMatchObject({
      target: shown!.domain,
      decision_other: 'domain_limit',
      facts: 'Toàn rác',
    })
    await api.$select(made.id).remove()
    expect(await api.list()).toEqual([])
    expect(await client.v1.instance.domainBlocks.fetch()).toEqual([])
    expect((await newest()).statements[0]).toMatchObject({ measure: 'reversal' })
  })

  it('are refused twice, naming the block that is there; the name above covers the one below', async () => {
    const { body } = await admin(mod, 'POST', 'domain_blocks', { domain: 'rac.example', severity: 'suspend' })
    for (const domain of ['rac.example', 'con.rac.example']) {
      const again = await admin(mod, 'POST', 'domain_blocks', { domain, severity: 'silence' })
      expect(again.status).toBe(422)
      expect(again.body.existing_domain_block).toEqual(body)
    }
    expect((await admin(mod, 'POST', 'domain_blocks', { domain: 'không phải' })).status).toBe(422)
    const own = await admin(mod, 'POST', 'domain_blocks', { domain: 'localhost' })
    expect(own.status).toBe(422)
    await admin(mod, 'DELETE', `domain_blocks/${body.id}`)
  })

  it('are paged by Link', async () => {
    const api = client.v1.admin.domainBlocks
    for (const n of [1, 2, 3])
      await api.create({ domain: `may${n}.example`, severity: 'noop', rejectMedia: true })
    const seen: string[] = []
    for await (const page of api.list({ limit: 2 })) seen.push(...page.map((one) => one.domain))
    expect(seen).toEqual(['may3.example', 'may2.example', 'may1.example'])
    // Not shown to everybody: they are neither limited nor suspended.
    expect(await client.v1.instance.domainBlocks.fetch()).toEqual([])
  })

  it('are allowed and no longer', async () => {
    const api = client.v1.admin.domainAllows
    const made = await api.create({ domain: 'ban.example' })
    is('adminDomainAllow', made)
    expect((await api.create({ domain: 'BAN.example' })).id).toBe(made.id)
    is('adminDomainAllow', await api.$select(made.id).fetch())
    expect((await api.list()).map(({ domain }) => domain)).toEqual(['ban.example'])
    await api.$select(made.id).remove()
    expect(await api.list()).toEqual([])
  })
})

describe('e-mail providers and addresses', () => {
  it('come with seven days of tries', async () => {
    const api = client.v1.admin.emailDomainBlocks
    const made = await api.create({ domain: 'tam.example' })
    is('adminEmailDomainBlock', made)
    expect(made.history).toHaveLength(7)
    is('adminEmailDomainBlock', await api.$select(made.id).fetch())
    expect((await admin(mod, 'POST', 'email_domain_blocks', { domain: 'tam.example' })).status).toBe(422)
    await api.$select(made.id).remove()
    expect(await api.list()).toEqual([])
  })

  it('are ranges with an end, changed under the same number', async () => {
    const api = client.v1.admin.ipBlocks
    const made = await api.create({
      ip: '203.0.113.77/24',
      severity: 'sign_up_block',
      comment: 'máy đăng rác',
      expiresIn: 3600,
    })
    is('adminIpBlock', made)
    expect(made).toMatchObject({ ip: '203.0.113.0/24', severity: 'sign_up_block', comment: 'máy đăng rác' })
    expect(made.expiresAt).not.toBe(null)
    const changed = await api.$select(made.id).update({ severity: 'sign_up_requires_approval' })
    expect(changed).toMatchObject({
      id: made.id,
      severity: 'sign_up_requires_approval',
      comment: 'máy đăng rác',
    })
    expect(changed.expiresAt).toBe(made.expiresAt)
    expect(
      (await admin(mod, 'POST', 'ip_blocks', { ip: '203.0.113.0/24', severity: 'no_access' })).status,
    ).toBe(422)
    expect((await admin(mod, 'POST', 'ip_blocks', { ip: '0.0.0.0/0', severity: 'no_access' })).status).toBe(
      422,
    )
    // Its end comes by itself, with a line in the log.
    server.advance(3_700_000)
    await server.ctx.enqueue('moderation.sweep', {})
    await server.settle()
    expect(await api.list()).toEqual([])
  })
})

it('is closed to members and to tokens without its scopes', async () => {
  const short = await signUp(server, 'hanh', { role: 'moderator', scopes: 'read write admin:read:accounts' })
  for (const person of [member, short]) {
    for (const name of ['domain_blocks', 'domain_allows', 'email_domain_blocks', 'ip_blocks']) {
      expect((await admin(person, 'GET', name)).status).toBe(403)
      expect((await admin(person, 'GET', `${name}/1`)).status).toBe(403)
      expect((await admin(person, 'POST', name, { domain: 'a.example' })).status).toBe(403)
      expect((await admin(person, 'DELETE', `${name}/1`)).status).toBe(403)
    }
  }
})
