import { z } from 'zod'
import { AppError, forbidden, notFound, unauthorized } from '../../errors.ts'
import { check, int, readBody } from '../../http/body.ts'
import type { App, Req, Viewer } from '../../http/env.ts'
import { cleanText } from '../../lib/graphemes.ts'
import { isId } from '../../lib/ids.ts'
import { localPath, redirectWith } from '../../ui/flash.ts'
import { render } from '../../ui/render.ts'
import { viewOf } from '../../ui/view.ts'
import { approveUser, rejectUser } from '../auth/index.ts'
import {
  getSettings,
  listRules,
  type NewRule,
  registrationModes,
  saveRules,
  saveSettings,
  starterRules,
} from '../instance/index.ts'
import { readReasons } from '../moderation/index.ts'
import { changeRole, resetLink, suspend, unsuspend } from './people.ts'
import { listInvites, listPeople, waitingPeople } from './sql.ts'
import { suspendForm } from './suspend-form.tsx'
import { Invites, NetworkForm, People, ResetLink, Waiting } from './views.tsx'

/** The viewer, if she helps to run the network; 404 for others, who need not know that there is a page. */
function team(c: Req, adminOnly = false): Viewer {
  const viewer = c.get('viewer')
  if (!viewer) throw unauthorized()
  if (viewer.role === 'user') throw notFound()
  if (adminOnly && viewer.role !== 'admin') throw forbidden()
  c.header('Cache-Control', 'no-store')
  return viewer
}

const text = (min: number, max: number) =>
  z
    .string()
    .transform((value) => cleanText(value).trim())
    .pipe(z.string().min(min).max(max))

const NetworkSettings = z.object({
  name: text(1, 60),
  description: text(0, 300),
  about: text(0, 20_000),
  registrations: z.enum(registrationModes),
  locale: z.enum(['vi', 'en']),
  contactUsername: text(0, 30).transform((value) => value.replace(/^@/, '')),
  contactEmail: text(0, 254),
  newcomerDays: int(0, 365).optional(),
  newcomerLinks: int(0, 1000).optional(),
  newcomerLinksDay: int(0, 1000).optional(),
  newcomerMentions: int(0, 1000).optional(),
  newcomerPostsHour: int(0, 1000).optional(),
  newcomerRecipientsDay: int(0, 1000).optional(),
})

/** One rule a line; what follows " | " explains it. */
const readRules = (lines: unknown) =>
  (typeof lines === 'string' ? cleanText(lines) : '').split('\n').map((line) => {
    const [rule = '', ...rest] = line.split('|')
    return { text: rule.trim().replace(/^\d+[.)]\s*/, ''), hint: rest.join('|').trim() }
  })

const otherOf = (locale: 'vi' | 'en') => (locale === 'vi' ? 'en' : 'vi')

/** The list with the same lines in the other language: the third line there is the third rule. */
function bothLanguages(body: Record<string, unknown>, locale: 'vi' | 'en'): NewRule[] {
  const written = readRules(body['rules']).filter((rule) => rule.text !== '')
  const others = readRules(body['rules_other']).filter((rule) => rule.text !== '')
  return written.map((rule, at) => {
    const other = others[at]
    return other ? { ...rule, translations: { [otherOf(locale)]: other } } : rule
  })
}

const lineOf = (rule: { text: string; hint: string } | undefined): string =>
  rule ? (rule.hint ? `${rule.text} | ${rule.hint}` : rule.text) : ''

/** The rules as the form sends them. */
const linesOf = (rules: NewRule[], locale: 'vi' | 'en') => ({
  rules: rules.map(lineOf).join('\n'),
  rules_other: rules
    .map((rule) => lineOf(rule.translations?.[otherOf(locale)]))
    .join('\n')
    .trimEnd(),
})

const page = 40

