import { formatDate, formatNumber } from '../../lib/format/index.ts'
import { Page } from '../../ui/page.tsx'
import type { View } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { Tabs } from '../../ui/widgets/tabs.tsx'
import type { InstanceSettings, NetworkStats } from './settings.ts'
import type { RuleRow } from './sql.ts'
import { type NetworkText, standardText, type TextKind, textParts } from './texts.ts'

/** Plain text with empty lines between paragraphs and "# " before headings. */
export function Paragraphs({ text }: { text: string }) {
  return (
    <>
      {textParts(text).map((part) =>
        part.heading ? <h2>{part.text}</h2> : <p class="plain">{part.text}</p>,
      )}
    </>
  )
}

function NetworkTabs({ view }: { view: View }) {
  const tabs = ['about', 'rules', 'terms', 'privacy'].map((name) => ({
    href: `/${name}`,
    text: view.t(`instance.${name}.tab`),
  }))
  tabs.push({ href: '/thong-bao-chung', text: view.t('announcements.title') })
  return <Tabs label={view.t('instance.tabs')} current={`/${view.path.split('/')[1]}`} tabs={tabs} />
}

interface AboutProps {
  view: View
  settings: InstanceSettings
  contact: { username: string; display_name: string } | null
  stats: NetworkStats
}

export function About({ view, settings, contact, stats }: AboutProps) {
  const figure = (value: number, key: string) => (
    <div>
      <dt>{view.t(key)}</dt>
      <dd>{formatNumber(value, view.locale)}</dd>
    </div>
  )
  return (
    <Page view={view} title={view.t('instance.about.title', { network: settings.name })}>
      <NetworkTabs view={view} />
      <article class="sheet prose">
        <h1>{settings.name}</h1>
        {settings.description ? <p class="lead">{settings.description}</p> : null}
        <Paragraphs text={settings.about || view.t('instance.about.default', { network: settings.name })} />
        <dl class="figures">
          {figure(stats.users, 'instance.about.people')}
          {figure(stats.activeMonth, 'instance.about.active')}
          {figure(stats.statuses, 'instance.about.posts')}
        </dl>
        <h2>{view.t('instance.about.joining')}</h2>
        <p>{view.t(`instance.registrations.${settings.registrations}.public`)}</p>
        {view.viewer || settings.registrations === 'closed' ? null : (
          <p>
            <a class="button primary" href="/signup">
              {view.t('common.sign_up')}
            </a>
          </p>
        )}
        <h2>{view.t('instance.about.contact')}</h2>
        {contact ? (
          <p>
            {view.t('instance.about.contact_person')}{' '}
            <a href={`/@${contact.username}`}>{contact.display_name || `@${contact.username}`}</a>
          </p>
        ) : null}
        {settings.contactEmail ? (
          <p>
            {view.t('instance.about.contact_email')}{' '}
            <a href={`mailto:${settings.contactEmail}`}>{settings.contactEmail}</a>
          </p>
        ) : null}
        {!contact && !settings.contactEmail ? <p>{view.t('instance.about.no_contact')}</p> : null}
        <h2>{view.t('instance.about.software')}</h2>
        <p>{view.t('instance.about.software_text')}</p>
      </article>
    </Page>
  )
}

const inLanguage = (rule: RuleRow, locale: string) => rule.translations[locale] ?? rule

export function Rules({ view, rules }: { view: View; rules: RuleRow[] }) {
  return (
    <Page view={view} title={view.t('instance.rules.title')}>
      <NetworkTabs view={view} />
      <article class="sheet prose">
        <h1>{view.t('instance.rules.title')}</h1>
        <p class="lead">{view.t('instance.rules.lead', { network: view.network })}</p>
        {rules.length === 0 ? (
          <EmptyState icon="info" text={view.t('instance.rules.none')} />
        ) : (
          <ol class="rules">
            {rules.map((rule) => (
              <li id={`rule-${rule.id}`}>
                <p class="rule-text">{inLanguage(rule, view.locale).text}</p>
                {inLanguage(rule, view.locale).hint ? (
                  <p class="rule-hint">{inLanguage(rule, view.locale).hint}</p>
                ) : null}
              </li>
            ))}
          </ol>
        )}
      </article>
    </Page>
  )
}

interface TextPageProps {
  view: View
  kind: TextKind
  /** The version to read; null: none was written. */
  shown: NetworkText | null
  versions: NetworkText[]
}

const dayOf = (view: View, one: NetworkText) => formatDate(one.effectiveAt, view.locale)

/** Terms or privacy: one version, since when it holds, and the way to the others. */
export function TextPage({ view, kind, shown, versions }: TextPageProps) {
  const title = view.t(`instance.${kind}.title`)
  const standing = shown?.effective ? 'since' : 'from'
  const others = versions.filter((one) => one.date !== shown?.date)
  return (
    <Page view={view} title={shown ? `${title} · ${dayOf(view, shown)}` : title}>
      <NetworkTabs view={view} />
      <article class="sheet prose">
        <h1>{title}</h1>
        {shown ? (
          <>
            <p class="hint">
              {view.t(`instance.text.${standing}`, { date: dayOf(view, shown) })}{' '}
              {shown.succeededBy ? view.t('instance.text.succeeded') : ''}
            </p>
            {shown.changes ? <p class="lead">{shown.changes}</p> : null}
            <Paragraphs text={shown.text} />
          </>
        ) : kind === 'privacy' ? (
          <Paragraphs text={standardText('privacy', view.locale, view.network)} />
        ) : (
          <EmptyState icon="info" text={view.t('instance.terms.none')} />
        )}
        {others.length > 0 ? (
          <>
            <h2>{view.t('instance.text.versions')}</h2>
            <ul>
              {others.map((one) => (
                <li>
                  <a href={`/${kind}/${one.date}`}>
                    {view.t(`instance.text.${one.effective ? 'since' : 'from'}`, { date: dayOf(view, one) })}
                  </a>
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </article>
    </Page>
  )
}

/** What everybody sees until the founder has opened her link. */
export function Waiting({ view }: { view: View }) {
  return (
    <Page view={view} title={view.t('instance.waiting.title')} bare>
      <div class="sheet prose centred">
        <h1>{view.t('instance.waiting.title')}</h1>
        <p class="lead">{view.t('instance.waiting.text')}</p>
        <p class="hint">{view.t('instance.waiting.hint')}</p>
      </div>
    </Page>
  )
}
