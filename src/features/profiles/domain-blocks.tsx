import { AppError, unauthorized } from '../../errors.ts'
import { readBody } from '../../http/body.ts'
import type { App, Req } from '../../http/env.ts'
import { readPage } from '../../http/paging.ts'
import { redirectWith } from '../../ui/flash.ts'
import { Page } from '../../ui/page.tsx'
import { viewOf } from '../../ui/view.ts'
import { Field } from '../../ui/widgets/form.tsx'
import { Pager } from '../../ui/widgets/pager.tsx'
import { blockDomain, domainList, unblockDomain } from '../blocks/index.ts'
import { toLogin } from './actions.ts'

const path = '/blocks/domains'

async function domainsPage(c: Req, typed = '', error: AppError | null = null): Promise<Response> {
  const viewer = c.get('viewer')
  if (!viewer) return toLogin(c, path)
  const range = readPage(c, 40, 80)
  const [rows, view] = await Promise.all([domainList(c.get('ctx'), viewer.id, range), viewOf(c)])
  const title = view.t('accounts.domains.title')
  return c.html(
    <Page view={view} title={title}>
      <h1 class="feed-title">{title}</h1>
      <p class="feed-intro">{view.t('accounts.domains.intro')}</p>
      <form method="post" action={path} class="sheet">
        <Field
          view={view}
          name="domain"
          label={view.t('accounts.domains.name')}
          value={typed}
          errors={error?.fields}
          required
          maxlength={400}
          autocapitalize="none"
          spellcheck="false"
          autocomplete="off"
          placeholder="example.com"
        />
        <p class="buttons">
          <button type="submit" class="button">
            {view.t('accounts.domains.block')}
          </button>
        </p>
      </form>
      {rows.length === 0 ? <p class="empty">{view.t('accounts.domains.empty')}</p> : null}
      <ul class="desk">
        {rows.map((row) => (
          <li>
            <form method="post" action={`${path}/delete`} class="case-inline">
              <input type="hidden" name="domain" value={row.domain} />
              <span dir="ltr">{row.domain}</span>
              <button
                type="submit"
                class="button"
                aria-label={view.t('accounts.domains.unblock_one', { domain: row.domain })}
              >
                {view.t('accounts.unblock')}
              </button>
            </form>
          </li>
        ))}
      </ul>
      <Pager view={view} next={rows.length >= range.limit ? `${path}?max_id=${rows.at(-1)!.id}` : null} />
    </Page>,
    error ? 422 : 200,
  )
}

const domainOf = (body: Record<string, unknown>): string =>
  typeof body['domain'] === 'string' ? body['domain'] : ''

/** Servers of which a person wants to hear nothing, with the way back. */
export function domainPages(app: App): void {
  app.get(path, (c) => domainsPage(c))
  app.post(path, async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) throw unauthorized()
    const typed = domainOf(await readBody(c))
    try {
      await blockDomain(c.get('ctx'), viewer, typed)
    } catch (error) {
      if (!(error instanceof AppError) || error.status !== 422) throw error
      return domainsPage(c, typed, error)
    }
    return redirectWith(c, path, 'accounts.domains.blocked')
  })
  app.post(`${path}/delete`, async (c) => {
    const viewer = c.get('viewer')
    if (!viewer) throw unauthorized()
    await unblockDomain(c.get('ctx'), viewer, domainOf(await readBody(c)))
    return redirectWith(c, path, 'accounts.domains.unblocked')
  })
}
