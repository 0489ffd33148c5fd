import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from '../../../test/server.ts'
import { deviceOf, localPath } from '../auth/web.ts'
import { isRedirectUri } from './api.ts'
import { allScopes, parseScopes } from './scopes.ts'

describe('whatever is typed', () => {
  it('a path to go on to stays on our own site', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.constantFrom('/', '\\', '@', ':', '//', '\t', '\n', 'evil.test', 'javascript:', '?', '#'))
        .map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(nasty, (text) => {
        expect(new URL(localPath(text), 'https://xom.test').origin).toBe('https://xom.test')
      }),
      { numRuns: 500 },
    )
  })

  it('an accepted redirect address is absolute, runs nothing and cannot break out of a header', () => {
    const address = fc.tuple(
      fc.constantFrom(
        'https://',
        'http://',
        'app://',
        'app:',
        'javascript:',
        'JavaScript:',
        'data:',
        '//',
        '',
      ),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(address, ([scheme, rest]) => {
        if (!isRedirectUri(scheme + rest)) return
        const url = new URL(scheme + rest)
        expect(['javascript:', 'data:', 'vbscript:']).not.toContain(url.protocol)
        expect(`${url.origin} ${url.protocol}`).toMatch(/^[^;,\s]+ [^;,\s]+$/)
      }),
      { numRuns: 500 },
    )
  })

  it('scopes are known ones or nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...allScopes), fc.string({ maxLength: 8 }))), (parts) => {
        const scopes = parseScopes(parts.join(' '))
        if (scopes) for (const scope of scopes) expect([...allScopes, 'offline_access']).toContain(scope)
        if (scopes) expect(new Set(scopes).size).toBe(scopes.length)
      }),
    )
  })

  it('a device is a short name without anything of the user agent', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(deviceOf(text).length).toBeLessThan(40)
      }),
    )
    expect(deviceOf('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1')).toBe(
      'Safari, iPhone',
    )
    expect(deviceOf(undefined)).toBe('')
  })
})

describe('odd bodies', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.close())

  it('never make the server fail', async () => {
    const { body: app } = await server.api('POST', '/api/v1/apps', {
      body: { client_name: 'X', redirect_uris: 'https://a.test', scopes: 'read write' },
    })
    const { body: granted } = await server.api('POST', '/oauth/token', {
      body: { grant_type: 'client_credentials', scope: 'write', ...app },
    })
    const field = fc.constantFrom(
      ...[
        'client_name',
        'redirect_uris',
        'scopes',
        'website',
        'grant_type',
        'code',
        'client_id',
        'client_secret',
      ],
      ...[
        'scope',
        'redirect_uri',
        'code_verifier',
        'refresh_token',
        'token',
        'username',
        'email',
        'password',
      ],
      ...['agreement', 'locale', 'reason', 'invite_code'],
    )
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('authorization_code', 'refresh_token', '\u0000', '\ud800', true),
    )
    const path = fc.constantFrom('/api/v1/apps', '/oauth/token', '/oauth/revoke', '/api/v1/accounts')
    await fc.assert(
      fc.asyncProperty(path, fc.dictionary(field, value), fc.boolean(), async (path, fields, known) => {
        server.advance(60_000)
        const body = known
          ? { ...fields, client_id: app.client_id, client_secret: app.client_secret }
          : fields
        const { status } = await server.api('POST', path, { token: granted.access_token, body })
        expect([path, fields, status < 500]).toEqual([path, fields, true])
      }),
      { numRuns: 250 },
    )
  })

  it('never make a page fail', async () => {
    const field = fc.constantFrom(
      'name',
      'password',
      'next',
      'token',
      'change',
      'code',
      'email',
      'username',
      'display_name',
      'invite',
    )
    const path = fc.constantFrom(
      '/login',
      '/login/code',
      '/signup',
      '/confirm',
      '/confirm/resend',
      '/reset',
      '/reset/new',
      '/login/passkey',
    )
    await fc.assert(
      fc.asyncProperty(path, fc.dictionary(field, fc.string({ unit: 'binary' })), async (path, fields) => {
        server.advance(600_000)
        const answer = await server.request(path, { method: 'POST', body: new URLSearchParams(fields) })
        expect([path, fields, answer.status < 500]).toEqual([path, fields, true])
      }),
      { numRuns: 150 },
    )
  })
})
