import { type AppError, invalid, unprocessable } from '../../errors.ts'
import { type Params, readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { readUpload } from '../../http/upload.ts'
import { redirectWith } from '../../ui/flash.ts'
import { type View, viewOf } from '../../ui/view.ts'
import {
  correctable,
  oneOf,
  PictureField,
  Tick,
  text,
  ticked,
  wholeProblem,
} from '../../ui/widgets/fields.tsx'
import { Buttons, Choices, Field, FormProblem } from '../../ui/widgets/form.tsx'
import { type AccountRow, getAccount } from '../accounts/index.ts'
import { type Pictures, takePicture } from '../media/index.ts'
import { type Community, joinings, memberPermissions } from './api.ts'
import { getCommunity, saveSections, setArchived, updateCommunity } from './communities.ts'
import { LanguageField, languageOf, requireName } from './face-fields.tsx'
import { leaveToNext } from './members.ts'
import { mayIn, personOf, roomOf, roomPathOf } from './room.tsx'
import { forThose, SettingsFrame } from './settings-frame.tsx'
import { type Heir, heirOf, LeaveForm, TakeAlong } from './settings-leaving.tsx'
import type { CommunityRow } from './sql.ts'

interface Face {
  display_name: string
  note: string
  place: string
  welcome: string
  accent: string
  language: string
}

interface PageProps {
  view: View
  community: Community
  account: AccountRow
  face: Face
  sections: string
  heir: Heir | null
  error: AppError | null
  /** Why she could not leave. */
  stays: AppError | null
}

function FaceForm({ view, community, account, face, error }: PageProps) {
  const { t } = view
  const errors = error?.fields ?? []
  const picture = (kind: 'avatar' | 'header', key: string | null) => (
    <PictureField
      view={view}
      kind={kind}
      src={key && `/media/${key}`}
      crop="centre"
      remove={false}
      errors={errors}
    />
  )
  return (
    <form
      class="form"
      method="post"
      action={`${roomPathOf(community)}/settings`}
      enctype="multipart/form-data"
    >
      <h2>{t('communities.settings.face')}</h2>
      <Field
        view={view}
        name="display_name"
        label={t('communities.form.name')}
        value={face.display_name}
        errors={errors}
        required
      />
      <Field
        view={view}
        name="note"
        label={t('communities.form.description')}
        value={face.note}
        errors={errors}
        rows={4}
      />
      <Field
        view={view}
        name="place"
        label={t('communities.form.place')}
        value={face.place}
        errors={errors}
      />
      <LanguageField view={view} value={face.language} />
      <Field
        view={view}
        name="welcome"
        label={t('communities.settings.welcome')}
        hint={t('communities.settings.welcome_hint')}
        value={face.welcome}
        errors={errors}
        rows={4}
      />
      <Field
        view={view}
        name="accent"
        type="color"
        label={t('communities.settings.accent')}
        value={face.accent}
        errors={errors}
        required
      />
      {picture('avatar', account.avatar_media)}
      {picture('header', account.header_media)}
      <Buttons>
        <button type="submit" class="primary">
          {t('common.save')}
        </button>
      </Buttons>
    </form>
  )
}

function SectionsForm({ view, community, sections, error }: PageProps) {
  return (
    <form class="form" method="post" action={`${roomPathOf(community)}/settings/sections`}>
      <h2>{view.t('communities.sections')}</h2>
      <Field
        view={view}
        name="sections"
        label={view.t('communities.sections')}
        hint={view.t('communities.settings.sections_hint')}
        value={sections}
        errors={error?.fields}
        rows={5}
      />
      <Buttons>
        <button type="submit" class="primary">
          {view.t('common.save')}
        </button>
      </Buttons>
    </form>
  )
}

/** Who may join, read and write: the founder's. */
function AccessForm({ view, community }: { view: View; community: Community }) {
  const { t } = view
  return (
    <form class="form" method="post" action={`${roomPathOf(community)}/settings/access`}>
      <h2>{t('communities.settings.access')}</h2>
      <Choices
        legend={t('communities.form.joining')}
        name="joining"
        value={community.joining}
        options={joinings.map((value) => ({
          value,
          label: t(`communities.joining.${value}`),
          hint: t(`communities.joining_hint.${value}`),
        }))}
      />
      <Tick
        name="private"
        label={t('communities.form.private')}
        hint={t('communities.form.private_hint')}
        checked={community.private}
      />
      <fieldset class="choices">
        <legend>{t('communities.settings.members_may')}</legend>
        {memberPermissions.map((one) => (
          <Tick
            name={`may_${one}`}
            label={t(`communities.members_may.${one}`)}
            checked={community.members_may.includes(one)}
          />
        ))}
      </fieldset>
      <Buttons>
        <button type="submit" class="primary">
          {t('common.save')}
        </button>
      </Buttons>
    </form>
  )
}

function ArchiveForm({ view, community }: { view: View; community: Community }) {
  const what = community.archived_at ? 'reopen' : 'archive'
  return (
    <form class="form" method="post" action={`${roomPathOf(community)}/settings/${what}`}>
      <h2>{view.t(`communities.settings.${what}`)}</h2>
      <p class="hint">{view.t(`communities.settings.${what}_hint`)}</p>
      <Buttons>
        <button type="submit" class="button">
          {view.t(`communities.settings.${what}_do`)}
        </button>
      </Buttons>
    </form>
  )
}

function SettingsPage(props: PageProps) {
  const { view, community, error } = props
  const founder = community.me?.role === 'founder'
  return (
    <SettingsFrame view={view} community={community} title={view.t('communities.settings.general')}>
      <FormProblem text={wholeProblem(view, error)} />
      {mayIn(community, 'look') ? (
        <>
          <FaceForm {...props} />
          <SectionsForm {...props} />
        </>
      ) : (
        <p>{view.t('communities.settings.not_yours')}</p>
      )}
      {founder ? (
        <>
          <AccessForm view={view} community={community} />
          <TakeAlong view={view} community={community} />
          <ArchiveForm view={view} community={community} />
          <LeaveForm view={view} community={community} heir={props.heir} error={props.stays} />
        </>
      ) : null}
    </SettingsFrame>
  )
}

const faceOf = (account: AccountRow, row: CommunityRow): Face => ({
  display_name: account.display_name,
  note: account.note_source,
  place: row.place,
  welcome: row.welcome,
  accent: row.accent,
  language: row.language,
})

const sectionLines = (community: Community): string =>
  community.sections
    .map(({ name, description }) => (description ? `${name} | ${description}` : name))
    .join('\n')

async function show(
  c: Req,
  community: Community,
  given: { face?: Face; sections?: string; error?: AppError; stays?: AppError } = {},
): Promise<Response> {
  const ctx = c.get('ctx')
  const [account, row, heir, view] = await Promise.all([
    getAccount(ctx, community.id),
    getCommunity(ctx, community.id),
    heirOf(c, community),
    viewOf(c),
  ])
  return c.html(
    <SettingsPage
      view={view}
      community={community}
      account={account}
      face={given.face ?? faceOf(account, row)}
      sections={given.sections ?? sectionLines(community)}
      heir={heir}
      error={given.error ?? null}
      stays={given.stays ?? null}
    />,
    ((given.error ?? given.stays)?.status ?? 200) as 200,
  )
}

const readFace = (params: Params): Face => ({
  display_name: text(params, 'display_name'),
  note: text(params, 'note').replaceAll('\r\n', '\n'),
  place: text(params, 'place'),
  welcome: text(params, 'welcome').replaceAll('\r\n', '\n'),
  accent: text(params, 'accent'),
  language: languageOf(params),
})

async function saveFace(c: Req): Promise<Response> {
  const ctx = c.get('ctx')
  const viewer = personOf(c)
  const community = await roomOf(c)
  const sent = await readUpload(c, { files: 2, keepFields: true })
  const face = readFace(sent.params)
  const pictures: Pictures = {}
  try {
    requireName(face)
    if (!/^#[0-9a-f]{6}$/i.test(face.accent)) throw invalid({ field: 'accent', code: 'invalid' })
    await takePicture(c, 'avatar', sent, pictures)
    await takePicture(c, 'header', sent, pictures)
    await updateCommunity(ctx, viewer, community.id, { ...face, ...pictures })
  } catch (thrown) {
    // Nobody points at them: the change did not happen.
    await ctx.storage.remove(Object.values(pictures).filter((key) => typeof key === 'string'))
    return show(c, community, { face, error: correctable(thrown) })
  }
  return redirectWith(c, `${roomPathOf(community)}/settings`, 'common.saved')
}

/** One on each line: the name, and after a bar what it is for. */
export const readSections = (lines: string): { name: string; description: string }[] =>
  lines
    .split('\n')
    .map((line) => line.split('|'))
    .map(([name = '', ...rest]) => ({ name: name.trim(), description: rest.join('|').trim() }))

export function settingsPages(app: App): void {
  app.get('/xom/:handle/settings', (c) =>
    forThose(
      c,
      (community) => community.me?.role != null,
      (community) => show(c, community),
    ),
  )
  app.post('/xom/:handle/settings', saveFace)

  app.post('/xom/:handle/settings/sections', async (c) => {
    const viewer = personOf(c)
    const community = await roomOf(c)
    const sections = text(await readBody(c), 'sections').replaceAll('\r\n', '\n')
    try {
      await saveSections(c.get('ctx'), viewer, community.id, readSections(sections))
    } catch (thrown) {
      return show(c, community, { sections, error: correctable(thrown) })
    }
    return redirectWith(c, `${roomPathOf(community)}/settings`, 'common.saved')
  })

  app.post('/xom/:handle/settings/access', async (c) => {
    const viewer = personOf(c)
    const community = await roomOf(c)
    const body = await readBody(c)
    await updateCommunity(c.get('ctx'), viewer, community.id, {
      joining: oneOf(text(body, 'joining'), joinings, community.joining),
      private: ticked(body, 'private'),
      members_may: memberPermissions.filter((one) => ticked(body, `may_${one}`)),
    })
    return redirectWith(c, `${roomPathOf(community)}/settings`, 'common.saved')
  })

  app.post('/xom/:handle/settings/leave', async (c) => {
    const viewer = personOf(c)
    const community = await roomOf(c)
    const body = await readBody(c)
    try {
      if (!ticked(body, 'sure')) throw unprocessable('community_sure')
      await leaveToNext(c.get('ctx'), viewer, community.id, text(body, 'heir'))
    } catch (thrown) {
      return forThose(
        c,
        ({ me }) => me?.role === 'founder',
        (community) => show(c, community, { stays: correctable(thrown) }),
      )
    }
    return redirectWith(c, roomPathOf(community), 'communities.flash.left')
  })

  for (const archived of [true, false]) {
    app.post(`/xom/:handle/settings/${archived ? 'archive' : 'reopen'}`, async (c) => {
      const viewer = personOf(c)
      const community = await roomOf(c)
      await setArchived(c.get('ctx'), viewer, community.id, archived)
      return redirectWith(c, `${roomPathOf(community)}/settings`, 'common.saved')
    })
  }
}
