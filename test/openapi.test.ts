import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { operations } from '../scripts/operations.ts'
import { features } from '../src/app.ts'
import type { App, Env } from '../src/http/env.ts'

it('describes every endpoint of moderation, and no endpoint that is not there', () => {
  const app = new Hono<Env>() as App
  for (const feature of features) feature.routes?.(app)
  const routes = new Set(app.routes.map(({ method, path }) => `${method} ${path}`))
  const ours =
    /^[A-Z]+ \/api\/v[12]\/(reports|cases|decisions|appeals|statements|moderation_log|admin|instance\/domain_blocks|action_items|briefings\/:id\/(findings|solutions|dissents|action_items|concerns|commitments))\b/
  expect([...routes].filter((route) => ours.test(route) && !operations[route])).toEqual([])
  expect(Object.keys(operations).filter((route) => !routes.has(route))).toEqual([])
})
