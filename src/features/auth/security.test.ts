import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cookiesOf, type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const post = (path: string, fields: Record<string, string>, cookie = '') =>
  server.request(path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: cookie ? { cookie } : {},
  })
const get = (path: string, cookie = '') => server.request(path, { headers: cookie ? { cookie } : {} })

const codeNow = (secret: string) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: server.ctx.clock().getTime() })

/** Turns the second step on through the pages; answers the secret and the recovery codes. */
async function secondStep(person: Person): Promise<{ secret: string; codes: string[] }> {
  await post('/settings/security/totp', {}, person.session)
  const page = await (await get('/settings/security/totp', person.session)).text()
  expect(page).toContain('data:image/svg+xml;base64,')
  const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(page)![1]!.replaceAll(' ', '')
  const done = await post('/settings/security/totp/enable', { code: codeNow(secret) }, person.session)
  expect(done.headers.get('cache-control')).toBe('no-store')
  const codes = [...(await done.text()).matchAll(/<code>([a-z2-9]{5}-[a-z2-9]{5})<\/code>/g)].map(
    (hit) => hit[1]!,
  )
  expect(codes).toHaveLength(10)
  server.advance(60_000)
  return { secret, codes }
}

/** Name and password; answers the cookie that waits for the code. */
async function firstStep(person: Person): Promise<string> {
  const answer = await post('/login', {
    name: person.username,
    password: person.password,
    next: '/bookmarks',
  })
  expect(answer.headers.get('location')).toBe('/login/code')
  expect(cookiesOf(answer)).not.toContain('xom_session')
  return cookiesOf(answer)
}

describe('the second step', () => {
  it('is asked for after the password, and a code works once', async () => {
    const person = await signUp(server, 'hai_buoc')
    const { secret } = await secondStep(person)
    const waiting = await firstStep(person)
    expect((await post('/login/code', { code: '000000' }, waiting)).status).toBe(422)
    const code = codeNow(secret)
    const inside = await post('/login/code', { code }, waiting)
    expect(inside.headers.get('location')).toBe('/bookmarks')
    expect((await get('/settings/security', cookiesOf(inside))).status).toBe(200)
    const again = await firstStep(person)
    expect((await post('/login/code', { code }, again)).status).toBe(422)
  })

  it('comes before the reasons that shut somebody out: they are hers alone', async () => {
    const scopes = 'read write admin:read admin:write'
    const person = await signUp(server, 'bi_dong')
    const mod = await signUp(server, 'co_hanh', { role: 'moderator', scopes })
    const teller = await signUp(server, 'nguoi_bao')
    const { secret } = await secondStep(person)
    const call = async (who: Person, path: string, body: object) =>
      (await server.api('POST', `/api/v1/${path}`, { token: who.token, body })).body
    const { id } = await call(teller, 'reports', { account_id: person.id })
    await call(mod, `cases/${id}/decisions`, { measure: 'freeze', cited: 'Điều 1', facts: 'Quấy rối' })
    const waiting = await firstStep(person)
    const wrong = await post('/login/code', { code: '000000' }, waiting)
    expect(await wrong.text()).not.toContain('/ly-do/')
    const refused = await post('/login/code', { code: codeNow(secret) }, waiting)
    expect(refused.status).toBe(403)
    expect(cookiesOf(refused)).not.toContain('xom_session')
    const path = /href="(\/ly-do\/[^"]+)"/.exec(await refused.text())![1]!
    expect(await (await get(path)).text()).toContain('Quấy rối')
  })

  it('cannot be turned on with a wrong code, nor entered without the first step', async () => {
    const person = await signUp(server, 'sai_ma')
    await post('/settings/security/totp', {}, person.session)
    expect((await post('/settings/security/totp/enable', { code: '123' }, person.session)).status).toBe(422)
    expect(
      (await post('/login', { name: 'sai_ma', password: person.password })).headers.get('location'),
    ).toBe('/')
    expect((await post('/login/code', { code: '123456' })).headers.get('location')).toBe('/login')
  })

  it('can be passed with a recovery code, each of them once', async () => {
    const person = await signUp(server, 'mat_may')
    const { codes } = await secondStep(person)
    expect((await post('/login/code', { code: codes[0]! }, await firstStep(person))).status).toBe(303)
    expect((await post('/login/code', { code: codes[0]! }, await firstStep(person))).status).toBe(422)
    expect(
      (await post('/login/code', { code: codes[1]!.toUpperCase() }, await firstStep(person))).status,
    ).toBe(303)
  })

  it('counts wrong codes', async () => {
    const person = await signUp(server, 'do_ma')
    await secondStep(person)
    const waiting = await firstStep(person)
    const answers = []
    for (let n = 0; n < 9; n += 1)
      answers.push((await post('/login/code', { code: `00000${n}` }, waiting)).status)
    expect(answers.at(-1)).toBe(429)
    server.advance(3_600_000)
  })

  it('is turned off with the password only', async () => {
    const person = await signUp(server, 'tat_di')
    await secondStep(person)
    const path = '/settings/security/totp/disable'
    expect((await post(path, { current_password: 'sai' }, person.session)).status).toBe(422)
    expect((await post(path, { current_password: person.password }, person.session)).status).toBe(303)
    expect(
      (await post('/login', { name: 'tat_di', password: person.password })).headers.get('location'),
    ).toBe('/')
  })
})

