import { writeFileSync } from 'node:fs'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'
import { newKey, sealedBy } from '../../lib/seal.ts'
import { findKeys, keyFile, readKeyFile } from '../../storage/keyring.ts'
import { beginTotp, checkSecondStep, totpCard } from './totp.ts'
import { sealSecrets } from './totp-secret.ts'
import { getUser } from './users.ts'

let server: TestServer
let person: Person
let secret: string

const stored = async (id = person.id): Promise<string> => {
  const [row] = await server.ctx.db<{ totp_secret: string }[]>`
    select totp_secret from users where account_id = ${id}`
  return row!.totp_secret
}
const store = (id: string, text: string) =>
  server.ctx.db`update users set totp_secret = ${text} where account_id = ${id}`
const enters = async (id = person.id): Promise<boolean> => {
  server.advance(60_000)
  const timestamp = server.ctx.clock().getTime()
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp })
  return checkSecondStep(server.ctx, await getUser(server.ctx, id), code)
}
/** As after a restart. */
const forgetKeys = () => server.ctx.cache.find('keyring')?.clear()

beforeAll(async () => {
  server = await startServer()
  person = await signUp(server, 'hai_buoc')
  await beginTotp(server.ctx, person.id)
  secret = (await totpCard(server.ctx, await getUser(server.ctx, person.id))).secret.replaceAll(' ', '')
})
afterAll(() => server.close())

describe('the secret of the second step', () => {
  it('is sealed in the database, and a code of it works', async () => {
    expect(sealedBy(await stored())).toBe(findKeys(server.ctx.config.dataDir, null)[0]!.id)
    expect(await stored()).not.toContain(secret)
    expect(await enters()).toBe(true)
  })

  it('does not open in the row of another account', async () => {
    const thief = await signUp(server, 'ke_gian')
    await store(thief.id, await stored())
    await expect(enters(thief.id)).rejects.toMatchObject({ code: 'unavailable' })
    await server.ctx.db`update users set totp_secret = null where account_id = ${thief.id}`
  })

  it('from the time before is read as it stands, and sealed at the next start', async () => {
    await store(person.id, secret)
    expect(await enters()).toBe(true)
    expect(await sealSecrets(server.ctx)).toBe(0)
    expect(sealedBy(await stored())).not.toBeNull()
    expect(await enters()).toBe(true)
  })

  it('is sealed anew under a new key at the next start, and then needs the old one no more', async () => {
    const { dataDir } = server.ctx.config
    const key = newKey()
    const line = `${key.bytes.toString('base64')}\n`
    writeFileSync(keyFile(dataDir), line + readKeyFile(dataDir))
    forgetKeys()
    expect(await sealSecrets(server.ctx)).toBe(0)
    expect(sealedBy(await stored())).toBe(key.id)
    writeFileSync(keyFile(dataDir), line)
    forgetKeys()
    expect(await enters()).toBe(true)
  })

  it('whose key is lost lets nobody in by a code, and the start says how many there are', async () => {
    const { dataDir } = server.ctx.config
    writeFileSync(keyFile(dataDir), `${newKey().bytes.toString('base64')}\n`)
    forgetKeys()
    expect(await sealSecrets(server.ctx)).toBe(1)
    await expect(enters()).rejects.toMatchObject({ code: 'unavailable' })
  })
})

describe('what the database keeps of other secrets', () => {
  it('is a hash, never the secret itself', async () => {
    const { db } = server.ctx
    const rows = await db<{ line: string }[]>`
      select t::text as line from users t union all select t::text from sessions t
      union all select t::text from oauth_tokens t union all select t::text from oauth_apps t
      union all select t::text from one_time_tokens t union all select t::text from recovery_codes t`
    const all = rows.map((row) => row.line).join('\n')
    const app = await server.api('POST', '/api/v1/apps', {
      body: { client_name: 'Thử', redirect_uris: 'urn:ietf:wg:oauth:2.0:oob' },
    })
    const secrets = [
      person.token,
      person.session.split('=')[1]!,
      person.password,
      app.body.client_secret,
      secret,
    ]
    for (const one of secrets) {
      expect(one.length).toBeGreaterThan(8)
      expect(all.includes(one)).toBe(false)
      expect(all.includes(Buffer.from(one).toString('hex'))).toBe(false)
    }
  })
})
