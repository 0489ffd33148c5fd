import { raw } from 'hono/html'
import { fieldProblem } from '../../ui/widgets/form.tsx'
import { DeskFrame } from '../sites/index.ts'
import { Box, type EditorProps } from './editor-boxes.tsx'
import { Notices } from './editor-notices.tsx'
import { PictureParts, PlaceParts, Steps } from './editor-parts.tsx'

const tools = [
  'bold',
  'italic',
  'heading',
  'quote',
  'list',
  'numbers',
  'link',
  'table',
  'note',
  'code',
] as const
/** The others show their names. Only signs of the small font files: any other would bring a large one along. */
const signs: Partial<Record<(typeof tools)[number], string>> = {
  bold: 'B',
  italic: 'I',
  heading: 'H',
  quote: '>',
  list: '-',
  // Drawn by the style sheet: as text it would have to be part of the name.
  numbers: '',
}

function Body(props: EditorProps) {
  const { view, form, error } = props
  const { t } = view
  const problem = fieldProblem(view, error?.fields, 'body')
  return (
    <div class={`field editor-body${problem ? ' field-wrong' : ''}`}>
      <label for="f-body">{t('editor.field.body')}</label>
      <div class="editor-tools" role="toolbar" aria-label={t('editor.tools')} hidden>
        {tools.map((tool) => (
          <button
            type="button"
            class={`editor-tool tool-${tool}`}
            data-tool={tool}
            aria-label={t(`editor.tool.${tool}`)}
            title={t(`editor.tool.${tool}`)}
          >
            {signs[tool] ?? t(`editor.tool.${tool}`)}
          </button>
        ))}
        <button type="button" class="editor-tool" data-tool="picture">
          {t('editor.tool.picture')}
        </button>
      </div>
      <textarea
        id="f-body"
        name="body"
        rows={18}
        dir="auto"
        aria-describedby={`f-body-hint${problem ? ' f-body-error' : ''}`}
        aria-invalid={problem ? 'true' : undefined}
      >
        {form.body.startsWith('\n') ? `\n${form.body}` : form.body}
      </textarea>
      <p class="hint" id="f-body-hint">
        {t('editor.body_hint')}
      </p>
      {problem ? (
        <p class="field-error" id="f-body-error">
          {problem}
        </p>
      ) : null}
    </div>
  )
}

export function EditorPage(props: EditorProps) {
  const { c, view, site, form, row, preview } = props
  const { t } = view
  const desk = `${site.path}/quan-tri`
  const action = row ? `${desk}/bai/${row.id}` : `${desk}/bai/moi`
  return (
    <DeskFrame c={c} view={view} site={site} title={t(row ? 'editor.edit' : 'editor.new')}>
      <Notices {...props} />
      {row ? (
        <p class="article-facts">
          <span class={`badge state-${row.state}`}>{t(`articles.state.${row.state}`)}</span>
          <a href={`${action}/ban/${row.revision}`}>{t('editor.revision', { number: row.revision })}</a>
          {row.published_at ? <a href={`${site.path}/${row.slug}`}>{t('articles.desk.read')}</a> : null}
        </p>
      ) : null}
      {row?.note ? <p class="aside">{t('articles.desk.note', { note: row.note })}</p> : null}
      <article-editor
        data-desk={desk}
        data-key={`${site.id}:${row?.id ?? 'new'}`}
        data-fresh={c.req.method === 'GET' ? '1' : undefined}
        data-words={JSON.stringify(
          Object.fromEntries(
            ['restored', 'discard', 'offline', 'failed', 'link', 'close_preview', 'lost'].map((key) => [
              key,
              t(`editor.say.${key}`),
            ]),
          ),
        )}
      >
        <form
          class="form editor"
          method="post"
          action={action}
          enctype="multipart/form-data"
          data-turbo="false"
        >
          <input type="hidden" name="revision" value={form.revision} />
          {/* Enter in a box saves; it neither publishes nor uploads. */}
          <button type="submit" name="do" value="save" class="visually-hidden" tabindex={-1}>
            {t('editor.do.save')}
          </button>
          <Box props={props} name="headline" rows={2} required />
          <Box props={props} name="lead" rows={3} hint={t('editor.hint.lead')} />
          <Body {...props} />
          <section class="editor-preview" aria-label={t('editor.preview')} hidden={!preview} data-shown>
            <h2>{t('editor.preview')}</h2>
            <div class="article-body content">{preview ? raw(preview) : null}</div>
          </section>
          <PictureParts {...props} />
          <PlaceParts {...props} />
          <Steps {...props} />
        </form>
      </article-editor>
    </DeskFrame>
  )
}
