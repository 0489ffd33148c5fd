import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import cases from '../../../test/fixtures/vietnamese-cases.json' with { type: 'json' }
import { type Person, signUp } from '../../../test/people.ts'
import { startServer, type TestServer } from '../../../test/server.ts'

let server: TestServer
let lan: Person
let binh: Person

beforeAll(async () => {
  server = await startServer()
  lan = await signUp(server, 'lan_pham', { displayName: 'Phạm Thị Lan' })
  binh = await signUp(server, 'binh', { displayName: 'Bình' })
  await agree(lan, true)
})
afterAll(() => server.close())

const agree = async (person: Person, indexable: boolean) => {
  await server.api('PATCH', '/api/v1/accounts/update_credentials', {
    token: person.token,
    body: { indexable },
  })
  await server.settle()
}
const post = async (status: string, more: object = {}, person = lan): Promise<string> => {
  const { body } = await server.api('POST', '/api/v1/statuses', {
    token: person.token,
    body: { status, ...more },
  })
  await server.settle()
  return body.id
}
const find = async (
  q: string,
  { token, more = '' }: { token?: string; more?: string } = {},
): Promise<string[]> => {
  const path = `/api/v2/search?type=statuses&q=${encodeURIComponent(q)}${more}`
  const { status, body } = await server.api('GET', path, token ? { token } : {})
  expect(status).toBe(200)
  return body.statuses.map((one: { id: string }) => one.id)
}

describe('words in posts', () => {
  it('are found as the shared cases say, also when the text came in decomposed', async () => {
    for (const [query, text] of cases.finds) {
      const [composed, decomposed] = [await post(text!.normalize('NFC')), await post(text!.normalize('NFD'))]
      const found = await find(query!)
      expect([query, found.includes(composed), found.includes(decomposed)]).toEqual([query, true, true])
    }
    for (const [query, text] of cases.misses) {
      const id = await post(text!)
      expect((await find(query!)).includes(id)).toBe(false)
    }
  })

  it('typed with accents put those first that have them; typed without they find both', async () => {
    for (const { query, first, after } of cases.ranks) {
      const [right, other] = [await post(first), await post(after)]
      const found = await find(query)
      expect(found.indexOf(right)).toBeLessThan(found.indexOf(other))
      expect(found.indexOf(right)).toBeGreaterThan(-1)
    }
    expect(await find('duong')).toHaveLength(2)
  })

  it('rank exact spelling, then the other tone mark, then folded phrase, then scattered words; the newer first', async () => {
    const scattered = await post('hoa nở bên bờ thuý')
    const folded = await post('hoa thuy')
    const other = await post('hoà thuý')
    const older = await post('hòa thúy ở đây')
    const newer = await post('Hòa Thúy ở kia')
    expect(await find('hòa thúy')).toEqual([newer, older, other, folded, scattered])
  })

  it('match chat spellings, joined pairs, tags, phone numbers and emoji', async () => {
    const id = await post('Hẹn ở quán bún chả 🍜 gọi 0912.345.678 #ẩmthực')
    for (const q of ['buncha', '🍜', '+84912345678', 'am thuc', 'ẩm thực', '#amthuc'])
      expect([q, await find(q)]).toEqual([q, [id]])
    expect(await find('🍜 phở')).toEqual([])
  })

  it('find what holds all but one of them when nothing holds all', async () => {
    const id = await post('Lịch tiêm chủng của phường Láng Hạ')
    const path = `/search?q=${encodeURIComponent('lịch tiêm chủng phường Bưởi')}`
    const html = await (await server.request(path)).text()
    expect(html).toContain('những bài thiếu một chữ')
    expect(html).toContain(id)
  })
})

