import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBrowser, type TestBrowser } from '../../test/browser.ts'
import { type Person, signUp } from '../../test/people.ts'
import { gradient } from '../../test/pictures.ts'
import { startServer, type TestServer } from '../../test/server.ts'
import { ensureSetupToken } from '../features/auth/index.ts'

let server: TestServer
let browser: TestBrowser
let lan: Person

beforeAll(async () => {
  server = await startServer({ config: { maxUpload: 1024 * 1024 } })
  await server.listen()
  lan = await signUp(server, 'lan')
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

interface Answer {
  status: number
  html: string
}

async function send(path: string, fields: [string, string | File][], type: 'plain' | 'files' = 'plain') {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  const encoded = new Response(type === 'files' ? form : new URLSearchParams(fields as [string, string][]))
  const body = await encoded.arrayBuffer()
  const headers = {
    cookie: lan.session,
    'content-type': encoded.headers.get('content-type')!,
    'content-length': String(body.byteLength),
  }
  const response = await server.request(path, { method: 'POST', headers, body })
  return { status: response.status, html: await response.text() } satisfies Answer
}

const large = (name = 'to.png', bytes = 3 * 1024 * 1024) => new File([new Uint8Array(bytes)], name)
const small = async () => new File([new Uint8Array(await gradient(60, 40).png().toBuffer())], 'nho.png')

/** What stands in the paragraphs of wrong fields. */
const problems = (html: string): string[] =>
  [...html.matchAll(/class="field-error"[^>]*>([^<]*)</g)].map((match) => match[1]!.trim())

describe('the composer that was refused', () => {
  it('keeps the text when a file is too large, wherever the file stands in the form, and takes the others', async () => {
    const { status, html } = await send(
      '/compose',
      [
        ['status', 'Ảnh chợ sớm'],
        ['media[]', large()],
        ['media[]', await small()],
        ['spoiler_text', 'Ảnh nặng'],
        ['visibility', 'private'],
      ],
      'files',
    )
    expect(status).toBe(422)
    expect(html).toContain('Ảnh chợ sớm')
    expect(html).toContain('value="Ảnh nặng"')
    expect(html).toMatch(/value="private" selected/)
    expect(html.match(/name="media_ids\[\]"/g)).toHaveLength(1)
    expect(problems(html).join()).toContain('nặng quá (nhiều nhất là 1 MB)')
  })

  it('keeps the text when the whole is told to be larger than anything the server takes', async () => {
    const { status, html } = await send(
      '/compose',
      [
        ['status', 'Phim cả buổi chợ'],
        ['media[]', large('phim.mp4', 12 * 1024 * 1024)],
      ],
      'files',
    )
    expect(status).toBe(422)
    expect(html).toContain('Phim cả buổi chợ')
    expect(problems(html).join()).toContain('nặng quá')
  })

  it('shows that in a browser without scripts', { timeout: 60_000 }, async () => {
    const { page } = await browser.open({ origin: server.origin, session: lan.session, noScript: true })
    for (const megabytes of [3, 20]) {
      await page.goto(`${server.origin}/compose`)
      await page.fill('#compose-text', 'Viết rồi mới chọn ảnh')
      await page.click('.compose-tool:has(.i-image)')
      await page.setInputFiles('input[type=file]', {
        name: 'to.png',
        mimeType: 'image/png',
        buffer: Buffer.alloc(megabytes * 1024 * 1024),
      })
      await page.click('.compose-send .primary')
      expect(await page.inputValue('#compose-text')).toBe('Viết rồi mới chọn ảnh')
      expect(await page.textContent('.field-error')).toContain('nặng quá')
    }
    await page.context().close()
  })

  it('names everything that is wrong at once', async () => {
    const { status, html } = await send('/compose', [
      ['status', 'a'.repeat(6000)],
      ['poll[options][]', 'một'],
      ['scheduled_at', '2020-01-01T08:00'],
    ])
    expect(status).toBe(422)
    const found = problems(html).join(' | ')
    expect(found).toContain('dài quá 5.000 chữ')
    expect(found).toContain('cần ít nhất hai lựa chọn')
    expect(found).toContain('ít nhất 5 phút')
    expect(html).toContain('value="một"')
    expect(html).toContain('value="2020-01-01T08:00"')
  })

  it('keeps a draft that cannot be stored on the page', async () => {
    const { status, html } = await send('/drafts', [['status', `Dài lắm ${'a'.repeat(210_000)}`]])
    expect(status).toBe(422)
    expect(html).toContain('Dài lắm aaa')
  })
})

describe('other forms that were refused', () => {
  it('the profile names the text and the picture that are wrong, and keeps what was typed', async () => {
    const { status, html } = await send(
      '/settings/profile',
      [
        ['display_name', 'Lan mới'],
        ['note', 'b'.repeat(600)],
        ['avatar', new File(['không phải ảnh'], 'a.png')],
        ['header', large('to.png', 1.5 * 1024 * 1024)],
      ],
      'files',
    )
    expect(status).toBe(422)
    expect(problems(html)).toHaveLength(3)
    expect(html).toContain('value="Lan mới"')
    expect(html).toContain('b'.repeat(600))
  })

  it('the password and the address, each with the current password', async () => {
    const password = await send('/settings/account/password', [
      ['password_current', 'sai'],
      ['new_password', 'ngắn'],
    ])
    expect([password.status, problems(password.html).length]).toEqual([422, 2])
    const email = await send('/settings/account/email', [
      ['email', 'không phải'],
      ['current_password', 'sai'],
    ])
    expect([email.status, problems(email.html).length]).toEqual([422, 2])
    expect(email.html).toContain('value="không phải"')
  })

  it('an hour in the past, beside the post that it is for', async () => {
    const later = new Date(Date.now() + 3_600_000).toISOString()
    const { body } = await server.api('POST', '/api/v1/statuses', {
      token: lan.token,
      body: { status: 'Để mai', scheduled_at: later },
    })
    const { status, html } = await send(`/scheduled/${body.id}`, [['scheduled_at', '2020-01-01T08:00']])
    expect(status).toBe(422)
    expect(problems(html)).toHaveLength(1)
    expect(html).toContain('value="2020-01-01T08:00"')
    expect(html).toContain('Để mai')
  })

  it('a vote without a choice leads back to the poll and says so', async () => {
    const minh = await signUp(server, 'minh')
    const { body } = await server.api('POST', '/api/v1/statuses', {
      token: minh.token,
      body: { status: 'Đi chợ không?', poll: { options: ['có', 'không'], expires_in: 3600, multiple: true } },
    })
    const response = await server.request(`/statuses/${body.id}/vote`, {
      method: 'POST',
      headers: { cookie: lan.session },
      body: new URLSearchParams({ back: '/local' }),
    })
    expect([response.status, response.headers.get('location')]).toEqual([303, '/local'])
    expect(decodeURIComponent(response.headers.get('set-cookie')!)).toContain('poll_no_choice')
  })

  it('sign-up and set-up name every wrong field', async () => {
    const signup = await server.request('/signup', {
      method: 'POST',
      body: new URLSearchParams({ username: 'a b', email: 'x', password: 'ngắn', display_name: 'Hoa' }),
    })
    const html = await signup.text()
    expect(signup.status).toBe(422)
    expect(problems(html)).toHaveLength(4)
    expect(html).toContain('value="Hoa"')

    const fresh = await startServer({ setUp: false })
    const token = (await ensureSetupToken(fresh.ctx))!
    const setup = await fresh.request('/setup', {
      method: 'POST',
      body: new URLSearchParams({ token, name: '', username: 'x', email: 'y', password: 'z', locale: 'vi' }),
    })
    const wizard = await setup.text()
    expect(setup.status).toBe(422)
    for (const name of ['name', 'username', 'email', 'password'])
      expect(wizard).toContain(`id="f-${name}-error"`)
    await fresh.close()
  })
})
