import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let lan: Person
let minh: Person

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan')
  minh = await signUp(server, 'minh')
})
afterAll(() => server.close())

const get = (path: string, person?: Person) =>
  server.request(path, person ? { headers: { cookie: person.session } } : {})

const page = async (path: string, person?: Person): Promise<string> => {
  const response = await get(path, person)
  expect(response.status, path).toBe(200)
  return response.text()
}

const send = (path: string, person: Person | null, fields: Record<string, string | string[] | File[]>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    for (const item of Array.isArray(value) ? value : [value]) form.append(name, item)
  }
  return server.request(path, {
    method: 'POST',
    body: form,
    headers: person ? { cookie: person.session } : {},
  })
}

const post = async (person: Person, body: Record<string, unknown>): Promise<{ id: string }> => {
  const { status, body: made } = await server.api('POST', '/api/v1/statuses', { token: person.token, body })
  expect(status).toBe(200)
  return made
}

/** The value of the field that carries an attachment back to the server. */
const mediaIn = (html: string): string[] =>
  [...html.matchAll(/name="media_ids\[\]" value="(\d+)"/g)].map((match) => match[1]!)

// A red square of 8 by 8 pixels, made by sharp.
const square = async (): Promise<File> => {
  const { default: sharp } = await import('sharp')
  const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#b33' } })
    .png()
    .toBuffer()
  return new File([new Uint8Array(bytes)], 'cho.png', { type: 'image/png' })
}

