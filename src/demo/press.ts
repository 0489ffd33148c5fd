/** Opens the sample site, with its articles and what people say below them. */
import type { Context, Id } from '../context.ts'
import {
  findImported,
  importArticles,
  type PastArticle,
  picturesOf,
  selectArticles,
} from '../features/articles/index.ts'
import { createMedia, storeImage } from '../features/media/index.ts'
import { createSite, getSite, saveSiteSections, setStaff, updateSite } from '../features/sites/index.ts'
import { createStatus } from '../features/statuses/index.ts'
import { bandsOf, pictureMarkdown, renderArticle } from '../lib/article/index.ts'
import { tagKey } from '../lib/vietnamese/index.ts'
import { articles, type DemoArticle, site } from './data/press.ts'
import type { Neighbour } from './neighbours.ts'
import { paintAvatar } from './pictures.ts'
import { scenes } from './scenes/index.ts'

type People = Map<string, Neighbour>
const day = 86_400_000

const who = (people: People, handle: string): Neighbour => {
  const person = people.get(handle)
  if (!person) throw new Error(`nobody is called "${handle}"`)
  return person
}

const keyOf = (article: DemoArticle): string => `demo ${article.headline}`

/** As somebody would have written it, at its time. `mediaId`: its picture, the site's already. */
async function past(
  ctx: Context,
  article: DemoArticle,
  sectionId: Id | null,
  mediaId: Id | null,
  now: Date,
): Promise<PastArticle> {
  const picture = mediaId
    ? `${pictureMarkdown(`media:${mediaId}`, { alt: scenes[article.cover!]!.alt, caption: article.caption ?? '', credit: 'Lan', licence: 'CC BY 4.0' })}\n\n`
    : ''
  const body = picture + article.body
  const known = mediaId ? await picturesOf(ctx, [mediaId]) : new Map()
  const text = renderArticle(body, {
    picture: (id) => known.get(id) ?? null,
    origin: ctx.config.origin,
    language: 'vi',
  })
  return {
    importKey: keyOf(article),
    published: true,
    slug: '',
    headline: article.headline,
    lead: article.lead,
    body,
    html: text.html,
    mediaIds: mediaId ? [mediaId] : [],
    sectionId,
    tags: article.tags.map((name) => ({ key: tagKey(name.replace(/\s+/g, ''))!, name })),
    language: 'vi',
    readingMinutes: text.readingMinutes,
    bands: bandsOf(text.text),
    authors: article.authors,
    publishedAt: new Date(now.getTime() - article.days * day),
    paths: [],
  }
}

async function open(ctx: Context, people: People) {
  const owner = who(people, site.owner)
  const id = await createSite(ctx, owner, {
    username: site.username,
    display_name: site.name,
    note: site.note,
    masthead: site.masthead,
  })
  const avatar = await storeImage(ctx, await paintAvatar(site.avatar, site.username), { kind: 'avatar' })
  await updateSite(ctx, owner, id, { accent: site.accent, avatar })
  await saveSiteSections(
    ctx,
    owner,
    id,
    site.sections.map((name) => ({ id: null, name, description: '' })),
  )
  await setStaff(ctx, owner, id, site.editor, 'editor', 'Biên tập')
  return id
}

/** Answers its id and how many posts (articles and comments) that made. `photo` answers the path of a painted scene. */
export async function openSite(
  ctx: Context,
  people: People,
  photo: (name: string) => string,
  now: Date,
): Promise<{ id: Id; posts: number }> {
  const id = await open(ctx, people)
  const sections = new Map(((await getSite(ctx, null, id)).sections ?? []).map((one) => [one.name, one.id]))
  const rows: PastArticle[] = []
  for (const article of articles) {
    const media = article.cover
      ? await createMedia(
          ctx,
          { id },
          { path: photo(article.cover) },
          { description: scenes[article.cover]!.alt },
        )
      : null
    rows.push(await past(ctx, article, sections.get(article.section) ?? null, media, now))
  }
  await importArticles(ctx, id, who(people, site.owner).id, rows)
  return { id, posts: articles.length + (await discuss(ctx, people, id, now)) }
}

/** The comments, an hour or so apart. */
async function discuss(ctx: Context, people: People, siteId: Id, now: Date): Promise<number> {
  const known = await findImported(ctx, siteId, articles.map(keyOf))
  const rows = await selectArticles(ctx, [...known.values()])
  const threads = new Map(rows.map((row) => [row.headline, row.status_id]))
  let posts = 0
  for (const article of articles) {
    for (const [at, [author, text]] of article.comments.entries()) {
      await createStatus(ctx, who(people, author), {
        text,
        inReplyToId: threads.get(article.headline)!,
        language: 'vi',
        createdAt: new Date(now.getTime() - article.days * day + (at + 1) * 4_300_000),
      })
      posts += 1
    }
  }
  return posts
}
