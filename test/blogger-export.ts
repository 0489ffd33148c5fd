import { crc32, deflateRawSync } from 'node:zlib'

/**
 * Exports of an old blog as Blogger and WordPress write them, made up for tests and benchmarks: real-looking Vietnamese,
 * labels, drafts, pages, pictures, scripts, comments that answer each other.
 */
export interface BlogOptions {
  posts?: number
  comments?: number
  /** Where pictures are; every third post has one, small and in `/to/` large. `mat.png` is missing, `hong.png` is none. */
  pictures?: string
  form?: 'old' | 'takeout'
}

const BLOG = 'tag:blogger.com,1999:blog-4217'

const things = [
  'Đường làng',
  'Chợ phiên',
  'Trạm y tế xã',
  'Trường tiểu học',
  'Hợp tác xã',
  'Bến đò',
  'Lễ hội đình',
]
const doings = [
  'được sửa lại trước Tết',
  'họp bàn với bà con',
  'mở cửa từ tuần này',
  'thiếu nước sạch',
  'đón đoàn khách',
]
const people = ['Nguyễn Văn An', 'Trần Thị Bình', 'Lê Hoàng Cường', 'Phạm Thị Dung', 'Nặc danh']
const labels = ['Thời sự', 'Đời sống', 'Giáo dục', 'Văn hóa', 'Nông nghiệp']
const remarks = [
  'Cảm ơn ban biên tập, bài rất có ích cho bà con.',
  'Chỗ này tuần trước tôi có đi qua, đúng là như bài viết.',
  'Xin hỏi khi nào thì làm xong đoạn còn lại ạ?',
  'Mong xã công khai khoản đóng góp cho mọi người cùng biết.',
]

const pick = <T>(list: T[], n: number): T => list[n % list.length]!
const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')
const two = (n: number) => String(n).padStart(2, '0')

export const titleOf = (n: number) => `${pick(things, n)} ${pick(doings, Math.floor(n / 7))} (kỳ ${n + 1})`
export const nameOf = (n: number) => `bai-ky-${n + 1}`
const month = (n: number) => `${2012 + Math.floor(n / 60)}/${two(1 + (Math.floor(n / 5) % 12))}`
export const pathOf = (n: number) => `/${month(n)}/${nameOf(n)}.html`
/** The ninth is a draft, the tenth a page; a remainder, so that both are in every export of some size. */
export const isDraft = (n: number) => n % 50 === 9
export const isPage = (n: number) => n % 50 === 10

export function bodyOf(n: number, pictures = 'http://anh.example'): string {
  const picture = n % 50 === 3 ? 'mat.png' : n % 50 === 6 ? 'hong.png' : `anh-${n % 30}.png`
  return [
    `<p><b>${titleOf(n)}.</b> Sáng ${1 + (n % 28)}/${1 + (n % 12)}, đông đảo bà con đã có mặt ở nhà văn hóa thôn để nghe về việc này.</p>`,
    n % 3 === 0
      ? `<div class="separator"><a href="${pictures}/to/${picture}"><img alt="Ảnh ${n}" src="${pictures}/${picture}"></a></div>`
      : '',
    `<p>Ông ${pick(people, n)} cho biết: &ldquo;Mọi khoản đóng góp đều được ghi trên bảng tin.&rdquo; Xem lại <a href="http://lang.blogspot.com${pathOf(Math.max(0, n - 1))}">kỳ trước</a>.</p>`,
    '<h3>Việc tiếp theo</h3><ul><li>Họp thôn lần hai</li><li>Công khai sổ sách</li></ul>',
    n % 10 === 4 ? '<script>alert("x")</script>' : '',
    n % 10 === 5 ? '<iframe src="https://quangcao.example/khung"></iframe>' : '',
  ].join('\n')
}

const stamp = (n: number, minutes = 0) => {
  const at = new Date(Date.UTC(2012, 0, 5, 1, 30) + n * 2 * 86_400_000 + minutes * 60_000)
  return `${new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 23)}+07:00`
}