describe('filters', () => {
  it('narrow by author, date, reply, language, link and what is not to be there', async () => {
    const first = await post('Thuyền buồm ngoài khơi', { language: 'vi' })
    const link = await post('Thuyền buồm https://vidu.example/thuyen', { language: 'en' })
    const reply = await post('Thuyền buồm nào?', { in_reply_to_id: first, language: 'vi' })
    const own = await post('Thuyền buồm của tôi', { visibility: 'private' }, binh)
    const all = [reply, link, first]
    expect(await find('thuyền buồm')).toEqual(all)
    const q = async (filter: string, token?: string) => find(`thuyen buom ${filter}`, token ? { token } : {})
    expect(await q('from:lan_pham')).toEqual(all)
    expect(await q('từ:@lan_pham')).toEqual(all)
    expect(await q('from:me', binh.token)).toEqual([own])
    expect(await q('có:liên-kết')).toEqual([link])
    expect(await q('is:reply')).toEqual([reply])
    expect(await q('-is:reply')).toEqual([link, first])
    expect(await q('-khơi')).toEqual([reply, link])
    expect(await q('language:en')).toEqual([link])
    expect(await q('trước:2015-11-25')).toEqual([])
    expect(await q('sau:2015-11-25')).toEqual(all)
    expect(await q('sau:25/11/2015 có:liên-kết')).toEqual([link])
    expect(await q('sau:2026-02-30')).toEqual(all)
    expect(await q('from:khong_co_ai')).toEqual([])
    expect(await find('has:link from:lan_pham')).toContain(link)
    expect(await find('thuyen buom', { more: `&max_id=${reply}` })).toEqual([link, first])
    expect(await find('thuyen buom', { more: `&min_id=${first}` })).toEqual([reply, link])
    expect(await find('thuyen buom', { more: `&account_id=${binh.id}` })).toEqual([])
    expect(await find('thuyen buom', { token: binh.token, more: '&limit=1&offset=1' })).toHaveLength(1)
  })

  it('open the library: own posts, what names one, what one liked or kept', async () => {
    const liked = await post('Rạp xiếc về làng', {}, binh)
    const named = await post('@lan_pham rạp xiếc kìa', { visibility: 'direct' }, binh)
    await post('Rạp xiếc, chuyện riêng', { visibility: 'private' }, binh)
    expect(await find('rạp xiếc')).toEqual([])
    expect(await find('rạp xiếc', { token: lan.token })).toEqual([named])
    await server.api('POST', `/api/v1/statuses/${liked}/favourite`, { token: lan.token })
    expect(await find('rap xiec in:library', { token: lan.token })).toEqual([named, liked])
    expect(await find('rap xiec', { token: lan.token })).toEqual([named, liked])
    expect(await find('rap xiec in:public', { token: lan.token })).toEqual([])
    const marked = await post('Ghế mây', {}, binh)
    await server.api('POST', `/api/v1/statuses/${marked}/bookmark`, { token: lan.token })
    const whole = await find('in:library', { token: lan.token, more: '&limit=40' })
    expect(whole.slice(0, 1)).toEqual([marked])
    expect(whole).toEqual(expect.arrayContaining([named, liked]))
  })
})

describe('the index follows', () => {
  it('edits, deletion and consent', async () => {
    const id = await post('Máy khâu con bướm', {}, lan)
    expect(await find('máy khâu')).toEqual([id])
    await server.api('PUT', `/api/v1/statuses/${id}`, {
      token: lan.token,
      body: { status: 'Xe đạp thống nhất' },
    })
    await server.settle()
    expect(await find('máy khâu')).toEqual([])
    expect(await find('xe đạp')).toEqual([id])
    // At once, before the index has heard of it.
    await server.api('PATCH', '/api/v1/accounts/update_credentials', {
      token: lan.token,
      body: { indexable: false },
    })
    expect(await find('xe đạp')).toEqual([])
    await server.settle()
    expect(await find('xe đạp')).toEqual([])
    expect(await find('xe đạp', { token: lan.token })).toEqual([id])
    await agree(lan, true)
    expect(await find('xe đạp')).toEqual([id])
    await server.ctx.db`update accounts set suspended_at = now() where id = ${lan.id}`
    expect(await find('xe đạp')).toEqual([])
    await server.ctx.db`update accounts set suspended_at = null where id = ${lan.id}`
    await server.api('DELETE', `/api/v1/statuses/${id}`, { token: lan.token })
    await server.settle()
    expect(await find('xe đạp')).toEqual([])
    const left = await server.ctx.db`select from search_documents where id = ${id}`
    expect(left).toHaveLength(0)
  })
})

describe('odd questions', () => {
  it('are answered, and nothing of them is carried out', async () => {
    const odd = [
      '"',
      '""',
      '"a',
      'from:',
      '-',
      '--',
      '-a',
      ':',
      'a:b:c',
      "'; drop table accounts; --",
      '(.*)+$',
      '%',
      '\\',
      '{1,2}',
      '🙈',
      'x'.repeat(10_000),
      'từ '.repeat(3000),
      'before:',
      'sau:abc',
      'has:gì',
      'in:',
      '"'.repeat(99),
      '\u202e',
      'from:"a b"',
    ]
    for (const q of odd) {
      const { status } = await server.api('GET', `/api/v2/search?q=${encodeURIComponent(q)}`)
      expect([q.slice(0, 20), status]).toEqual([q.slice(0, 20), 200])
    }
  })
})

