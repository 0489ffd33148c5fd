import { writeFileSync } from 'node:fs'
import { Hono } from 'hono'
import { z } from 'zod'
import { features } from '../src/app.ts'
import { errorStatus } from '../src/errors.ts'
import type { App, Env } from '../src/http/env.ts'
import { entities, operations } from './operations.ts'

/**
 * `npm run openapi [FILE]` writes the OpenAPI 3.1 document of the API as it is in the code: the paths are the routes
 * that the features register, the shapes the zod schemas of their api.ts. A route that nobody described is still in
 * it, with its path parameters and the error shape.
 */
const app = new Hono<Env>() as App
for (const feature of features) feature.routes?.(app)

const components: Record<string, unknown> = {}
for (const [name, schema] of Object.entries(entities))
  components[name] = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'output' })

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const error = { description: 'Error', content: { 'application/json': { schema: ref('Error') } } }
components['Error'] = {
  type: 'object',
  properties: {
    error: { type: 'string' },
    error_description: { type: 'string' },
    details: { type: 'object' },
  },
  required: ['error'],
}

const paths: Record<string, Record<string, unknown>> = {}
for (const route of app.routes) {
  if (
    !/^\/(api|oauth|\.well-known|nodeinfo)\//.test(route.path) ||
    route.method === 'ALL' ||
    route.path.includes('*')
  )
    continue
  const path = route.path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}')
  const method = route.method.toLowerCase()
  const known = operations[`${route.method} ${route.path}`]
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map((match) => ({
    name: match[1],
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const paged = known?.list
    ? ['max_id', 'since_id', 'min_id', 'limit'].map((name) => ({
        name,
        in: 'query',
        schema: { type: name === 'limit' ? 'integer' : 'string' },
      }))
    : []
  const shape = known?.response ? ref(known.response) : {}
  paths[path] ??= {}
  paths[path][method] = {
    ...(known?.summary ? { summary: known.summary } : {}),
    ...(known?.scope ? { security: [{ oauth: [known.scope] }] } : {}),
    parameters: [...parameters, ...paged],
    ...(known?.request
      ? {
          requestBody: {
            content: {
              'application/json': {
                schema: z.toJSONSchema(known.request, { unrepresentable: 'any', io: 'input' }),
              },
            },
          },
        }
      : {}),
    responses: {
      200: {
        description: 'OK',
        content: { 'application/json': { schema: known?.list ? { type: 'array', items: shape } : shape } },
      },
      ...Object.fromEntries(
        [...new Set(Object.values(errorStatus))]
          .filter((status) => [401, 403, 404, 422, 429].includes(status))
          .map((status) => [status, error]),
      ),
    },
  }
}

const document = {
  openapi: '3.1.0',
  info: {
    title: 'Xóm',
    version: '0.1.0',
    description: 'The Mastodon client API as Xóm serves it.',
    license: { name: 'AGPL-3.0-or-later' },
  },
  paths,
  components: {
    schemas: components,
    securitySchemes: {
      oauth: {
        type: 'oauth2',
        flows: {
          authorizationCode: { authorizationUrl: '/oauth/authorize', tokenUrl: '/oauth/token', scopes: {} },
        },
      },
    },
  },
}
const file = process.argv[2] ?? 'openapi.json'
writeFileSync(file, `${JSON.stringify(document, null, 2)}\n`)
console.log(`${file}: ${Object.keys(paths).length} paths`)
