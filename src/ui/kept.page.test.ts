import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, landed, startBrowser, type TestBrowser } from '../../test/browser.ts'
import { type Person, signUp } from '../../test/people.ts'
import { startServer, type TestServer } from '../../test/server.ts'
import { createSession } from '../features/auth/index.ts'
import { sessionCookie } from '../http/auth.ts'

let server: TestServer
let browser: TestBrowser
let lan: Person

beforeAll(async () => {
  server = await startServer()
  await server.listen()
  lan = await signUp(server, 'lan')
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

type Fields = [string, string | File][]

/** Sends a form; without a session unless told. */
async function send(path: string, fields: Fields, options: { cookie?: string; headers?: object } = {}) {
  const files = fields.some(([, value]) => typeof value !== 'string')
  const body = files ? new FormData() : new URLSearchParams()
  for (const [name, value] of fields) body.append(name, value as string)
  const response = await server.request(path, {
    method: 'POST',
    headers: { ...(options.cookie ? { cookie: options.cookie } : {}), ...options.headers },
    body,
  })
  return { status: response.status, html: await response.text(), location: response.headers.get('location') }
}

const plain = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll('\r\n', '\n')

/** The fields of the form that came back, and where it goes. */
function formIn(html: string): { action: string; fields: [string, string][] } {
  const form = /<main[\s\S]*?<form method="post" action="([^"]*)">([\s\S]*?)<\/form>/.exec(html)!
  const found = form[2]!.matchAll(
    /<input type="hidden" name="([^"]*)" value="([^"]*)"|<textarea[^>]* name="([^"]*)"[^>]*>\n?([\s\S]*?)<\/textarea>/g,
  )
  const fields = [...found].map((one): [string, string] => [
    plain((one[1] ?? one[3])!),
    plain((one[2] ?? one[4])!),
  ])
  return { action: plain(form[1]!), fields }
}

const text = '\nSáng nay họp tổ <b>dân phố</b> & "bàn" chuyện\n\nhai dòng, cả `dấu`.'