describe('a private community', () => {
  it('is searched by its members only, and leaves no trace for others', async () => {
    const made = await server.api('POST', '/api/v1/communities', {
      token: lan.token,
      body: { username: 'xom_kin', display_name: 'Xóm kín', private: true, joining: 'invite' },
    })
    expect(made.status).toBe(200)
    const id = await post('Mật khẩu cổng là hoa phượng', {
      community_id: made.body.id,
      title: 'Chuyện cổng ngõ',
    })
    expect(await find('hoa phượng', { token: lan.token })).toEqual([id])
    for (const q of ['hoa phượng', 'chuyện cổng ngõ', 'in:xom_kin', 'from:lan_pham hoa phượng cổng']) {
      expect([q, await find(q, { token: binh.token })]).toEqual([q, []])
      expect([q, await find(q)]).toEqual([q, []])
      const html = await (await server.request(`/search?q=${encodeURIComponent(q)}`)).text()
      expect(html).not.toContain('Mật khẩu')
    }
    await server.ctx.db`insert into follows (account_id, target_id) values (${binh.id}, ${made.body.id})`
    expect(await find('hoa phượng', { token: binh.token })).toEqual([id])
    expect(await find('cổng ngõ in:xom_kin', { token: binh.token })).toEqual([id])
    // She takes her consent back: not even the members find it any more.
    await agree(lan, false)
    expect(await find('hoa phượng', { token: binh.token })).toEqual([])
    await agree(lan, true)
  })
})

describe('articles', () => {
  it('are found by headline, then lead, then body; follow their changes, and are found as posts by clients', async () => {
    const site = (
      await server.api('POST', '/api/v1/sites', {
        token: lan.token,
        body: { username: 'tin_phuong', display_name: 'Tin phường' },
      })
    ).body.id
    const publish = async (article: object) => {
      const made = await server.api('POST', `/api/v1/sites/${site}/articles`, {
        token: lan.token,
        body: article,
      })
      const { status } = await server.api('POST', `/api/v1/articles/${made.body.id}/state`, {
        token: lan.token,
        body: { state: 'published' },
      })
      expect(status).toBe(200)
      await server.settle()
      return made.body.id
    }
    const headline = await publish({
      headline: 'Cây sấu già trên phố',
      lead: 'Mùa lá rụng',
      body: 'Lá vàng đầy hè.',
    })
    const lead = await publish({
      headline: 'Chuyện phố',
      lead: 'Cây sấu già đổ trong đêm',
      body: 'Không ai việc gì.',
    })
    await publish({
      headline: 'Tin vắn',
      lead: 'Trong tuần',
      body: 'Người ta trồng lại cây sấu già ở đầu ngõ.',
    })
    const shown = async (q: string) => {
      const html = await (await server.request(`/search?tab=articles&q=${encodeURIComponent(q)}`)).text()
      return [...html.matchAll(/<h3><a href="[^"]*">(.*?)<\/a>/g)].map((match) =>
        match[1]!.replace(/<[^>]*>/g, ''),
      )
    }
    expect(await shown('cây sấu già')).toEqual(['Cây sấu già trên phố', 'Chuyện phố', 'Tin vắn'])
    expect(await shown('cay sau gia trang:tin_phuong')).toHaveLength(3)
    expect((await find('cay sau gia')).length).toBeGreaterThan(0)
    const suggested = await (
      await server.request(`/search/suggest?q=${encodeURIComponent('cây sấu gi')}`)
    ).json()
    expect(suggested.items.map((item: { label: string }) => item.label)).toEqual(['Cây sấu già trên phố'])
    const changed = await server.api('PUT', `/api/v1/articles/${headline}`, {
      token: lan.token,
      body: { headline: 'Cây cơm nguội', lead: 'Mùa lá rụng', body: 'Lá vàng đầy hè.' },
    })
    expect(changed.status).toBe(200)
    await server.api('POST', `/api/v1/articles/${lead}/state`, {
      token: lan.token,
      body: { state: 'archived' },
    })
    await server.settle()
    expect(await shown('cây sấu già')).toEqual(['Tin vắn'])
    expect(await shown('cơm nguội')).toEqual(['Cây cơm nguội'])
  })
})

