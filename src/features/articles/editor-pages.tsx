import { raw } from 'hono/html'
import { AppError, forbidden, invalid } from '../../errors.ts'
import { type Params, readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { limitRate } from '../../http/guard.ts'
import { readUpload, type Upload } from '../../http/upload.ts'
import { htmlToMarkdown, pictureMarkdown, readPaste } from '../../lib/article/index.ts'
import { escapeHtml } from '../../lib/html/index.ts'
import { looksHardWrapped, reflow } from '../../lib/reflow.ts'
import { redirectWith } from '../../ui/flash.ts'
import { viewOf } from '../../ui/view.ts'
import { correctable, text, ticked } from '../../ui/widgets/fields.tsx'
import { Buttons, Field } from '../../ui/widgets/form.tsx'
import { toLogin } from '../auth/index.ts'
import { personOf } from '../communities/index.ts'
import { createMedia } from '../media/index.ts'
import { DeskFrame, listSeries, reaches, type SiteView, siteOf } from '../sites/index.ts'
import { changeable, nearDuplicates, saveArticle } from './articles.ts'
import type { EditorProps } from './editor-boxes.tsx'
import {
  type EditorForm,
  editorOf,
  editorOfPaste,
  emptyEditor,
  inputOf,
  readEditor,
  scheduledAt,
} from './editor-form.ts'
import { EditorPage } from './editor-view.tsx'
import { picturesOf, rendered } from './fields.ts'
import { setArticleState } from './publish.ts'
import type { ArticleRow } from './sql.ts'
import * as sql from './sql.ts'

/** The site, for somebody who works there: 403 for others. */
async function staffSite(c: Req): Promise<SiteView> {
  const site = await siteOf(c)
  if (!reaches(site.site.role, 'contributor')) throw forbidden('site_needs_role')
  return site
}

/** An article of this site that the person may change, with its text. */
async function openArticle(c: Req, site: SiteView): Promise<{ row: ArticleRow; body: string }> {
  const ctx = c.get('ctx')
  const { row } = await changeable(ctx, personOf(c), c.req.param('id') ?? '')
  if (row.site_id !== site.id) throw new AppError('not_found')
  const [found] = await sql.selectText(ctx, row.id)
  return { row, body: found?.body ?? '' }
}

type Shown = Pick<EditorProps, 'error' | 'preview' | 'near' | 'theirs' | 'removed'>

async function show(c: Req, site: SiteView, row: ArticleRow | null, form: EditorForm, shown: Shown = {}) {
  const ctx = c.get('ctx')
  const [view, series, pictures] = await Promise.all([
    viewOf(c),
    listSeries(ctx, site.id),
    picturesOf(ctx, form.cover === '' ? [] : [form.cover]),
  ])
  const cover = pictures.get(form.cover) ?? null
  return c.html(
    <EditorPage
      c={c}
      view={view}
      site={site}
      form={form}
      row={row}
      series={series}
      cover={cover}
      {...shown}
    />,
    (shown.theirs ? 409 : (shown.error?.status ?? 200)) as 200,
  )
}

/** Marks of posts are filled in where the article is read; here they say what will stand there. */
async function previewOf(c: Req, form: EditorForm): Promise<string> {
  const [{ html }, { t }] = await Promise.all([rendered(c.get('ctx'), form.body, form.language), viewOf(c)])
  return html.replace(
    /<!--post:\d+-->/g,
    () => `<p class="editor-embed">${escapeHtml(t('editor.embedded_post'))}</p>`,
  )
}

/** The Markdown of an uploaded picture, with what the form says of it; null when no file was sent. */
async function uploaded(
  c: Req,
  sent: Upload,
  form: EditorForm,
): Promise<{ id: string; markdown: string } | null> {
  const ctx = c.get('ctx')
  const limit = Math.floor(ctx.config.maxUpload / 1024 / 1024)
  if (sent.tooLarge.includes('picture'))
    throw invalid({ field: 'picture', code: 'file_too_big', params: { limit } })
  const file = sent.files.find((one) => one.field === 'picture' && one.size > 0)
  if (!file) return null
  const viewer = personOf(c)
  limitRate(c, 'media', viewer.id, ctx.config.production ? 300 : 1_000_000, 3600)
  try {
    const id = await createMedia(ctx, viewer, file, { description: form.picture_alt })
    return {
      id,
      markdown: pictureMarkdown(`media:${id}`, {
        alt: form.picture_alt,
        caption: form.picture_caption,
        credit: form.picture_credit,
        licence: form.picture_licence,
      }),
    }
  } catch (thrown) {
    const error = correctable(thrown)
    throw error.fields.length > 0
      ? invalid(...error.fields.map((one) => ({ ...one, field: 'picture' })))
      : error
  }
}

/** The form with the picture in its place, and the boxes of the picture empty again. */
async function withPicture(c: Req, sent: Upload, form: EditorForm): Promise<EditorForm> {
  const picture = await uploaded(c, sent, form)
  if (!picture) return form
  const rest = { ...form, picture_alt: '', picture_caption: '', picture_credit: '', picture_licence: '' }
  if (form.picture_use !== 'cover')
    return { ...rest, body: `${form.body.trimEnd()}\n\n${picture.markdown}\n`.trimStart() }
  return {
    ...rest,
    cover: picture.id,
    cover_caption: form.picture_caption || form.cover_caption,
    cover_credit: form.picture_credit || form.cover_credit,
    cover_licence: form.picture_licence || form.cover_licence,
  }
}

const states = {
  review: 'review',
  draft: 'draft',
  publish: 'published',
  schedule: 'scheduled',
  archive: 'archived',
} as const

/** Saves what was typed, then does what was asked. Whatever fails, the form comes back as it was. */
async function post(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const viewer = personOf(c)
  const site = await staffSite(c)
  const opened = c.req.param('id') ? await openArticle(c, site) : null
  const sent = await readUpload(c, { keepFields: true, files: 1 })
  let form = readEditor(sent.params)
  let row = opened?.row ?? null
  const step = text(sent.params, 'do') || 'save'
  try {
    if (ticked(sent.params, 'remove_cover')) form = { ...form, cover: '' }
    form = await withPicture(c, sent, form)
    if (step === 'picture') return await show(c, site, row, form)
    if (step === 'preview') return await show(c, site, row, form, { preview: await previewOf(c, form) })
    limitRate(c, 'article', viewer.id, ctx.config.production ? 300 : 1_000_000, 3600)
    const saved = await saveArticle(ctx, viewer, site.id, row?.id ?? null, inputOf(form))
    form = { ...form, revision: String(saved.revision), comment: '', correction: '' }
    ;[row = null] = await sql.selectArticles(ctx, [saved.id])
    const path = `${site.path}/quan-tri/bai/${saved.id}`
    if (step === 'save' || !(step in states)) return redirectWith(c, path, 'editor.flash.saved')
    const out = step === 'publish' || step === 'schedule'
    if (out && form.near_seen !== '1') {
      const near = await nearDuplicates(ctx, form, saved.id)
      if (near.length > 0) return await show(c, site, row, form, { near })
    }
    const state = states[step as keyof typeof states]
    await setArticleState(ctx, viewer, saved.id, { state, at: scheduledAt(form), note: form.note })
    return redirectWith(c, path, `editor.flash.${step}`)
  } catch (thrown) {
    return problem(c, site, row, form, thrown)
  }
}

async function problem(
  c: Req,
  site: SiteView,
  row: ArticleRow | null,
  form: EditorForm,
  thrown: unknown,
): Promise<Response> {
  if (row && thrown instanceof AppError && thrown.reason === 'article_conflict') {
    const ctx = c.get('ctx')
    const [[now], [found]] = await Promise.all([
      sql.selectArticles(ctx, [row.id]),
      sql.selectText(ctx, row.id),
    ])
    if (now && found) {
      const theirs = { headline: now.headline, lead: now.lead, body: found.body }
      // She has both texts before her now: what she saves next is meant.
      return show(c, site, now, { ...form, revision: String(now.revision) }, { theirs })
    }
  }
  if (thrown instanceof AppError && thrown.status === 429) return show(c, site, row, form, { error: thrown })
  return show(c, site, row, form, { error: correctable(thrown) })
}

async function pastePage(c: Req, site: SiteView, pasted = '', empty = false): Promise<Response> {
  const view = await viewOf(c)
  const { t } = view
  return c.html(
    <DeskFrame c={c} view={view} site={site} title={t('sites.desk.paste')}>
      <form class="form" method="post" action={`${site.path}/quan-tri/dan`} data-turbo="false">
        <Field
          view={view}
          name="text"
          label={t('editor.paste.label')}
          hint={t('editor.paste.hint')}
          value={pasted}
          errors={empty ? [{ field: 'text', code: 'blank' }] : []}
          rows={16}
          required
        />
        <Buttons>
          <button type="submit" class="primary">
            {t('editor.paste.do')}
          </button>
        </Buttons>
      </form>
    </DeskFrame>,
    empty ? 422 : 200,
  )
}

async function fresh(c: Req, site: SiteView): Promise<EditorForm> {
  return emptyEditor(site.room.language, `@${personOf(c).username}`)
}

async function readPasted(c: Req): Promise<Response> {
  const site = await staffSite(c)
  const given = text(await readBody(c), 'text')
  if (given.trim() === '') return pastePage(c, site, given, true)
  const paste = readPaste(given)
  const form = editorOfPaste(paste, await fresh(c, site), c.get('ctx').clock())
  return show(c, site, null, form, { removed: paste.removed })
}

/** What a browser's clipboard holds, as Markdown: `html` where there is any, else `text`, whose margins are undone. */
async function convert(c: Req): Promise<Response> {
  await staffSite(c)
  const params: Params = await readBody(c)
  const [html, plain] = [text(params, 'html'), text(params, 'text')]
  if (html.trim() === '')
    return c.json({ markdown: looksHardWrapped(plain) ? reflow(plain) : plain, lost: 0 })
  const { markdown, lost } = htmlToMarkdown(html)
  return c.json({ markdown, lost: lost.filter(({ what }) => what === 'picture').length })
}

/** For scripts: a picture taken in, answered as Markdown to put where the cursor is. */
async function takePicture(c: Req): Promise<Response> {
  await staffSite(c)
  const sent = await readUpload(c, { keepFields: true, files: 1 })
  const picture = await uploaded(c, sent, readEditor(sent.params))
  if (!picture) throw invalid({ field: 'picture', code: 'blank' })
  return c.json(picture)
}

/** The pages on which articles are written. */
export function editorPages(app: App): void {
  app.get('/trang/:handle/quan-tri/bai/moi', async (c) => {
    if (!c.get('viewer')) return toLogin(c)
    const site = await staffSite(c)
    return show(c, site, null, await fresh(c, site))
  })
  app.post('/trang/:handle/quan-tri/bai/moi', post)

  app.get('/trang/:handle/quan-tri/bai/:id{[0-9]+}', async (c) => {
    if (!c.get('viewer')) return toLogin(c)
    const site = await staffSite(c)
    const { row, body } = await openArticle(c, site)
    return show(c, site, row, editorOf(row, body))
  })
  app.post('/trang/:handle/quan-tri/bai/:id{[0-9]+}', post)

  app.get('/trang/:handle/quan-tri/dan', async (c) => {
    if (!c.get('viewer')) return toLogin(c)
    return pastePage(c, await staffSite(c))
  })
  app.post('/trang/:handle/quan-tri/dan', readPasted)

  app.post('/trang/:handle/quan-tri/chuyen', convert)
  app.post('/trang/:handle/quan-tri/anh', takePicture)
  app.post('/trang/:handle/quan-tri/xem-truoc', async (c) => {
    await staffSite(c)
    const sent = await readUpload(c, { dropFiles: true })
    return c.html(raw(await previewOf(c, readEditor(sent.params))))
  })
}
