import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { type Locale, t } from '../../ui/i18n/index.ts'
import { formula } from './formula.ts'
import { kinds, rules } from './ranking-page.tsx'

const file = join(import.meta.dirname, '../../../docs/trends.md')

function chapter(locale: Locale): string {
  const say = (name: string, params: Record<string, number | string> = {}) =>
    t(locale, `news.ranking.${name}`, params)
  const { window, every, most, newsPeople } = formula
  return [
    `# ${say('title')}`,
    say('lead'),
    `## ${say('news')}`,
    say('news_text', { people: newsPeople }),
    `## ${say('score')}`,
    `    ${say('formula')}`,
    say('formula_text', { window, every, most }),
    kinds
      .map((kind) => `- ${say(kind, { half: formula.halfLife[kind], people: formula.people[kind] })}`)
      .join('\n'),
    `## ${say('counted')}`,
    rules.map((rule) => `- ${say(`rule_${rule}`)}`).join('\n'),
    say('code', { file: 'src/features/trends/formula.ts' }),
  ].join('\n\n')
}

it('docs/trends.md says what the page says, in both languages', () => {
  const text = `${chapter('en')}\n\n${chapter('vi')}\n`
  // WRITE_DOCS=1 writes it anew after a change of the formula or the words.
  if (process.env['WRITE_DOCS']) writeFileSync(file, text)
  expect(readFileSync(file, 'utf8')).toBe(text)
})
