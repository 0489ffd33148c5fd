import { wholeProblem } from '../../ui/widgets/fields.tsx'
import { FormProblem } from '../../ui/widgets/form.tsx'
import { Diff } from '../communities/index.ts'
import type { EditorProps } from './editor-boxes.tsx'

/** `![alt](https://...)`: nobody's browser is sent there. */
const outsidePicture = /!\[[^\]\n]{0,500}\]\(\s*<?https?:/i

/** What an editor should know before she goes on: a paste's leftovers, articles that are nearly the same, a conflict. */
export function Notices(props: EditorProps) {
  const { view, form, near = [], theirs, removed } = props
  const { t } = view
  return (
    <>
      <FormProblem text={wholeProblem(view, props.error ?? null)} />
      {removed ? (
        <div class="editor-notice" role="status">
          <p>{t('editor.paste.check')}</p>
          {removed.length > 0 ? (
            <>
              <p>{t('editor.paste.removed')}</p>
              <ul class="editor-removed">
                {removed.slice(0, 100).map((line) => (
                  <li>{line}</li>
                ))}
              </ul>
            </>
          ) : null}
        </div>
      ) : null}
      {outsidePicture.test(form.body) ? (
        <div class="editor-notice" role="status">
          <p>{t('editor.outside_pictures')}</p>
        </div>
      ) : null}
      {near.length > 0 ? (
        <div class="editor-notice" role="status">
          <p>{t('editor.near.found')}</p>
          <ul>
            {near.map((one) => (
              <li>
                <a href={one.path}>{one.headline}</a>{' '}
                <span class="hint">
                  {t('editor.near.share', { percent: Math.round(one.similarity * 100) })}
                </span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {theirs ? (
        <section class="editor-notice" aria-labelledby="editor-theirs">
          <h2 id="editor-theirs">{t('editor.conflict.title')}</h2>
          <p>{t('editor.conflict.text')}</p>
          <Diff
            view={view}
            before={`${theirs.headline}\n\n${theirs.lead}\n\n${theirs.body}`}
            after={`${form.headline}\n\n${form.lead}\n\n${form.body}`}
          />
          <details class="editor-part">
            <summary>{t('editor.conflict.theirs')}</summary>
            <div class="field">
              <label for="editor-their-body">{theirs.headline}</label>
              <textarea id="editor-their-body" rows={10} readonly>
                {`\n${theirs.body}`}
              </textarea>
            </div>
          </details>
        </section>
      ) : null}
    </>
  )
}
