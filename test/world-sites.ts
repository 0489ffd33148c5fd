import { type Person, signUp } from './people.ts'
import { gradient } from './pictures.ts'
import type { TestServer } from './server.ts'
import type { RoomParts, Words, World } from './world.ts'

/** Feeds of other places: read, failed, paused and ended, as if they had been asked. */
export async function makeFeeds(server: TestServer, handles: string[], words: Words): Promise<void> {
  await server.ctx.db`
    with feeds as (
      insert into outside_feeds (owner_id, url, title, site_url, state, error, fetched_at, read_at, next_at)
      select a.id, 'https://example.com/' || f.state || f.error, ${words.name}, 'https://example.com/', f.state, f.error,
        now(), case when f.error = '' then now() end, now() + interval '1 hour'
      from accounts a, (values ('active', ''), ('active', 'not_found'), ('paused', ''), ('gone', 'gone')) f (state, error)
      where a.username = any(${handles}) returning id)
    insert into outside_items (feed_id, guid, url, title, excerpt, author, published_at, seen_at)
    select id, '1', 'https://example.com/1', ${words.text}, ${words.text}, ${words.other}, now(), now() from feeds`
}

/** A site with sections, a series, staff, an article that was corrected, comments, one of them waiting. */
export async function makeSite({
  server,
  locale,
  words,
  me,
  other,
  call,
  page,
}: RoomParts): Promise<World['site']> {
  const handle = `site_${locale}`
  const made = await call(me, 'POST', 'sites', {
    username: handle,
    display_name: words.name,
    note: words.text,
    language: locale,
    masthead: words.name,
  })
  await call(me, 'PATCH', `sites/${made.id}`, { about: words.text, contact: words.other, licence: 'CC0' })
  await call(me, 'PUT', `sites/${made.id}/sections`, {
    sections: [{ name: words.other, description: words.text }],
  })
  await call(me, 'POST', `sites/${made.id}/staff`, {
    acct: other.username,
    role: 'editor',
    title: words.other,
  })
  const series = await call(me, 'POST', `sites/${made.id}/series`, {
    title: words.other,
    description: words.text,
  })
  const [{ slug: section }] = (await call(me, 'PATCH', `sites/${made.id}`, {})).sections
  const form = new FormData()
  form.append('file', new Blob([await gradient(600, 400).png().toBuffer()]), 'a.png')
  form.append('description', words.text)
  const { body: media } = await server.api('POST', '/api/v2/media', { token: me.token, body: form })
  const write = (body: object) => call(me, 'POST', `sites/${made.id}/articles`, { language: locale, ...body })
  const input = {
    language: locale,
    headline: words.text,
    lead: words.text,
    body: `## ${words.other}\n\n${words.text}\n\n![${words.text}](media:${media.id} "${words.text}"){credit="${words.other}" licence="CC0"}\n\n| ${words.other} | ${words.name} |\n|---|---|\n| 1 | 2 |\n\n${words.text}[^1]\n\n[^1]: ${words.text}`,
    cover: media.id,
    cover_credit: words.other,
    section,
    series: series.id,
    tags: ['market'],
    authors: [`@${me.username}`, words.other],
    kind: 'summary',
    source_publisher: words.other,
    source_author: words.name,
    source_url: 'https://example.com/1',
    source_published_at: '2015-11-25T14:36+07:00',
    source_fetched_at: '2015-11-26T08:00+07:00',
  }
  const article = await write(input)
  const near = await write({ ...input, headline: words.other })
  for (const { id } of [article, near]) await call(me, 'POST', `articles/${id}/state`, { state: 'published' })
  const { status_id: thread } = await call(me, 'PUT', `articles/${article.id}`, {
    ...input,
    correction: words.text,
  })
  const comment = await call(other, 'POST', 'statuses', {
    status: words.text,
    in_reply_to_id: thread,
    language: locale,
  })
  await call(me, 'POST', 'statuses', { status: words.text, in_reply_to_id: comment.id, language: locale })
  await write({ headline: words.name })
  const held = await write({ headline: words.name, body: words.text, comments: 'moderated' })
  await call(me, 'POST', `articles/${held.id}/state`, { state: 'published' })
  const stranger = await signUp(server, `reader_${locale}`, { displayName: words.other, locale })
  await server.request(`/trang/${handle}/${held.slug}/binh-luan`, {
    method: 'POST',
    headers: { cookie: stranger.session },
    body: new URLSearchParams({ text: words.text }),
  })
  await page(`/trang/${handle}/${article.slug}/binh-luan`, { text: words.text })
  return { handle, slug: article.slug, article: article.id, thread, section, series: 'x' }
}

/** An old blog of two articles with an old comment, brought in; the same waiting, stopped, and a file that is none. */
export async function makeImports(
  server: TestServer,
  me: Person,
  words: Words,
  handle: string,
): Promise<World['imports']> {
  const base = `/trang/${handle}/quan-tri/nhap`
  const entry = (n: number, inner: string) =>
    `<entry><id>old-${n}</id><published>2015-11-25T14:36:0${n}Z</published>${inner}<author><name>${words.other}</name></author></entry>`
  const kind = (name: string) =>
    `<category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#${name}"/>`
  const blog = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"><title>${words.name}</title>
    ${entry(1, `${kind('post')}<category term="market"/><title>${words.text}</title><content type="html">&lt;p&gt;${words.text}&lt;/p&gt;&lt;script&gt;1&lt;/script&gt;</content><link rel="alternate" href="http://old.example/2015/11/one.html"/>`)}
    ${entry(2, `${kind('page')}<title>${words.other}</title><content type="html">${words.text}</content>`)}
    ${entry(3, `${kind('comment')}<thr:in-reply-to ref="old-1"/><content type="html">${words.text}</content>`)}</feed>`
  const send = async (content: string): Promise<string> => {
    const form = new FormData()
    form.append('file', new Blob([content]), 'feed.atom')
    const headers = { cookie: me.session }
    const answer = await server.request(base, { method: 'POST', headers, body: form })
    return answer.headers.get('location')!.split('/').at(-1)!
  }
  const act = (path: string, body: Record<string, string> = {}) =>
    server.request(`${base}/${path}`, {
      method: 'POST',
      headers: { cookie: me.session },
      body: new URLSearchParams(body),
    })
  const [done, refused] = [await send(blog), await send('<html></html>')]
  await server.settle()
  await act(done, { comments: '1' })
  await server.settle()
  const [waiting, stopped] = [await send(blog), await send(blog)]
  await server.settle()
  await act(stopped, { comments: '1' })
  await act(`${stopped}/dung`)
  return { waiting, stopped, done, refused, slug: 'one' }
}
