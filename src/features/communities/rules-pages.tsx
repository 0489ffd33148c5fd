import type { AppError } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { formatDate } from '../../lib/format/index.ts'
import { redirectWith } from '../../ui/flash.ts'
import { type View, viewOf } from '../../ui/view.ts'
import { EmptyState } from '../../ui/widgets/empty.tsx'
import { correctable, text, wholeProblem } from '../../ui/widgets/fields.tsx'
import { Buttons, Field, FormProblem } from '../../ui/widgets/form.tsx'
import type { Community } from './api.ts'
import { hasPastDecisions } from './past-sql.ts'
import { mayIn, mayRead, personOf, RoomPage, roomOf, roomPathOf } from './room.tsx'
import { ruleVersions, saveRules } from './rules.ts'
import type { RuleVersionRow } from './rules-sql.ts'
import { forThose, SettingsFrame } from './settings-frame.tsx'

function RuleList({ rules }: { rules: Community['rules'] }) {
  return (
    <ol class="rules">
      {rules.map((rule) => (
        <li>
          <p class="rule-text">{rule.text}</p>
          {rule.hint ? <p class="rule-hint plain">{rule.hint}</p> : null}
        </li>
      ))}
    </ol>
  )
}

function Version({
  view,
  community,
  version,
}: {
  view: View
  community: Community
  version: RuleVersionRow
}) {
  const { t, locale } = view
  const coming = version.effective_at > view.now
  return (
    <li>
      <details class="rule-version">
        <summary>
          {t('communities.rules.version', {
            version: version.version,
            date: formatDate(version.effective_at, locale),
          })}
          {coming ? <span class="badge alert">{t('communities.rules.coming')}</span> : null}
          {version.version === community.rules_version ? (
            <span class="badge">{t('communities.rules.in_force')}</span>
          ) : null}
        </summary>
        {version.note ? <p class="plain">{version.note}</p> : null}
        <RuleList rules={version.rules ?? []} />
      </details>
      {version.thread_id && mayRead(community) ? (
        <p>
          <a href={`${roomPathOf(community)}/${version.thread_id}`}>{t('communities.rules.discussion')}</a>
        </p>
      ) : null}
    </li>
  )
}

async function rulesPage(c: Req): Promise<Response> {
  const community = await roomOf(c)
  const ctx = c.get('ctx')
  const [versions, past, view] = await Promise.all([
    ruleVersions(ctx, community.id),
    mayRead(community) ? hasPastDecisions(ctx, community.id) : false,
    viewOf(c),
  ])
  const title = view.t('communities.tab.rules')
  return c.html(
    <RoomPage view={view} community={community} title={title}>
      <div class="room-settings">
        <h1>{title}</h1>
        {community.rules.length > 0 ? (
          <RuleList rules={community.rules} />
        ) : (
          <EmptyState icon="info" text={view.t('communities.rules.none')} />
        )}
        {versions.length > 0 ? (
          <>
            <h2>{view.t('communities.rules.history')}</h2>
            <ul class="rule-versions">
              {versions.map((version) => (
                <Version view={view} community={community} version={version} />
              ))}
            </ul>
          </>
        ) : null}
        {past ? (
          <p class="past-way">
            <a href={`${roomPathOf(community)}/decisions`}>{view.t('communities.past.title')}</a>
          </p>
        ) : null}
      </div>
    </RoomPage>,
  )
}

interface Form {
  rules: string
  note: string
  effective: string
}

/** One rule on each line; after a bar what explains it. */
const linesOfRules = (rules: Community['rules']): string =>
  rules.map(({ text, hint }) => (hint ? `${text} | ${hint.replaceAll('\n', ' ')}` : text)).join('\n')

const readRules = (lines: string): { text: string; hint: string }[] =>
  lines
    .split('\n')
    .map((line) => line.split('|'))
    .map(([rule = '', ...hint]) => ({ text: rule.trim(), hint: hint.join('|').trim() }))

async function showForm(
  c: Req,
  community: Community,
  form: Form,
  error: AppError | null = null,
): Promise<Response> {
  const view = await viewOf(c)
  const { t } = view
  const errors = error?.fields
  return c.html(
    <SettingsFrame view={view} community={community} title={t('communities.settings.rules')}>
      <p>{t('communities.rules.about')}</p>
      <form class="form" method="post" action={`${roomPathOf(community)}/settings/rules`}>
        <FormProblem text={wholeProblem(view, error)} />
        <Field
          view={view}
          name="rules"
          label={t('communities.form.rules')}
          hint={t('communities.rules.lines_hint')}
          value={form.rules}
          errors={errors}
          rows={8}
        />
        <Field
          view={view}
          name="note"
          label={t('communities.rules.note')}
          value={form.note}
          errors={errors}
          rows={3}
        />
        <Field
          view={view}
          name="effective"
          type="date"
          label={t('communities.rules.effective')}
          hint={t('communities.rules.effective_hint')}
          value={form.effective}
          errors={errors}
        />
        <Buttons>
          <button type="submit" class="primary">
            {t('communities.rules.save')}
          </button>
        </Buttons>
      </form>
    </SettingsFrame>,
    (error?.status ?? 200) as 200,
  )
}

/** Midnight in Vietnam of a day as the input gives it; undefined for none. */
const dayOf = (value: string): Date | undefined =>
  /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
    ? new Date(`${value}T00:00:00+07:00`)
    : undefined

export function rulesPages(app: App): void {
  app.get('/xom/:handle/rules', rulesPage)

  app.get('/xom/:handle/settings/rules', (c) =>
    forThose(
      c,
      (community) => mayIn(community, 'rules'),
      (community) =>
        showForm(c, community, { rules: linesOfRules(community.rules), note: '', effective: '' }),
    ),
  )

  app.post('/xom/:handle/settings/rules', async (c) => {
    const viewer = personOf(c)
    const community = await roomOf(c)
    const body = await readBody(c)
    const form: Form = {
      rules: text(body, 'rules').replaceAll('\r\n', '\n'),
      note: text(body, 'note').replaceAll('\r\n', '\n'),
      effective: text(body, 'effective'),
    }
    try {
      const effectiveAt = dayOf(form.effective)
      await saveRules(c.get('ctx'), viewer, community.id, {
        rules: readRules(form.rules),
        note: form.note,
        ...(effectiveAt ? { effectiveAt } : {}),
      })
    } catch (thrown) {
      return showForm(c, community, form, correctable(thrown))
    }
    return redirectWith(c, `${roomPathOf(community)}/rules`, 'communities.flash.rules')
  })
}
