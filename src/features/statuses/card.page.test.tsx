import { describe, expect, it } from 'vitest'
import { t } from '../../ui/i18n/index.ts'
import type { View } from '../../ui/view.ts'
import type { Status } from './api.ts'
import { statusCard } from './card.tsx'

const now = new Date('2026-03-02T08:00:00.000Z')

const view = (given: Partial<View> = {}): View => ({
  locale: 'vi',
  t: (key, params) => t('vi', key, params),
  viewer: {
    id: '7',
    username: 'minh',
    role: 'user',
    locale: 'vi',
    preferences: {},
    scopes: null,
    sessionId: '1',
    tokenId: null,
    appId: null,
    signedInAt: 0,
  },
  me: null,
  theme: 'auto',
  textOnly: false,
  lessMotion: false,
  now,
  path: '/local',
  network: 'Xóm Chài',
  face: { name: 'Xóm Chài', description: '', registrations: 'open', rules: [], people: 2 },
  origin: 'https://xom.test',
  domain: 'xom.test',
  flash: null,
  unread: 0,
  ...given,
})

const account = (id: string, username: string, name: string): Status['account'] => ({
  id,
  username,
  acct: username,
  display_name: name,
  locked: false,
  bot: false,
  group: false,
  discoverable: true,
  indexable: true,
  created_at: '2026-01-01T00:00:00.000Z',
  note: '',
  url: `https://xom.test/@${username}`,
  uri: `https://xom.test/users/${username}`,
  avatar: 'https://xom.test/avatars/missing.png',
  avatar_static: 'https://xom.test/avatars/missing.png',
  header: 'https://xom.test/headers/missing.png',
  header_static: 'https://xom.test/headers/missing.png',
  followers_count: 0,
  following_count: 0,
  statuses_count: 1,
  last_status_at: null,
  hide_collections: null,
  emojis: [],
  fields: [],
  roles: [],
  feature_approval: { automatic: [], manual: [], current_user: 'denied' },
})

const status = (given: Partial<Status> = {}): Status => ({
  id: '100',
  uri: 'https://xom.test/users/lan/statuses/100',
  url: 'https://xom.test/@lan/100',
  created_at: '2026-03-02T07:55:00.000Z',
  edited_at: null,
  account: account('1', 'lan', 'Lan'),
  content: '<p>Chợ Đầm sáng nay cá tươi lắm.</p>',
  visibility: 'public',
  sensitive: false,
  spoiler_text: '',
  media_attachments: [],
  application: null,
  mentions: [],
  tags: [],
  emojis: [],
  reblogs_count: 0,
  favourites_count: 1234,
  replies_count: 2,
  quotes_count: 0,
  in_reply_to_id: null,
  in_reply_to_account_id: null,
  poll: null,
  card: null,
  quote: null,
  quote_approval: { automatic: [], manual: [], current_user: 'denied' },
  language: 'vi',
  favourited: false,
  reblogged: false,
  muted: false,
  bookmarked: false,
  pinned: false,
  reblog: null,
  ...given,
})

const picture = (description: string | null): Status['media_attachments'][number] => ({
  id: '5',
  type: 'image',
  url: 'https://xom.test/media/a.webp',
  preview_url: 'https://xom.test/media/a-small.webp',
  remote_url: null,
  preview_remote_url: null,
  text_url: null,
  meta: { small: { width: 640, height: 480 }, focus: { x: 1, y: -1 } },
  description,
  blurhash: null,
})

