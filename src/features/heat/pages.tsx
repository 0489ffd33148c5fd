import type { App, Req } from '../../http/env.ts'
import { Page } from '../../ui/page.tsx'
import { viewOf } from '../../ui/view.ts'
import { RoomPage, roomOf } from '../communities/index.ts'
import type { Gauge } from './api.ts'
import { communityGauge, linkGauge, tagGauge } from './gauge.ts'
import { GaugeBlock } from './parts.tsx'

async function onePage(c: Req, gauge: Gauge): Promise<Response> {
  const view = await viewOf(c)
  const name = gauge.kind === 'tag' ? `#${gauge.name}` : gauge.name
  const title = view.t('heat.of', { name })
  return c.html(
    <Page view={view} title={title} head={<meta name="robots" content="noindex" />}>
      <h1>{title}</h1>
      <GaugeBlock view={view} gauge={gauge} title={name} />
      <p>
        <a href={new URL(gauge.url).pathname}>{view.t('heat.posts')}</a> ·{' '}
        <a href="/do-nong">{view.t('heat.title')}</a>
      </p>
    </Page>,
  )
}

/** The gauges of one tag, link or community. /do-nong itself stands in features/readiness, beside plans and measures. */
export function heatPages(app: App): void {
  app.get('/do-nong/the/:tag', async (c) => onePage(c, await tagGauge(c.get('ctx'), c.req.param('tag'))))
  app.get('/do-nong/lien-ket/:id{[0-9]+}', async (c) =>
    onePage(c, await linkGauge(c.get('ctx'), c.req.param('id'))),
  )
  app.get('/xom/:handle/do-nong', async (c) => {
    const ctx = c.get('ctx')
    const community = await roomOf(c)
    const gauge = await communityGauge(ctx, c.get('viewer'), community.id)
    const view = await viewOf(c)
    const title = view.t('heat.title')
    return c.html(
      <RoomPage view={view} community={community} title={title}>
        <h1>{title}</h1>
        <GaugeBlock view={view} gauge={gauge} title={view.t('heat.room')} />
        <p>
          <a href={`/xom/${community.account.username}/do-nong/bien-phap`}>{view.t('heat.room_measures')}</a>{' '}
          · <a href="/do-nong">{view.t('heat.network_heat')}</a>
        </p>
      </RoomPage>,
    )
  })
}
