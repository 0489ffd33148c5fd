import { formatNumber } from '../../lib/format/index.ts'
import { Page } from '../../ui/page.tsx'
import type { View } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { Tabs } from '../../ui/widgets/tabs.tsx'
import type { InstanceSettings, NetworkStats } from './settings.ts'
import type { RuleRow } from './sql.ts'

/** Plain text with empty lines between paragraphs. */
export function Paragraphs({ text }: { text: string }) {
  return (
    <>
      {text
        .split(/\n\s*\n/)
        .filter((part) => part.trim() !== '')
        .map((part) => (
          <p class="plain">{part.trim()}</p>
        ))}
    </>
  )
}

function NetworkTabs({ view }: { view: View }) {
  const tabs = ['about', 'rules', 'privacy'].map((name) => ({
    href: `/${name}`,
    text: view.t(`instance.${name}.tab`),
  }))
  return <Tabs label={view.t('instance.tabs')} current={view.path} tabs={tabs} />
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
                <p class="rule-text">{rule.text}</p>
                {rule.hint ? <p class="rule-hint">{rule.hint}</p> : null}
              </li>
            ))}
          </ol>
        )}
      </article>
    </Page>
  )
}

export function Privacy({ view, settings }: { view: View; settings: InstanceSettings }) {
  const points = ['keep', 'public', 'logs', 'cookies', 'leave', 'authority']
  return (
    <Page view={view} title={view.t('instance.privacy.title')}>
      <NetworkTabs view={view} />
      <article class="sheet prose">
        <h1>{view.t('instance.privacy.title')}</h1>
        {settings.privacy ? (
          <Paragraphs text={settings.privacy} />
        ) : (
          <>
            <p class="lead">{view.t('instance.privacy.lead', { network: settings.name })}</p>
            {points.map((point) => (
              <section>
                <h2>{view.t(`instance.privacy.${point}.title`)}</h2>
                <p>{view.t(`instance.privacy.${point}.text`)}</p>
              </section>
            ))}
          </>
        )}
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
