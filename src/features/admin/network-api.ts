import type { Context } from '../../context.ts'
import { AppError, notFound } from '../../errors.ts'
import type { App } from '../../http/env.ts'
import { escapeHtml } from '../../lib/html/index.ts'
import { localeNames, locales, t } from '../../ui/i18n/index.ts'
import { type Account, presentAccounts } from '../accounts/index.ts'
import {
  currentText,
  findContact,
  getSettings,
  listRules,
  type NetworkText,
  networkStats,
  type RuleRow,
  STANDARD_PRIVACY_AT,
  selectChangedAt,
  standardText,
  textHtml,
  textOf,
} from '../instance/index.ts'
import { pollLimits } from '../polls/index.ts'
import { weeklyActivity } from './sql.ts'

/** The Mastodon version whose API is spoken; clients compare it. After it what really runs, as others do. */
const spoken = '4.5.0 (compatible; Xóm 0.1.0)'

const types = [
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/heic',
  'image/heif',
  'video/mp4',
  'video/webm',
  'video/quicktime',
  'video/ogg',
  'audio/mpeg',
  'audio/mp3',
  'audio/ogg',
  'audio/vorbis',
  'audio/opus',
  'audio/wav',
  'audio/x-wav',
  'audio/flac',
  'audio/aac',
  'audio/m4a',
  'audio/mp4',
  'audio/webm',
]

const rule = ({ id, text, hint, translations }: RuleRow) => ({ id, text, hint, translations })

async function contactOf(ctx: Context, username: string): Promise<Account | null> {
  const contact = await findContact(ctx, username)
  if (!contact) return null
  return (await presentAccounts(ctx, [contact.id])).get(contact.id) ?? null
}

function limits(ctx: Context) {
  const { maxUpload, maxPostChars, maxMedia } = ctx.config
  return {
    statuses: {
      max_characters: maxPostChars,
      max_media_attachments: maxMedia,
      characters_reserved_per_url: 23,
    },
    media_attachments: {
      description_limit: 1500,
      supported_mime_types: types,
      image_size_limit: maxUpload,
      image_matrix_limit: 33_177_600,
      video_size_limit: maxUpload,
      video_frame_rate_limit: 120,
      video_matrix_limit: 8_294_400,
    },
    polls: {
      max_options: pollLimits.maxOptions,
      max_characters_per_option: pollLimits.maxOptionChars,
      min_expiration: pollLimits.minExpiration,
      max_expiration: pollLimits.maxExpiration,
    },
  }
}

/** https://docs.joinmastodon.org/entities/Instance/ */
export async function instanceV2(ctx: Context) {
  const settings = await getSettings(ctx)
  const [stats, rules, account, terms] = await Promise.all([
    networkStats(ctx),
    listRules(ctx),
    contactOf(ctx, settings.contactUsername),
    currentText(ctx, 'terms'),
  ])
  const { origin } = ctx.config
  const picture = `${origin}/headers/missing.png`
  const enabled = settings.registrations === 'open' || settings.registrations === 'approval'
  return {
    domain: ctx.config.domain,
    title: settings.name,
    version: spoken,
    source_url: ctx.config.sourceUrl ?? `${origin}/about`,
    description: settings.description,
    usage: { users: { active_month: stats.activeMonth } },
    thumbnail: {
      url: picture,
      blurhash: null,
      versions: { '@1x': picture, '@2x': picture },
      description: '',
    },
    icon: [192, 512].map((size) => ({ src: `${origin}/assets/icon-${size}.png`, size: `${size}x${size}` })),
    languages: [settings.locale],
    configuration: {
      urls: {
        // None yet. Web clients (Phanpy, Elk) then ask for news again instead of knocking in vain; masto.js wants text.
        streaming: '',
        about: `${origin}/about`,
        privacy_policy: `${origin}/privacy`,
        terms_of_service: terms ? `${origin}/terms` : null,
      },
      vapid: { public_key: '' },
      accounts: {
        max_display_name_length: 50,
        max_note_length: 500,
        max_avatar_description_length: 150,
        max_header_description_length: 150,
        max_featured_tags: 0,
        max_pinned_statuses: settings.maxPinned,
        max_profile_fields: 4,
        profile_field_name_limit: 255,
        profile_field_value_limit: 255,
      },
      ...limits(ctx),
      translation: { enabled: false },
      timelines_access: {
        live_feeds: { local: 'public', remote: 'public' },
        hashtag_feeds: { local: 'public', remote: 'public' },
        trending_link_feeds: { local: 'public', remote: 'public' },
      },
      limited_federation: false,
    },
    registrations: {
      enabled,
      approval_required: settings.registrations === 'approval',
      reason_required: settings.registrations === 'approval',
      message: enabled
        ? null
        : `<p>${escapeHtml(t(settings.locale, `instance.registrations.${settings.registrations}.public`))}</p>`,
      min_age: null,
      url: null,
    },
    api_versions: { mastodon: 6 },
    contact: { email: settings.contactEmail, account },
    rules: rules.map(rule),
  }
}