describe('the composer', () => {
  it('sends a stranger to the door and back', async () => {
    const response = await get('/compose?reply=5')
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/login?next=%2Fcompose%3Freply%3D5')
  })

  it('posts, and leads back to where she was', async () => {
    const response = await send('/compose', lan, {
      status: 'Sáng nay chợ đông quá',
      visibility: 'public',
      back: '/local',
      do: 'post',
    })
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/local')
    expect(await page('/local')).toContain('Sáng nay chợ đông quá')
  })

  it('posts once when the form is sent twice', async () => {
    const fields = { status: 'Chỉ một lần thôi', key: 'abcdefgh-1234', do: 'post' }
    await send('/compose', lan, fields)
    await send('/compose', lan, fields)
    expect((await page('/local')).split('Chỉ một lần thôi').length - 1).toBe(1)
  })

  it('keeps everything typed when something is wrong, and says what beside it', async () => {
    const response = await send('/compose', lan, {
      status: '   ',
      spoiler_text: '',
      visibility: 'private',
      language: 'en',
      scheduled_at: '2031-05-06T07:08',
      'poll[options][]': [],
      do: 'post',
      back: '/tags/ca',
    })
    // No text: the time alone does not make a post.
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(html).toContain('value="2031-05-06T07:08"')
    expect(html).toMatch(/<option value="private" selected/)
    expect(html).toMatch(/<option value="en" selected/)
    expect(html).toContain('name="back" value="/tags/ca"')
    expect(html).toContain('id="compose-text-error"')
  })

  it('refuses a text that is too long without losing it', async () => {
    const long = 'chợ '.repeat(1300)
    const response = await send('/compose', lan, { status: long, do: 'post' })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain(long.trim())
  })

  it('escapes what was typed', async () => {
    const html = await (
      await send('/compose', lan, { status: '</textarea><script>x</script>', do: 'attach' })
    ).text()
    expect(html).not.toContain('<script>x')
    expect(html).toContain('&lt;/textarea&gt;')
  })

  it('adds pictures without scripts: the form comes back with them and with all that was typed', async () => {
    const first = await send('/compose', lan, {
      status: 'Ảnh chợ',
      spoiler_text: 'Đồ ăn',
      'media[]': [await square()],
      do: 'attach',
    })
    expect(first.status).toBe(200)
    const html = await first.text()
    expect(html).toContain('Ảnh chợ')
    expect(html).toContain('value="Đồ ăn"')
    const [id] = mediaIn(html)
    expect(id).toBeDefined()

    const second = await send('/compose', lan, {
      status: 'Ảnh chợ',
      'media_ids[]': [id!],
      [`alt[m${id}]`]: 'Sạp cá buổi sáng',
      do: 'post',
    })
    expect(second.status).toBe(303)
    expect(await page('/local')).toContain('alt="Sạp cá buổi sáng"')
  })

  it('takes a picture away again', async () => {
    const html = await (
      await send('/compose', lan, { status: 'x', 'media[]': [await square()], do: 'attach' })
    ).text()
    const [id] = mediaIn(html)
    const after = await (
      await send('/compose', lan, { status: 'x', 'media_ids[]': [id!], do: `remove:${id}` })
    ).text()
    expect(mediaIn(after)).toEqual([])
  })

  it('refuses a file that is no picture, and keeps the text', async () => {
    const lie = new File(['đây không phải là ảnh'], 'anh.png', { type: 'image/png' })
    const response = await send('/compose', lan, { status: 'Giữ lại nhé', 'media[]': [lie], do: 'post' })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('Giữ lại nhé')
  })

  it('joins the lines of a pasted text', async () => {
    const pasted =
      'Sáng nay tại chợ Đầm, nhiều bà con tiểu thương cho biết giá cá thu đã\ntăng gần gấp đôi so với tuần trước vì biển động, thuyền không ra khơi\nđược. Theo các chủ vựa, phải đến cuối tuần này giá mới có thể giảm trở\nlại, nhưng còn tùy vào thời tiết ngoài khơi trong những ngày sắp tới.'
    const html = await (await send('/compose', lan, { status: pasted, do: 'reflow' })).text()
    expect(html).toContain('giá cá thu đã tăng gần gấp đôi')
  })

  it('answers with the names of those who talk, and no more openly than they do', async () => {
    const { id } = await post(minh, { status: 'Chỉ cho người theo dõi @lan', visibility: 'private' })
    const html = await page(`/compose?reply=${id}`, lan)
    expect(html).toContain('@minh </textarea>')
    expect(html).toMatch(/<option value="private" selected/)
    expect(html).toContain(`name="in_reply_to_id" value="${id}"`)
    const response = await send('/compose', lan, {
      status: '@minh rõ rồi',
      in_reply_to_id: id,
      visibility: 'private',
      do: 'post',
    })
    expect(response.headers.get('location')).toMatch(new RegExp(`^/@minh/${id}#s-\\d+$`))
  })

  it('edits from the source, and shows what the post was', async () => {
    const { id } = await post(lan, { status: 'Họp xóm **tối mai**' })
    expect(await page(`/compose?edit=${id}`, lan)).toContain('Họp xóm **tối mai**</textarea>')
    const response = await send('/compose', lan, {
      status: 'Họp xóm tối kia',
      edit: id,
      back: `/@lan/${id}`,
      do: 'post',
    })
    expect(response.status).toBe(303)
    const history = await page(`/@lan/${id}/history`)
    expect(history).toContain('tối mai')
    expect(history).toContain('tối kia')
    expect((await get(`/compose?edit=${id}`, minh)).status).toBe(404)
  })

  it('deletes and redrafts: the old post goes when the new one is there, pictures move along', async () => {
    const attached = mediaIn(
      await (await send('/compose', lan, { status: 'x', 'media[]': [await square()], do: 'attach' })).text(),
    )
    const { id } = await post(lan, { status: 'Bản củ', media_ids: attached })
    const html = await page(`/compose?redraft=${id}`, lan)
    expect(html).toContain('Bản củ</textarea>')
    expect(mediaIn(html)).toEqual(attached)
    expect((await get(`/@lan/${id}`)).status).toBe(200)

    const failed = await send('/compose', lan, {
      status: 'x'.repeat(9000),
      redraft: id,
      'media_ids[]': attached,
      do: 'post',
    })
    expect(failed.status).toBe(422)
    expect((await get(`/@lan/${id}`)).status).toBe(200)

    const done = await send('/compose', lan, {
      status: 'Bản cũ',
      redraft: id,
      'media_ids[]': attached,
      back: `/@lan/${id}`,
      do: 'post',
    })
    expect(done.status).toBe(303)
    expect((await get(`/@lan/${id}`)).status).toBe(404)
    const fresh = await page(done.headers.get('location')!)
    expect(fresh).toContain('Bản cũ')
    expect(fresh).toContain('class="media media-1"')
  })

  it('throws a draft away once it is posted', async () => {
    const kept = await server.request('/drafts', {
      method: 'POST',
      body: new URLSearchParams({ status: 'Còn dang dở', visibility: 'unlisted' }),
      headers: { cookie: lan.session, accept: 'application/json' },
    })
    const { id } = (await kept.json()) as { id: string }
    const html = await page(`/compose?draft=${id}`, lan)
    expect(html).toContain('Còn dang dở</textarea>')
    expect(html).toMatch(/<option value="unlisted" selected/)
    await send('/compose', lan, { status: 'Xong rồi', draft_id: id, do: 'post' })
    expect(await page('/drafts', lan)).not.toContain('Còn dang dở')
  })

  it('keeps a post for later', async () => {
    const soon = await send('/compose', lan, {
      status: 'Mai họp',
      scheduled_at: '2020-01-01T08:00',
      do: 'post',
    })
    expect(soon.status).toBe(422)
    expect(await soon.text()).toContain('id="compose-scheduled_at-error"')
    const later = new Date(Date.now() + 7 * 3_600_000 + 86_400_000).toISOString().slice(0, 16)
    const response = await send('/compose', lan, { status: 'Mai họp nhé', scheduled_at: later, do: 'post' })
    expect(response.status).toBe(303)
    expect(await page('/local')).not.toContain('Mai họp nhé')
    expect(await page('/scheduled', lan)).toContain('Mai họp nhé')
  })

  it('takes a poll', async () => {
    const response = await send('/compose', lan, {
      status: 'Họp lúc nào?',
      'poll[options][]': ['19 giờ', '20 giờ', '', ''],
      'poll[expires_in]': '86400',
      do: 'post',
    })
    expect(response.status).toBe(303)
    expect(await page('/local', minh)).toContain('20 giờ')
  })

  it('does not lead elsewhere after posting', async () => {
    const response = await send('/compose', lan, { status: 'Đi đâu', back: '//evil.example/', do: 'post' })
    expect(response.headers.get('location')).toBe('/')
  })
})

