import { Select, Tick } from '../../ui/widgets/fields.tsx'
import { fieldProblem } from '../../ui/widgets/form.tsx'
import { reaches, type SiteView } from '../sites/index.ts'
import { languageName, languages } from '../statuses/index.ts'
import { commentPolicies } from '../visibility/index.ts'
import { articleKinds } from './api.ts'
import { Box, type EditorProps, Part } from './editor-boxes.tsx'
import type { ArticleRow } from './sql.ts'

export function PictureParts(props: EditorProps) {
  const { view, form, cover, error } = props
  const { t } = view
  const problem = fieldProblem(view, error?.fields, 'picture')
  return (
    <>
      <Part
        props={props}
        name="picture"
        of={['picture_alt', 'picture_caption']}
        open={problem !== null || form.picture_caption !== ''}
      >
        <div class="field">
          <label for="f-picture">{t('editor.field.picture')}</label>
          <input
            type="file"
            id="f-picture"
            name="picture"
            accept="image/jpeg,image/png,image/webp,image/gif,image/avif"
            aria-describedby={problem ? 'f-picture-error' : undefined}
            aria-invalid={problem ? 'true' : undefined}
          />
          {problem ? (
            <p class="field-error" id="f-picture-error">
              {problem}
            </p>
          ) : null}
        </div>
        <Box props={props} name="picture_alt" hint={t('editor.hint.picture_alt')} />
        <Box props={props} name="picture_caption" />
        <Box props={props} name="picture_credit" />
        <Box props={props} name="picture_licence" hint={t('editor.hint.licence')} />
        <Select
          name="picture_use"
          label={t('editor.field.picture_use')}
          value={form.picture_use}
          options={(['body', 'cover'] as const).map((use) => [use, t(`editor.use.${use}`)] as const)}
        />
        <p class="buttons">
          <button type="submit" name="do" value="picture" class="button">
            {t('editor.do.picture')}
          </button>
        </p>
      </Part>
      <Part
        props={props}
        name="cover"
        of={['cover', 'cover_caption', 'cover_credit', 'cover_licence']}
        open={cover !== null || form.cover_caption !== ''}
      >
        <input type="hidden" name="cover" value={form.cover} />
        {cover && !view.textOnly ? (
          <img class="editor-cover" src={cover.url} alt={t('editor.cover_now')} width={240} height={160} />
        ) : null}
        {form.cover === '' ? (
          <p class="hint">{t('editor.no_cover')}</p>
        ) : (
          <Tick name="remove_cover" label={t('editor.remove_cover')} checked={false} />
        )}
        <Box props={props} name="cover_caption" />
        <Box props={props} name="cover_credit" />
        <Box props={props} name="cover_licence" hint={t('editor.hint.licence')} />
      </Part>
    </>
  )
}

export function PlaceParts(props: EditorProps) {
  const { view, site, form, series } = props
  const { t } = view
  return (
    <>
      <Part
        props={props}
        name="place"
        of={['section', 'series', 'tags', 'authors', 'slug', 'language', 'comments']}
      >
        <Select
          name="section"
          label={t('editor.field.section')}
          value={form.section}
          options={[
            ['', t('editor.none')] as const,
            ...(site.site.sections ?? []).map(({ slug, name }) => [slug, name] as const),
          ]}
        />
        <Box props={props} name="tags" hint={t('editor.hint.tags')} />
        <Box props={props} name="authors" rows={2} hint={t('editor.hint.authors')} />
        <Select
          name="series"
          label={t('editor.field.series')}
          value={form.series}
          options={[['', t('editor.none')] as const, ...series.map(({ id, title }) => [id, title] as const)]}
        />
        <Select
          name="language"
          label={t('editor.field.language')}
          value={form.language}
          options={languages.map((code) => [code, languageName(view, code)] as const)}
        />
        <Select
          name="comments"
          label={t('editor.field.comments')}
          value={form.comments}
          options={[
            ['', t('editor.as_site')] as const,
            ...commentPolicies.map((policy) => [policy, t(`sites.comments.${policy}`)] as const),
          ]}
        />
        <Box props={props} name="slug" hint={t('editor.hint.slug')} />
      </Part>
      <Part
        props={props}
        name="source"
        of={['source_publisher', 'source_author', 'source_url', 'source_published_at', 'source_fetched_at']}
        open={form.kind !== 'original' || form.source_published_at !== ''}
      >
        <Select
          name="kind"
          label={t('editor.field.kind')}
          value={form.kind}
          options={articleKinds.map((kind) => [kind, t(`editor.kind.${kind}`)] as const)}
        />
        <Box props={props} name="source_publisher" />
        <Box props={props} name="source_author" />
        <Box props={props} name="source_url" type="url" />
        <Box props={props} name="source_published_at" type="datetime-local" />
        <Box props={props} name="source_fetched_at" type="datetime-local" />
      </Part>
    </>
  )
}

type Step = 'save' | 'review' | 'draft' | 'publish' | 'schedule' | 'archive'

/** What the person may do with it next; the first is what she is likely to want. */
function stepsOf(site: SiteView, row: ArticleRow | null): Step[] {
  const state = row?.state ?? 'draft'
  if (!reaches(site.site.role, 'editor'))
    return state === 'draft' ? ['save', 'review'] : state === 'review' ? ['save', 'draft'] : ['save']
  if (state === 'published') return ['save', 'archive']
  if (state === 'archived') return ['save', 'publish']
  return state === 'draft' ? ['publish', 'save', 'schedule'] : ['publish', 'save', 'schedule', 'draft']
}

export function Steps(props: EditorProps) {
  const { view, site, row, near = [] } = props
  const { t } = view
  const steps = stepsOf(site, row)
  const isOut = row?.published_at != null
  return (
    <div class="editor-steps">
      {isOut ? (
        <>
          <Box props={props} name="correction" rows={3} hint={t('editor.hint.correction')} />
          <Box props={props} name="comment" hint={t('editor.hint.comment')} />
        </>
      ) : null}
      {steps.includes('schedule') ? (
        <Part props={props} name="schedule" of={['scheduled_at']} open={row?.state === 'scheduled'}>
          <Box props={props} name="scheduled_at" type="datetime-local" hint={t('editor.hint.scheduled_at')} />
          <p class="buttons">
            <button type="submit" name="do" value="schedule" class="button">
              {t('editor.do.schedule')}
            </button>
          </p>
        </Part>
      ) : null}
      {steps.includes('draft') && reaches(site.site.role, 'editor') ? (
        <Box props={props} name="note" />
      ) : null}
      {near.length > 0 ? <input type="hidden" name="near_seen" value="1" /> : null}
      <p class="buttons">
        {steps
          .filter((step) => step !== 'schedule')
          .map((step, at) => (
            <button type="submit" name="do" value={step} class={at === 0 ? 'button primary' : 'button'}>
              {step === 'publish' && near.length > 0
                ? t('editor.do.publish_anyway')
                : step === 'save' && isOut
                  ? t('editor.do.save_changes')
                  : t(`editor.do.${step}`)}
            </button>
          ))}
        <button type="submit" name="do" value="preview" class="button" data-preview>
          {t('editor.do.preview')}
        </button>
      </p>
    </div>
  )
}