describe('a form sent without a valid session', () => {
  it('comes back with what was typed in the composer, and is sent on as it was', async () => {
    const { body: before } = await server.api('POST', '/api/v1/statuses', {
      token: lan.token,
      body: { status: 'Bài gốc' },
    })
    const typed: Fields = [
      ['status', text],
      ['in_reply_to_id', before.id],
      ['visibility', 'private'],
      ['spoiler_text', 'Chuyện của tổ'],
      ['poll[options][]', 'Đi'],
      ['poll[options][]', 'Ở nhà'],
      ['poll[expires_in]', '86400'],
      ['key', 'một-lần-thôi'],
      ['do', 'post'],
    ]
    const refused = await send('/compose', typed)
    expect(refused.status).toBe(401)
    const form = formIn(refused.html)
    expect(form.action).toBe('/compose')
    expect(refused.html).not.toContain('Mật khẩu và mã')
    expect(form.fields).toEqual(expect.arrayContaining(typed))
    const sent = await send(form.action, form.fields, { cookie: lan.session })
    expect(sent.status).toBe(303)
    const { body } = await server.api('GET', `/api/v1/accounts/${lan.id}/statuses`, { token: lan.token })
    expect(body[0]).toMatchObject({
      in_reply_to_id: before.id,
      visibility: 'private',
      spoiler_text: 'Chuyện của tổ',
      poll: { options: [{ title: 'Đi' }, { title: 'Ở nhà' }] },
    })
    expect(body[0].content).toContain('hai dòng')
  })

  it('says that files could not be kept, stores none, and lets her choose them again before it is posted', async () => {
    const picture = new File([new Uint8Array(2000)], 'cho.jpg')
    const refused = await send('/compose', [
      ['status', 'Ảnh chợ sớm ở đầu ngõ nhà mình'],
      ['media[]', picture],
      ['do', 'post'],
    ])
    expect(refused.status).toBe(401)
    expect(refused.html).toContain('tệp và ảnh đã chọn thì không giữ lại được')
    const form = formIn(refused.html)
    const again = await send(form.action, form.fields, { cookie: lan.session })
    expect(again.status).toBe(200)
    expect(again.html).toContain('Ảnh chợ sớm ở đầu ngõ nhà mình')
    expect(again.html).toContain('id="compose-text"')
    const empty = new File([], '')
    const without = await send('/compose', [
      ['status', 'Không có ảnh'],
      ['media[]', empty],
    ])
    expect(without.html).not.toContain('không giữ lại được')
  })

  it('keeps drafts, the profile with its fields, and the hour of a post that waits', async () => {
    const draft = await send('/drafts', [['status', text]])
    expect([draft.status, formIn(draft.html).fields]).toEqual([401, [['status', text]]])
    const profile: Fields = [
      ['display_name', 'Lan mới'],
      ['note', 'Ở ngõ 12\nbán bún riêu'],
      ['fields_attributes[0][name]', 'Trang nhà'],
      ['fields_attributes[0][value]', 'https://lan.example/gioi-thieu/ve-quan-bun-rieu'],
    ]
    const back = await send('/settings/profile', [...profile, ['avatar', new File(['x'], 'a.png')]])
    expect(back.status).toBe(401)
    expect(formIn(back.html).fields).toEqual([['files_lost', '1'], ...profile])
    const hour = await send('/scheduled/1234', [['scheduled_at', '2030-01-01T08:00']])
    expect(formIn(hour.html)).toEqual({
      action: '/scheduled/1234',
      fields: [['scheduled_at', '2030-01-01T08:00']],
    })
  })

  it('never shows a password or a code, and says that it did not keep them', async () => {
    const { status, html } = await send('/settings/account/email', [
      ['email', 'lan.moi@xom.test'],
      ['current_password', 'mật khẩu rất kín'],
      ['code', '123456'],
    ])
    expect(status).toBe(401)
    expect(html).toContain('lan.moi@xom.test')
    expect(html).not.toMatch(/mật khẩu rất kín|123456/)
    expect(html).toContain('Mật khẩu và mã không được giữ lại')
  })

  it('is not shown when another site sent it, and not asked for by a script', async () => {
    const foreign = await send('/compose', [['status', 'lời của kẻ khác']], {
      headers: { origin: 'https://xa.example' },
    })
    expect(foreign.status).toBe(403)
    expect(foreign.html).not.toContain('lời của kẻ khác')
    const script = await send('/drafts', [['status', 'bản nháp']], {
      headers: { accept: 'application/json' },
    })
    expect([script.status, script.html.includes('<textarea')]).toEqual([401, false])
  })

  it('where nothing was typed, leads through the sign-in page to the page that it stood on', async () => {
    const { status, html } = await send('/statuses/12/favourite', [['back', '/local']], {
      headers: { referer: `${server.origin}/local?page=2` },
    })
    expect(status).toBe(401)
    expect(html).toContain('/login?next=%2Flocal%3Fpage%3D2')
    const far = await send('/statuses/12/favourite', [['back', '/local']], {
      headers: { referer: 'https://xa.example/local' },
    })
    expect(far.html).toContain('/login?next=%2F"')
  })
})

describe('a session that ended while somebody was writing', () => {
  it.each([
    ['with scripts', false],
    ['without scripts', true],
  ])('loses nothing: she signs in beside it and sends it, %s', { timeout: 60_000 }, async (_, noScript) => {
    const secret = await createSession(server.ctx, lan.id, 'Test')
    const { page } = await browser.open({
      origin: server.origin,
      session: `${sessionCookie}=${secret}`,
      noScript,
    })
    await page.goto(`${server.origin}/compose`)
    const words = `Viết lâu quá nên hết phiên ${noScript ? 'một' : 'hai'}.\n\nDòng thứ hai.`
    await page.fill('#compose-text', words)
    await page.context().clearCookies()
    await page.click('.compose-send .primary')
    await page.waitForSelector('textarea[name=status][id^=kept]')
    expect(await page.inputValue('textarea[name=status]')).toBe(words)
    expect(await page.locator('main textarea').count()).toBe(1)
    if (!noScript) await expectAccessible(page)
    const [tab] = await Promise.all([
      page.context().waitForEvent('page'),
      page.click('main a.button.primary'),
    ])
    await tab.fill('[name=name]', 'lan')
    await tab.fill('[name=password]', lan.password)
    await tab.click('form[action="/login"] button[type=submit]')
    await landed(tab, /\/login\/done$/)
    await tab.close()
    await page.click('main form button[type=submit]')
    await landed(page, (url) => url.pathname !== '/compose')
    const { body } = await server.api('GET', `/api/v1/accounts/${lan.id}/statuses?limit=1`)
    expect(body[0].content).toContain(noScript ? 'phiên một' : 'phiên hai')
    await page.context().close()
  })
})
