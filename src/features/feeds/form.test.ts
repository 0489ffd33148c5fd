import { expect, it } from 'vitest'
import { signUp } from '../../../test/people.ts'
import { startServer } from '../../../test/server.ts'
import { addFeed, itemsOf } from './feeds.ts'
import { readFeed } from './read.ts'
import { putItems } from './sql.ts'

it('a host name without a dot is no address of a feed, and a date to come is none', async () => {
  const server = await startServer()
  try {
    const lan = await signUp(server, 'lan')
    const { body } = await server.api('POST', '/api/v1/communities', {
      token: lan.token,
      body: { username: 'ngo82', display_name: 'Ngõ 82', note: 'x' },
    })
    const add = (address: string) => addFeed(server.ctx, { id: lan.id }, body.id, address)
    await expect(add('maychu')).rejects.toMatchObject({ status: 422 })
    await expect(add('http://maychu/rss.xml')).rejects.toMatchObject({ status: 422 })
    const id = await add('baolang.example')
    // An item dated in another year to come has no date, and shows none.
    const item = (name: string, date: string) =>
      `<item><title>${name}</title><link>https://baolang.example/${name}</link><pubDate>${date}</pubDate></item>`
    const rss = `<rss version="2.0"><channel><title>x</title>${item('mai', 'Mon, 01 Jan 2035 00:00:00 GMT')}${item('qua', 'Mon, 23 Nov 2026 00:00:00 GMT')}</channel></rss>`
    const { items } = readFeed(rss, 'https://baolang.example/rss', server.ctx.clock())
    await putItems(server.ctx, id, items)
    const read = await itemsOf(server.ctx, body.id, { limit: 5, offset: 0 })
    expect(read.items.map(({ title, dated }) => [title, dated])).toEqual([
      ['mai', false],
      ['qua', true],
    ])
  } finally {
    await server.close()
  }
})