describe('the page of a post', () => {
  it('shows what it answers above and what answers it below, in the order of the talk', async () => {
    const a = await post(lan, { status: 'Ai có thang không?' })
    const b = await post(minh, { status: '@lan mình có', in_reply_to_id: a.id })
    const c = await post(lan, { status: '@minh cho mượn nhé', in_reply_to_id: b.id })
    const d = await post(minh, { status: '@lan qua lấy đi', in_reply_to_id: c.id })
    const html = await page(`/@minh/${b.id}`)
    const at = [a, b, c, d].map(({ id }) => html.indexOf(`id="s-${id}"`))
    expect(at.every((place) => place > 0)).toBe(true)
    expect([...at].sort((x, y) => x - y)).toEqual(at)
    expect(html).toContain('class="reply depth-1"')
  })

  it('pages a long thread', async () => {
    const first = await post(lan, { status: 'Điểm danh' })
    for (let at = 0; at < 103; at += 1)
      await post(minh, { status: `@lan có ${at}`, in_reply_to_id: first.id })
    const html = await page(`/@lan/${first.id}`)
    expect(html.match(/class="reply /g)).toHaveLength(100)
    expect(html).toContain(`href="/@lan/${first.id}?from=100"`)
    const rest = await page(`/@lan/${first.id}?from=100`)
    expect(rest.match(/class="reply /g)).toHaveLength(3)
    expect(rest).toContain('@<span>lan</span></a></span> có 102')
  })

  it('has one address: another handle in front of the id leads there', async () => {
    const { id } = await post(lan, { status: 'Một địa chỉ' })
    for (const path of [`/@minh/${id}`, `/statuses/${id}`]) {
      const response = await get(path)
      expect(response.status).toBe(303)
      expect(response.headers.get('location')).toBe(`/@lan/${id}`)
    }
  })

  it('does not exist for strangers when it is not public', async () => {
    for (const visibility of ['private', 'direct']) {
      const { id } = await post(lan, { status: 'Chuyện riêng', visibility })
      for (const path of [
        `/@lan/${id}`,
        `/@lan/${id}/history`,
        `/@lan/${id}/favourited`,
        `/statuses/${id}`,
      ]) {
        expect((await get(path)).status, path).toBe(404)
        expect((await get(path, minh)).status, path).toBe(404)
      }
      expect((await get(`/@lan/${id}`, lan)).status).toBe(200)
    }
  })

  it('tells messengers what a public post says, and nothing of others', async () => {
    const open = await post(lan, { status: 'Cá "thu" & mực' })
    const html = await page(`/@lan/${open.id}`)
    expect(html).toContain('property="og:description" content="Cá &quot;thu&quot; &amp; mực"')
    expect(html).toContain(`rel="canonical" href="${server.origin}/@lan/${open.id}"`)
    const closed = await post(lan, { status: 'Kín', visibility: 'private' })
    const own = await page(`/@lan/${closed.id}`, lan)
    expect(own).not.toContain('og:description')
    expect(own).toContain('name="robots" content="noindex"')
  })

  it('answers 404 for ids that name nothing', async () => {
    for (const path of ['/@lan/1', '/@lan/99999999999999999999999', '/statuses/0', '/@lan/1/history']) {
      expect((await get(path)).status, path).toBe(404)
    }
  })
})

describe('bad addresses and bodies', () => {
  it('are answered with 4xx, never with a server error', async () => {
    const paths = [
      '/tags/%ff',
      '/tags/%00',
      '/@%ff/123',
      '/@%25/123',
      '/@lan/123?from=-1',
      '/local?max_id=-5',
      '/local?max_id=%00',
      '/?max_id=99999999999999999999999999',
      '/tags/ca?form=%ff',
      '/compose?reply=abc',
      '/compose?edit=-1',
      '/compose?redraft=99999999999999999999',
      '/compose?draft=x',
      '/compose?back=%0d%0aSet-Cookie:x',
      '/live?timeline=x&since=-1',
    ]
    for (const path of paths) {
      for (const person of [lan, undefined]) expect((await get(path, person)).status, path).toBeLessThan(500)
    }
    const broken = await server.request('/compose', {
      method: 'POST',
      body: '--x\r\nContent-Disposition: form-data; name="status"\r\n\r\nnửa chừng',
      headers: { cookie: lan.session, 'content-type': 'multipart/form-data; boundary=x' },
    })
    expect(broken.status).toBe(400)
  })

  it('keep an answer to a post that is gone', async () => {
    const { id } = await post(minh, { status: 'Sắp xóa' })
    await server.api('DELETE', `/api/v1/statuses/${id}`, { token: minh.token })
    const response = await send('/compose', lan, {
      status: 'Viết dài lắm rồi',
      in_reply_to_id: id,
      do: 'post',
    })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('Viết dài lắm rồi</textarea>')
  })

  it('cannot take the pictures of somebody else', async () => {
    const [id] = mediaIn(
      await (await send('/compose', minh, { status: 'x', 'media[]': [await square()], do: 'attach' })).text(),
    )
    const response = await send('/compose', lan, { status: 'Ảnh của ai', 'media_ids[]': [id!], do: 'post' })
    expect(response.status).toBe(422)
  })
})
