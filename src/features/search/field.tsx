import type { View } from '../../ui/view.ts'

/**
 * The field, a plain form. With scripts <search-field> (search-field.client.ts) offers names and headlines while one
 * types, and what was asked for on this device before.
 */
export function SearchField({ view, query, tab }: { view: View; query: string; tab: string }) {
  return (
    <search>
      <search-field data-recent={view.t('search.recent')} data-kinds={JSON.stringify(kindsOf(view))}>
        <form method="get" action="/search" class="search-form">
          <label for="q">{view.t('search.label')}</label>
          <input
            type="search"
            id="q"
            name="q"
            value={query}
            maxLength={500}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            enterkeyhint="search"
          />
          {tab === 'all' ? null : <input type="hidden" name="tab" value={tab} />}
          <button type="submit" class="primary button">
            {view.t('search.go')}
          </button>
        </form>
      </search-field>
    </search>
  )
}

const kindsOf = ({ t }: View) => ({
  article: t('search.kind.article'),
  room: t('search.kind.room'),
  community: t('search.kind.community'),
  site: t('search.kind.site'),
  private: t('search.kind.private'),
  person: t('search.kind.person'),
  tag: t('search.kind.tag'),
  recent: t('search.recent'),
})

const filters = [
  'phrase',
  'minus',
  'from',
  'room',
  'site',
  'dates',
  'has',
  'reply',
  'library',
  'language',
] as const

/** How to ask for less: folded away until somebody wants it. */
export function SearchHelp({ view, reads }: { view: View; reads: boolean }) {
  return (
    <details class="search-help">
      <summary>{view.t('search.help.title')}</summary>
      <p>{view.t('search.help.accents')}</p>
      <dl>
        {filters.map((name) => (
          <>
            <dt>
              <code>{view.t(`search.help.${name}`)}</code>
            </dt>
            <dd>
              {view.t(`search.help.${name}_what`)}
              {reads && name === 'library' ? ` (${view.t('search.help.signed_in')})` : null}
              {reads && name === 'from' ? ` (${view.t('search.help.me_signed_in')})` : null}
            </dd>
          </>
        ))}
      </dl>
      <p>{view.t('search.help.loose')}</p>
      <p class="hint">{view.t('search.only_consenting')}</p>
    </details>
  )
}