function post(n: number, options: BlogOptions): string {
  const old = options.form !== 'takeout'
  const kind = isPage(n) ? 'page' : 'post'
  const draft = isDraft(n)
  // Some blogs were filled by tools that knew no zones.
  const published = n % 40 === 7 ? stamp(n).slice(0, 19) : stamp(n)
  return [
    `<entry><id>${BLOG}.post-${1000 + n}</id>`,
    `<published>${published}</published><updated>${published}</updated>`,
    old
      ? `<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#${kind}'/>`
      : `<blogger:type>${kind.toUpperCase()}</blogger:type><blogger:status>${draft ? 'DRAFT' : 'LIVE'}</blogger:status>`,
    draft && old
      ? "<app:control xmlns:app='http://purl.org/atom/app#'><app:draft>yes</app:draft></app:control>"
      : '',
    `<category scheme='http://www.blogger.com/atom/ns#' term='${pick(labels, n)}'/>`,
    `<title type='text'>${escaped(titleOf(n))}</title>`,
    `<content type='html'>${escaped(bodyOf(n, options.pictures))}</content>`,
    old && !draft
      ? `<link rel='alternate' type='text/html' href='http://lang.blogspot.com${pathOf(n)}' title='x'/>`
      : '',
    old ? '' : `<blogger:filename>${pathOf(n)}</blogger:filename>`,
    `<author><name>${pick(people, n % 3)}</name><email>noreply@blogger.com</email></author></entry>`,
  ].join('')
}

function comment(n: number, posts: number, options: BlogOptions): string {
  const old = options.form !== 'takeout'
  const of = (n * 7) % posts
  const answers = n >= posts && n % 4 === 0 ? 50_000 + n - posts : null
  return [
    `<entry><id>${BLOG}.post-${50_000 + n}</id><published>${stamp(of, 30 + n)}</published><updated>${stamp(of, 30 + n)}</updated>`,
    old
      ? "<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#comment'/>"
      : `<blogger:type>COMMENT</blogger:type><blogger:status>${n % 100 === 99 ? 'SPAM_COMMENT' : 'LIVE'}</blogger:status>`,
    `<title type='text'>x</title><content type='html'>${escaped(`${pick(remarks, n)}<br>(${n})`)}</content>`,
    `<author><name>${pick(people, n)}</name>${n % 3 === 0 ? '<uri>http://nguoi.example/blog</uri>' : ''}</author>`,
    old
      ? `<thr:in-reply-to xmlns:thr='http://purl.org/syndication/thread/1.0' href='http://lang.blogspot.com${pathOf(of)}' ref='${BLOG}.post-${1000 + of}' type='text/html'/>`
      : `<blogger:parent>${BLOG}.post-${1000 + of}</blogger:parent>`,
    answers && old
      ? `<link rel='related' type='application/atom+xml' href='http://www.blogger.com/feeds/4217/${1000 + of}/comments/default/${answers}?v=2.0'/>`
      : '',
    answers && !old ? `<blogger:inReplyTo>${BLOG}.post-${answers}</blogger:inReplyTo>` : '',
    '</entry>',
  ].join('')
}

/** A Blogger export: posts, pages, drafts, settings, then comments, as Blogger orders them. */
export function bloggerExport(options: BlogOptions = {}): string {
  const { posts = 200, comments = 2000, form = 'old' } = options
  const head =
    form === 'old'
      ? "<generator version='7.00' uri='http://www.blogger.com'>Blogger</generator><link rel='alternate' type='text/html' href='http://lang.blogspot.com/'/>"
      : ''
  const settings =
    form === 'old'
      ? `<entry><id>${BLOG}.settings.BLOG_NAME</id><category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#settings'/><title>x</title><content type='text'>Chuyện làng</content></entry>`
      : ''
  return [
    "<?xml version='1.0' encoding='UTF-8'?>\n",
    "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'>",
    `<id>${BLOG}.archive</id><title type='text'>Chuyện làng</title>${head}${settings}\n`,
    ...Array.from({ length: posts }, (_, n) => `${post(n, options)}\n`),
    ...Array.from({ length: comments }, (_, n) => `${comment(n, posts, options)}\n`),
    '</feed>',
  ].join('')
}

