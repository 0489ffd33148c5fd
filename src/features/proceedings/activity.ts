import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { escapeHtml } from '../../lib/html/index.ts'
import { type Locale, t } from '../../ui/i18n/index.ts'
import { uriOf } from '../accounts/index.ts'
import type { Session } from '../briefings/index.ts'
import { type Frozen, type Publication, readPublication } from './publication.ts'
import { selectVoice } from './publication-sql.ts'

const paragraphs = (text: string): string =>
  text
    .split(/\n{2,}/)
    .filter((part) => part.trim() !== '')
    .map((part) => `<p>${escapeHtml(part.trim()).replace(/\n/g, '<br>')}</p>`)
    .join('')

function list(title: string, items: string[]): string {
  if (items.length === 0) return ''
  return `<h2>${escapeHtml(title)}</h2><ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`
}

/** A publication as clean HTML for readers elsewhere: what it came to first, the minutes below. */
export function htmlOf(locale: Locale, publication: Publication): string {
  const { findings, solutions, action_items: actions, commitments, minutes } = publication
  const texts = (kind: string) =>
    findings.filter((one) => one.kind === kind).map(({ text }) => paragraphs(text))
  return [
    paragraphs(publication.purpose),
    list(t(locale, 'outcomes.kind.strength'), texts('strength')),
    list(t(locale, 'outcomes.kind.limit'), texts('limit')),
    list(
      t(locale, 'outcomes.solutions'),
      solutions.map(({ text }) => paragraphs(text)),
    ),
    list(
      t(locale, 'outcomes.actions'),
      actions.map(
        ({ url, number, title, owner, due_on }) =>
          `<a href="${escapeHtml(url)}">${number}. ${escapeHtml(title)}</a>${escapeHtml(
            [owner, due_on]
              .filter(Boolean)
              .map((one) => `, ${one}`)
              .join(''),
          )}`,
      ),
    ),
    list(
      t(locale, 'outcomes.commitments'),
      commitments.map(({ text }) => paragraphs(text)),
    ),
    ...minutes.map(
      ({ title, html }) => `<h2>${escapeHtml(title || t(locale, 'briefings.tab.minutes'))}</h2>${html}`,
    ),
  ].join('')
}

export const nameOf = (locale: Locale, { series, number, title }: Publication): string => {
  const name = t(locale, 'briefings.nth', { name: series.name, number })
  return title ? `${name}: ${title}` : name
}

/**
 * A published session as an ActivityStreams Article, as it will leave when this server federates. Nothing is sent yet: it
 * waits at its address. 404 before publication, and for what belongs to a private community.
 */
export async function articleOf(ctx: Context, session: Session, locale: Locale): Promise<object> {
  if (session.series.private) throw notFound()
  const { publication, frozen } = await readPublication(ctx, session, null)
  if (!frozen) throw notFound()
  const [voice] = await selectVoice(ctx, session.series.id)
  return {
    '@context': 'https://www.w3.org/ns/activitystreams',
    id: `${publication.url}/activity.json`,
    type: 'Article',
    name: nameOf(locale, publication),
    summary: publication.purpose || null,
    content: htmlOf(locale, publication),
    contentMap: { [locale]: htmlOf(locale, publication) },
    url: { type: 'Link', href: publication.url, mediaType: 'text/html' },
    published: publication.published_at,
    ...(frozen.version > 1 ? { updated: frozen.created_at.toISOString() } : {}),
    ...(voice ? { attributedTo: uriOf(ctx, voice) } : {}),
    to: ['https://www.w3.org/ns/activitystreams#Public'],
    attachment: [document(publication, frozen)],
  }
}

const document = ({ url }: Publication, { version, sha256 }: Frozen) => ({
  type: 'Document',
  mediaType: 'application/json',
  name: `xom-briefing/1, sha-256 ${sha256}`,
  url: `${url}.json?version=${version}`,
})