/** An authenticator in software: one ES256 key, attestation "none" (WebAuthn level 2, 6.5 and 8.7). */
function softAuthenticator(origin: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(16)
  const jwk = publicKey.export({ format: 'jwk' })
  const rpIdHash = createHash('sha256').update(new URL(origin).hostname).digest()
  let counter = 0
  const clientData = (type: string, challenge: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  const authData = (flags: number, rest = Buffer.alloc(0)) => {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(++counter)
    return Buffer.concat([rpIdHash, Buffer.from([flags]), count, rest])
  }
  // CBOR by hand: {1: 2, 3: -7, -1: 1, -2: x, -3: y}
  const bytes32 = (text: string) => Buffer.concat([Buffer.from([0x58, 32]), Buffer.from(text, 'base64url')])
  const cose = Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    bytes32(jwk.x!),
    Buffer.from([0x22]),
    bytes32(jwk.y!),
  ])
  const text = (value: string) => Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)])
  return {
    create(challenge: string) {
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cose])
      const data = authData(0x45, attested)
      const attestation = Buffer.concat([
        Buffer.from([0xa3]),
        text('fmt'),
        text('none'),
        text('attStmt'),
        Buffer.from([0xa0]),
        text('authData'),
        Buffer.from([0x58, data.length]),
        data,
      ])
      return {
        id: id.toString('base64url'),
        rawId: id.toString('base64url'),
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: clientData('webauthn.create', challenge).toString('base64url'),
          attestationObject: attestation.toString('base64url'),
          transports: ['internal'],
        },
      }
    },
    get(challenge: string) {
      const client = clientData('webauthn.get', challenge)
      const data = authData(0x05)
      const signed = Buffer.concat([data, createHash('sha256').update(client).digest()])
      return {
        id: id.toString('base64url'),
        rawId: id.toString('base64url'),
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: createSign('sha256').update(signed).sign(privateKey).toString('base64url'),
        },
      }
    },
  }
}

const json = async (path: string, body: object, cookie = '') => {
  const answer = await server.request(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) },
  })
  return { status: answer.status, body: (await answer.json()) as any, cookie: cookiesOf(answer) }
}

describe('passkeys', () => {
  it('are added with the password, open the door, can be renamed and removed', async () => {
    const person = await signUp(server, 'van_tay')
    const key = softAuthenticator(server.origin)
    const at = '/settings/security/passkeys'
    expect((await json(`${at}/options`, { password: 'sai' }, person.session)).status).toBe(422)
    const options = await json(`${at}/options`, { password: person.password }, person.session)
    expect(options.body.authenticatorSelection.residentKey).toBe('required')
    const made = key.create(options.body.challenge)
    expect((await json(at, { response: made, name: 'Điện thoại' }, person.session)).status).toBe(200)
    expect(await (await get('/settings/security', person.session)).text()).toContain('Điện thoại')

    const challenge = await json('/login/passkey/options', {})
    const assertion = key.get(challenge.body.challenge)
    const inside = await json('/login/passkey', { response: assertion, next: '/bookmarks' })
    expect(inside.body.location).toBe('/bookmarks')
    expect((await get('/settings/security', inside.cookie)).status).toBe(200)
    // The same answer again: the challenge is used up.
    expect((await json('/login/passkey', { response: assertion })).status).toBe(422)

    const path = `${at}/${made.id}`
    const stranger = await signUp(server, 'nguoi_la')
    expect((await post(path, { do: 'remove' }, stranger.session)).status).toBe(404)
    expect((await post(path, { name: 'Máy bàn' }, person.session)).status).toBe(303)
    expect(await (await get('/settings/security', person.session)).text()).toContain('Máy bàn')
    expect((await post(path, { do: 'remove' }, person.session)).status).toBe(303)
    const late = key.get((await json('/login/passkey/options', {})).body.challenge)
    expect((await json('/login/passkey', { response: late })).status).toBe(422)
  })

  it('do not verify for another origin, an old challenge, a foreign person’s challenge or noise', async () => {
    const [me, you] = [await signUp(server, 'toi'), await signUp(server, 'han')]
    const at = '/settings/security/passkeys'
    const ask = async (person: Person) =>
      (await json(`${at}/options`, { password: person.password }, person.session)).body.challenge
    const evil = softAuthenticator('https://evil.test').create(await ask(me))
    expect((await json(at, { response: evil, name: 'x' }, me.session)).status).toBe(422)
    const foreign = softAuthenticator(server.origin).create(await ask(me))
    expect((await json(at, { response: foreign, name: 'x' }, you.session)).status).toBe(422)
    const old = softAuthenticator(server.origin).create(await ask(me))
    server.advance(6 * 60_000)
    expect((await json(at, { response: old, name: 'x' }, me.session)).status).toBe(422)
    for (const noise of [null, 'x', {}, { id: 'x' }, { id: 1, response: [] }]) {
      expect((await json('/login/passkey', { response: noise })).status).toBe(422)
    }
  })
})
