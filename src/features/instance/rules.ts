import type { Context } from '../../context.ts'
import { dropCached } from '../../db/invalidate.ts'
import { type Locale, t } from '../../ui/i18n/index.ts'
import { replaceRules } from './sql.ts'

export interface NewRule {
  text: string
  hint: string
  translations?: Record<string, { text: string; hint: string }>
}

const trimmed = ({ text, hint }: { text: string; hint: string }) => ({
  text: text.trim().slice(0, 500),
  hint: hint.trim().slice(0, 1000),
})

/** Rules to start from, in that language with the other one beside it. */
export function starterRules(locale: Locale): NewRule[] {
  const other: Locale = locale === 'vi' ? 'en' : 'vi'
  const words = (language: Locale, name: string) => ({
    text: t(language, `instance.starter.${name}`),
    hint: t(language, `instance.starter.${name}_hint`),
  })
  return ['kind', 'scam', 'source', 'private', 'harm', 'law'].map((name) => ({
    ...words(locale, name),
    translations: { [other]: words(other, name) },
  }))
}

/** Sets the list of rules, in order. At most 30 of 500 characters; empty ones are left out. */
export async function saveRules(ctx: Context, rules: NewRule[]): Promise<void> {
  const kept = rules
    .map(({ translations = {}, ...rule }) => ({
      ...trimmed(rule),
      translations: Object.fromEntries(
        Object.entries(translations)
          .map(([locale, words]) => [locale, trimmed(words)] as const)
          .filter(([, words]) => words.text !== ''),
      ),
    }))
    .filter(({ text }) => text !== '')
    .slice(0, 30)
  await ctx.tx(async (ctx) => {
    await replaceRules(ctx, kept, ctx.clock())
    await dropCached(ctx, 'network', 'face')
  })
}
