import type { App } from '../../http/env.ts'
import { Page } from '../../ui/page.tsx'
import { viewOf } from '../../ui/view.ts'
import { formula } from './formula.ts'

export const kinds = ['tags', 'links', 'statuses'] as const
export const rules = ['public', 'choice', 'once', 'decided', 'posts', 'hidden'] as const

/** `/tin/cach-xep`: everything that decides an order, from the constants that the queries use. */
export function rankingPage(app: App): void {
  app.get('/tin/cach-xep', async (c) => {
    const view = await viewOf(c)
    const { t } = view
    const { window, every, most, newsPeople } = formula
    const title = t('news.ranking.title')
    return c.html(
      <Page view={view} title={title} description={t('news.ranking.lead')}>
        <div class="sheet prose">
          <h1>{title}</h1>
          <p>{t('news.ranking.lead')}</p>
          <h2>{t('news.ranking.news')}</h2>
          <p>{t('news.ranking.news_text', { people: newsPeople })}</p>
          <h2>{t('news.ranking.score')}</h2>
          <p>
            <strong>{t('news.ranking.formula')}</strong>
          </p>
          <p>{t('news.ranking.formula_text', { window, every, most })}</p>
          <ul>
            {kinds.map((kind) => (
              <li>
                {t(`news.ranking.${kind}`, { half: formula.halfLife[kind], people: formula.people[kind] })}
              </li>
            ))}
          </ul>
          <h2>{t('news.ranking.counted')}</h2>
          <ul>
            {rules.map((rule) => (
              <li>{t(`news.ranking.rule_${rule}`)}</li>
            ))}
          </ul>
          <p class="hint">{t('news.ranking.code', { file: 'src/features/trends/formula.ts' })}</p>
          <p>
            <a href="/tin">{t('news.title')}</a> · <a href="/minh-bach">{t('transparency.title')}</a>
          </p>
        </div>
      </Page>,
    )
  })
}