describe('a card', () => {
  it('says who, when and to whom, and links to the conversation', () => {
    const html = statusCard({ view: view(), status: status() })
    expect(html).toContain('<bdi>Lan</bdi>')
    expect(html).toContain('@lan')
    expect(html).toContain('5 phút trước</time>')
    expect(html).toContain('href="/@lan/100"')
    expect(html).toContain('aria-label="Công khai"')
    expect(html).toContain('1.234')
  })

  it('never lets a name become markup', () => {
    const html = statusCard({
      view: view(),
      status: status({ account: account('1', 'lan', '<img src=x onerror=alert(1)>$&"') }),
    })
    expect(html).not.toContain('<img src=x')
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;$&amp;&quot;')
  })

  it('names the neighbour who shared a post, and shows the post', () => {
    const boosted = statusCard({
      view: view(),
      status: status({ id: '200', account: account('2', 'hoa', 'Hoa $1'), reblog: status() as never }),
    })
    expect(boosted).toContain('<bdi>Hoa $1</bdi></a> chia sẻ')
    expect(boosted).toContain('id="s-200"')
    expect(boosted).toContain('action="/statuses/100/favourite"')
  })

  it('keeps text and pictures behind a content warning', () => {
    const html = statusCard({
      view: view(),
      status: status({
        spoiler_text: 'Phim mới',
        sensitive: true,
        media_attachments: [picture('Cảnh cuối')],
      }),
    })
    const fold = html.slice(html.indexOf('<details class="cw">'))
    expect(fold).toContain('Phim mới')
    expect(fold.indexOf('</summary>')).toBeLessThan(fold.indexOf('Chợ Đầm'))
    expect(html).not.toContain('class="sensitive"')
  })

  it('hides sensitive pictures, and gives each its size and its words', () => {
    const html = statusCard({
      view: view(),
      status: status({ sensitive: true, media_attachments: [picture('Cá "thu" 3 kg')] }),
    })
    expect(html).toContain('<details class="sensitive">')
    expect(html).toContain('alt="Cá &quot;thu&quot; 3 kg"')
    expect(html).toContain('width="640" height="480"')
    expect(html).toContain('class="fx4 fy4"')
  })

  it('loads no picture in text-only mode', () => {
    const html = statusCard({
      view: view({ textOnly: true }),
      status: status({ media_attachments: [picture('Cá thu')] }),
    })
    expect(html).not.toContain('<img')
    expect(html).toContain('Ảnh: Cá thu</a>')
  })

  it('tells what is pressed, and offers the way back', () => {
    const html = statusCard({ view: view(), status: status({ favourited: true, bookmarked: true }) })
    expect(html).toMatch(/formaction="\/statuses\/100\/unfavourite" aria-pressed="true"/)
    expect(html).toMatch(/formaction="\/statuses\/100\/boost" aria-pressed="false"/)
    expect(html).toContain('<input type="hidden" name="back" value="/local">')
  })

  it('lets nobody boost what is for followers or for named people', () => {
    const disabled = (given: Partial<Status>) =>
      / disabled>/.test(statusCard({ view: view(), status: status(given) }))
    expect(disabled({ visibility: 'unlisted' })).toBe(false)
    expect(disabled({ visibility: 'private' })).toBe(true)
    expect(disabled({ visibility: 'private', account: account('7', 'minh', 'Minh') })).toBe(false)
    expect(disabled({ visibility: 'direct', account: account('7', 'minh', 'Minh') })).toBe(true)
  })

  it('offers edit and deletion only to the author, and mute and block to the others', () => {
    const foreign = statusCard({ view: view(), status: status() })
    expect(foreign).toContain('/accounts/1/block')
    expect(foreign).not.toContain('/compose?edit=')
    const own = statusCard({ view: view(), status: status({ account: account('7', 'minh', 'Minh') }) })
    expect(own).toContain('/compose?edit=100')
    expect(own).toContain('/statuses/100/delete')
    expect(own).not.toContain('/accounts/7/block')
  })

  it('has no form for a reader without an account: its buttons lead to the door', () => {
    const html = statusCard({ view: view({ viewer: null }), status: status() })
    expect(html).not.toContain('<form')
    expect(html).toContain('/login?next=%2F%40lan%2F100')
  })

  it('says whom it answers', () => {
    const answer = status({
      in_reply_to_id: '90',
      in_reply_to_account_id: '2',
      mentions: [{ id: '2', username: 'hoa', acct: 'hoa', url: 'https://xom.test/@hoa' }],
    })
    expect(statusCard({ view: view(), status: answer })).toContain('Trả lời @hoa')
    expect(statusCard({ view: view(), status: { ...answer, in_reply_to_account_id: '1' } })).toContain(
      'Viết tiếp',
    )
  })

  it('renders a page of twenty in well under a millisecond', () => {
    const shown = view()
    const page = Array.from({ length: 20 }, (_, at) =>
      status({ id: String(at), media_attachments: [picture('Cá thu')] }),
    )
    const render = () => page.map((item) => statusCard({ view: shown, status: item })).join('').length
    for (let at = 0; at < 300; at += 1) render()
    const times = Array.from({ length: 21 }, () => {
      const start = performance.now()
      render()
      return performance.now() - start
    }).sort((a, b) => a - b)
    expect(times[10]).toBeLessThan(3)
  })
})