const cdata = (text: string) => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`

function wordpressItem(n: number): string {
  const status = isDraft(n) ? 'draft' : 'publish'
  const date = stamp(n).slice(0, 19).replace('T', ' ')
  const utc =
    n % 2 === 0 ? new Date(stamp(n)).toISOString().slice(0, 19).replace('T', ' ') : '0000-00-00 00:00:00'
  return `<item><title>${cdata(titleOf(n))}</title><link>https://lang.example/${month(n)}/${nameOf(n)}/</link>
<dc:creator>${cdata('bientap')}</dc:creator><guid isPermaLink="false">https://lang.example/?p=${n + 1}</guid>
<content:encoded>${cdata(`${titleOf(n)}\n\nĐoạn hai, dòng một.\nDòng hai & hết.\n\n[caption id="a" width="3"]<img src="https://lang.example/a.png"> Chú thích[/caption]\n\n[gallery ids="1,2"]`)}</content:encoded>
<excerpt:encoded>${cdata(n % 2 ? '' : 'Lời dẫn của bài.')}</excerpt:encoded>
<wp:post_id>${n + 1}</wp:post_id><wp:post_date>${cdata(date)}</wp:post_date><wp:post_date_gmt>${cdata(utc)}</wp:post_date_gmt>
<wp:post_name>${cdata(nameOf(n))}</wp:post_name><wp:status>${cdata(status)}</wp:status><wp:post_type>${cdata(isPage(n) ? 'page' : 'post')}</wp:post_type>
<wp:post_password></wp:post_password>
<category domain="category" nicename="a">${cdata(pick(labels, n))}</category><category domain="post_tag" nicename="b">${cdata('làng nghề')}</category>
<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_author>${cdata('Người đọc')}</wp:comment_author><wp:comment_author_email>a@b.example</wp:comment_author_email><wp:comment_author_url></wp:comment_author_url><wp:comment_date>${cdata(date)}</wp:comment_date><wp:comment_date_gmt>${cdata(utc)}</wp:comment_date_gmt><wp:comment_content>${cdata('Hay quá.\n\nCảm ơn.')}</wp:comment_content><wp:comment_approved>1</wp:comment_approved><wp:comment_type>comment</wp:comment_type><wp:comment_parent>0</wp:comment_parent></wp:comment>
<wp:comment><wp:comment_id>2</wp:comment_id><wp:comment_author>${cdata('Ban biên tập')}</wp:comment_author><wp:comment_date_gmt>${cdata(utc)}</wp:comment_date_gmt><wp:comment_date>${cdata(date)}</wp:comment_date><wp:comment_content>${cdata('Cảm ơn bạn.')}</wp:comment_content><wp:comment_approved>1</wp:comment_approved><wp:comment_type></wp:comment_type><wp:comment_parent>1</wp:comment_parent></wp:comment>
<wp:comment><wp:comment_id>3</wp:comment_id><wp:comment_author>x</wp:comment_author><wp:comment_content>x</wp:comment_content><wp:comment_approved>1</wp:comment_approved><wp:comment_type>pingback</wp:comment_type><wp:comment_parent>0</wp:comment_parent></wp:comment>
</item>`
}

/** WordPress' own export (WXR 1.2): each post with two comments and a pingback, and one file of the library. */
export function wordpressExport(posts = 20): string {
  return `<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Chuyện làng</title><link>https://lang.example</link><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://lang.example</wp:base_blog_url>
${Array.from({ length: posts }, (_, n) => wordpressItem(n)).join('\n')}
<item><title>a</title><link>https://lang.example/a</link><guid>https://lang.example/a.png</guid><excerpt:encoded>${cdata('Bến đò năm 1998')}</excerpt:encoded><wp:post_id>900</wp:post_id><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status><wp:attachment_url>${cdata('https://lang.example/a.png')}</wp:attachment_url></item>
</channel></rss>`
}

/** A zip with these files, as Takeout sends it. */
export function zipOf(files: Record<string, string | Buffer>): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, content] of Object.entries(files)) {
    const data = Buffer.from(content as string)
    const packed = deflateRawSync(data)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(0x800, 2)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc32(data), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(data.length, 18)
    fields.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(at, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), fields, rest, Buffer.from(name))
    parts.push(local)
    at += local.length
  }
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(Object.keys(files).length, 8)
  end.writeUInt16LE(Object.keys(files).length, 10)
  end.writeUInt32LE(index.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, index, end])
}
