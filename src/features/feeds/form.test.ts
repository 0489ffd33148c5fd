import { expect, it } from 'vitest'
import { signUp } from '../../../test/people.ts'
import { startServer } from '../../../test/server.ts'
import { addFeed } from './feeds.ts'

it('a host name without a dot is no address of a feed', async () => {
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
    await expect(add('baolang.example')).resolves.toBeTruthy()
  } finally {
    await server.close()
  }
})