export function adminPages(app: App): void {
  app.get('/admin', async (c) => {
    const viewer = team(c)
    return c.redirect(
      viewer.role === 'admin' && (await waitingPeople(c.get('ctx'))).length > 0
        ? '/admin/waiting'
        : '/admin/people',
      303,
    )
  })

  app.get('/admin/waiting', async (c) => {
    team(c)
    return render(c, <Waiting view={await viewOf(c)} people={await waitingPeople(c.get('ctx'))} />)
  })

  app.get('/admin/people', async (c) => {
    team(c)
    const query = (c.req.query('q') ?? '').trim().slice(0, 100)
    const role = c.req.query('role') ?? ''
    const maxId = c.req.query('max_id') ?? ''
    const people = await listPeople(c.get('ctx'), { query, role, maxId: isId(maxId) ? maxId : null }, page)
    const next =
      people.length < page
        ? null
        : `/admin/people?${new URLSearchParams({ q: query, role, max_id: people.at(-1)!.id })}`
    return render(c, <People view={await viewOf(c)} people={people} query={query} role={role} next={next} />)
  })

  const act = (path: string, work: (c: Req, viewer: Viewer, id: string) => Promise<Response>) =>
    app.post(`/admin/people/:id{[0-9]+}/${path}`, (c) => work(c, team(c), c.req.param('id')!))
  const back = async (c: Req, body: Record<string, unknown>, key: string, name: string) =>
    redirectWith(c, localPath(body['back'], '/admin/people'), key, { name: `@${name}` })

  act('approve', async (c, _viewer, id) => {
    await readBody(c)
    if (!(await approveUser(c.get('ctx'), id))) throw notFound()
    return redirectWith(c, '/admin/waiting', 'admin.flash.approved')
  })
  act('reject', async (c, _viewer, id) => {
    await readBody(c)
    if (!(await rejectUser(c.get('ctx'), id))) throw notFound()
    return redirectWith(c, '/admin/waiting', 'admin.flash.rejected')
  })
  app.get('/admin/people/:id{[0-9]+}/suspend', (c) => suspendForm(c, team(c), c.req.param('id')))
  act('suspend', async (c, viewer, id) => {
    const body = await readBody(c)
    try {
      const name = await suspend(c.get('ctx'), viewer, id, readReasons(body))
      return await back(c, body, 'admin.flash.suspended', name)
    } catch (error) {
      if (!(error instanceof AppError) || ![409, 422].includes(error.status)) throw error
      return suspendForm(c, viewer, id, body, error)
    }
  })
  act('unsuspend', async (c, viewer, id) => {
    const body = await readBody(c)
    return back(c, body, 'admin.flash.unsuspended', await unsuspend(c.get('ctx'), viewer, id))
  })
  act('reset', async (c, viewer, id) => {
    await readBody(c)
    const { name, link } = await resetLink(c.get('ctx'), viewer, id)
    c.header('Cache-Control', 'no-store')
    return render(c, <ResetLink view={await viewOf(c)} name={name} link={link} />)
  })
  act('role', async (c, viewer, id) => {
    const body = await readBody(c)
    const { role } = check(z.object({ role: z.enum(['user', 'moderator', 'admin']) }), body)
    return back(c, body, 'admin.flash.role', await changeRole(c.get('ctx'), viewer, id, role))
  })

  app.get('/admin/invites', async (c) => {
    team(c)
    return render(c, <Invites view={await viewOf(c)} invites={await listInvites(c.get('ctx'))} />)
  })

  app.get('/admin/network', async (c) => {
    team(c, true)
    const ctx = c.get('ctx')
    const settings = await getSettings(ctx)
    const rules = await listRules(ctx)
    const start = c.req.query('start') === 'rules' && rules.length === 0
    const lines = linesOf(start ? starterRules(settings.locale) : rules, settings.locale)
    return render(c, <NetworkForm view={await viewOf(c)} typed={{ ...settings, ...lines }} />)
  })

  app.post('/admin/network', async (c) => {
    team(c, true)
    const ctx = c.get('ctx')
    const body = await readBody(c)
    try {
      const changes = check(NetworkSettings, body)
      await ctx.tx(async (ctx) => {
        await saveSettings(ctx, changes)
        await saveRules(ctx, bothLanguages(body, changes.locale))
      })
    } catch (error) {
      if (!(error instanceof AppError) || error.status !== 422) throw error
      return render(c, <NetworkForm view={await viewOf(c)} typed={body} error={error} />, 422)
    }
    return redirectWith(c, '/admin/network', 'common.saved')
  })
}