describe('a question in the words of people', () => {
  it('finds a price however it is written', async () => {
    const ids = [
      await post('Bán nồi cơm, giá 140.000đ'),
      await post('Bán ấm đun, 140k'),
      await post('Xoong 140 nghìn'),
    ]
    await post('Chảo 150.000đ')
    for (const q of ['140k', 'giá 140k', '140000', '140.000đ', '140 nghìn'])
      expect([q, (await find(q)).sort()]).toEqual([q, [...ids].sort()])
  })

  it('finds nothing where a filter names nobody, and looks for the rest where a date is none', async () => {
    const id = await post('Cối đá xay bột')
    expect(await find('cối đá from:nobody_x')).toEqual([])
    expect(await find('cối đá xóm:khongco')).toEqual([])
    expect(await find('cối đá sau:2026-02-30')).toEqual([id])
    expect(await find('cối đá sau:hôm kia')).toEqual([id])
    expect(await find('cối đá trước:hôm qua')).toEqual([])
    expect(await find('cối đá từ:lạn_phạm')).toEqual([id])
  })

  it('leaves out a tag that joins the word not wanted, and gives clients whole hits only', async () => {
    const joined = await post('Phố #TắcĐường')
    const other = await post('Tắc cống rồi')
    expect(await find('tắc đường')).toEqual([joined])
    expect((await find('tắc -đường')).sort()).toEqual([other])
    expect(await find('tắc cống zzzkhong')).toEqual([])
  })

  it('is the address of a page elsewhere for the posts that link to it, or of something here', async () => {
    const id = await post('Đọc bài này https://bao.example/tin-1.html?utm_source=x')
    expect(await find('https://bao.example/tin-1.html')).toEqual([id])
    const { body } = await server.api(
      'GET',
      `/api/v2/search?q=${encodeURIComponent(`${server.ctx.config.origin}/trang/tin_phuong`)}`,
    )
    expect(body.accounts.map((one: { acct: string }) => one.acct)).toEqual(['tin_phuong'])
  })

  it('is taken leniently where it is no number', async () => {
    for (const more of ['offset=-5', 'offset=99999999999', 'offset=abc', 'type=xyz', 'min_id=-3'])
      expect([
        more,
        (await server.api('GET', `/api/v2/search?q=x&${more}`, { token: lan.token })).status,
      ]).toEqual([more, 200])
    expect((await server.api('GET', '/api/v2/search?q=x&min_id=abc')).status).toBe(400)
  })
})

describe('pages of results', () => {
  it('are full as long as there is more, also when much of what was found may not be seen', async () => {
    const shut = await signUp(server, 'cua_dong')
    await agree(shut, true)
    const seen: string[] = []
    for (let n = 0; n < 24; n += 1) {
      const mine = n % 4 === 0
      const id = await post(`Bánh tráng số ${n}`, {}, mine ? lan : shut)
      if (mine) seen.unshift(id)
    }
    await server.api('POST', `/api/v1/accounts/${binh.id}/block`, { token: shut.token })
    const first = await find('bánh tráng', { token: binh.token, more: '&limit=4' })
    expect(first).toEqual(seen.slice(0, 4))
  })
})

it('what was there before the index is indexed by and by, and a change of the rules begins again', async () => {
  const id = await post('Đèn kéo quân giấy bóng kính')
  await server.ctx.db`delete from search_documents`
  await server.ctx.db`update search_progress set version = 0`
  expect(await find('đèn kéo quân')).toEqual([])
  await server.ctx.enqueue('search.catchUp', {})
  await server.settle()
  expect(await find('đèn kéo quân')).toEqual([id])
})

it('a block of time that is full is followed by the next, and common words are still found newest first', async () => {
  const { ctx } = server
  const texts = Array.from({ length: 2600 }, (_, n) => `Thóc lúa ${n}`)
  await ctx.db`
    with made as (insert into statuses (id, account_id, thread_id, text, content, visibility)
      select next_id(), ${lan.id}, 1, t, t, 'public' from unnest(${texts}::text[]) t returning id)
    insert into status_counts (status_id) select id from made`
  await ctx.db`update search_progress set done_at = null, after_id = 0`
  await ctx.enqueue('search.catchUp', {})
  await server.settle()
  const blocks = await ctx.db`select from search_blocks where kind = 'post'`
  expect(blocks.length).toBeGreaterThan(2)
  const newest = await ctx.db<
    { id: string }[]
  >`select id from statuses where text like 'Thóc%' order by id desc limit 20`
  expect(await find('thoc lua')).toEqual(newest.map(({ id }) => id))
  const old = await ctx.db<{ id: string }[]>`select id from statuses where text = 'Thóc lúa 0'`
  expect((await find('"thóc lúa 0"'))[0]).toBe(old[0]!.id)
})