/** https://docs.joinmastodon.org/entities/V1_Instance/ */
export async function instanceV1(ctx: Context) {
  const settings = await getSettings(ctx)
  const [stats, rules, contact] = await Promise.all([
    networkStats(ctx),
    listRules(ctx),
    contactOf(ctx, settings.contactUsername),
  ])
  const { origin } = ctx.config
  return {
    uri: ctx.config.domain,
    title: settings.name,
    short_description: settings.description,
    description: settings.about || settings.description,
    email: settings.contactEmail,
    version: spoken,
    // There is none yet, but this older form cannot say so: clients on iOS read an address here, and without one they
    // take the whole answer for broken. Whoever knocks is told by `noStreaming`.
    urls: { streaming_api: origin.replace(/^http/, 'ws') },
    stats: { user_count: stats.users, status_count: stats.statuses, domain_count: 0 },
    thumbnail: `${origin}/headers/missing.png`,
    languages: [settings.locale],
    registrations: settings.registrations === 'open' || settings.registrations === 'approval',
    approval_required: settings.registrations === 'approval',
    invites_enabled: true,
    configuration: {
      accounts: { max_featured_tags: 0, max_pinned_statuses: settings.maxPinned },
      ...limits(ctx),
    },
    contact_account: contact,
    rules: rules.map(rule),
  }
}

/** docs.joinmastodon.org/entities/TermsOfService; 404 while the network has none, or none of that day. */
function termsOf(version: NetworkText | null) {
  if (!version) throw notFound()
  return {
    effective_date: version.date,
    effective: version.effective,
    content: textHtml(version.text),
    succeeded_by: version.succeededBy,
  }
}

/** Also what a WebSocket's handshake gets, for nothing here listens to upgrades. */
function noStreaming(): never {
  throw new AppError('not_found', 'no_streaming')
}

export function networkApi(app: App): void {
  app.all('/api/v1/streaming', noStreaming)
  app.all('/api/v1/streaming/*', noStreaming)
  app.get('/api/v1/instance', async (c) => c.json(await instanceV1(c.get('ctx'))))
  app.get('/api/v2/instance', async (c) => c.json(await instanceV2(c.get('ctx'))))
  app.get('/api/v1/instance/rules', async (c) => c.json((await listRules(c.get('ctx'))).map(rule)))
  app.get('/api/v1/instance/languages', (c) =>
    c.json(locales.map((code) => ({ code, name: localeNames[code] }))),
  )
  app.get('/api/v1/instance/activity', async (c) => c.json(await weeklyActivity(c.get('ctx'))))
  app.get('/api/v1/instance/terms_of_service', async (c) =>
    c.json(termsOf(await currentText(c.get('ctx'), 'terms'))),
  )
  app.get('/api/v1/instance/terms_of_service/:date', async (c) =>
    c.json(termsOf(await textOf(c.get('ctx'), 'terms', c.req.param('date')))),
  )

  app.get('/api/v1/instance/extended_description', async (c) => {
    const ctx = c.get('ctx')
    const [settings, changed] = await Promise.all([getSettings(ctx), selectChangedAt(ctx, 'about')])
    const about = settings.about || t(settings.locale, 'instance.about.default', { network: settings.name })
    return c.json({
      updated_at: settings.about ? (changed?.toISOString() ?? null) : null,
      content: textHtml(about),
    })
  })

  app.get('/api/v1/instance/privacy_policy', async (c) => {
    const ctx = c.get('ctx')
    const [settings, own] = await Promise.all([getSettings(ctx), currentText(ctx, 'privacy')])
    return c.json({
      updated_at: (own?.effectiveAt ?? STANDARD_PRIVACY_AT).toISOString(),
      content: textHtml(own?.text ?? standardText('privacy', settings.locale, settings.name)),
    })
  })
}
