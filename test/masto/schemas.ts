import { join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import { createGenerator } from 'ts-json-schema-generator'
import { expect } from 'vitest'
import type { Entities } from './entities.ts'

type Schema = { properties?: Record<string, Schema>; required?: string[]; [key: string]: unknown }

/** Where masto's declarations and Mastodon's own documented answers differ, we answer as Mastodon does. */
function asMastodonAnswers(schema: Schema): void {
  const { properties } = schema
  if (properties) {
    const drop = (...names: string[]) => {
      if (schema.required) schema.required = schema.required.filter((name) => !names.includes(name))
    }
    // entities/CredentialApplication: the number 0, as RFC 7591 has it.
    if (properties['clientSecretExpiresAt']) properties['clientSecretExpiresAt'] = {}
    // entities/Account: null before the first post.
    if (properties['lastStatusAt']) properties['lastStatusAt'] = { type: ['string', 'null'] }
    // The client turns current_user into currentUser; this one declaration forgot to.
    if (properties['current_user']) drop('current_user')
    // entities/Role: id and permissions are strings, and there are no dates.
    if (properties['color'] && properties['name'] && properties['id']) {
      properties['id'] = { type: 'string' }
      if (properties['permissions']) properties['permissions'] = { type: 'string' }
      drop('updatedAt', 'createdAt', 'position', 'collectionLimit')
    }
    // entities/CredentialAccount: the source has no role of its own.
    if (properties['privacy'] && properties['fields']) drop('role')
    // entities/V2_Instance: the thumbnail's blurhash may be null, its versions missing; API versions are numbers.
    if (properties['versions'] && properties['blurhash'])
      properties['blurhash'] = { type: ['string', 'null'] }
    if (properties['@1x']) drop('@1x', '@2x')
    // entities/Announcement: null without dates, tags as those of a post. entities/Reaction: pictures of custom emoji only.
    if (properties['allDay']) {
      for (const name of ['startsAt', 'endsAt']) properties[name] = { type: ['string', 'null'] }
      properties['tags'] = {
        type: 'array',
        items: { type: 'object', required: ['name', 'url'], properties: { name: {}, url: {} } } as Schema,
      }
    }
    if (properties['count'] && properties['me']) drop('url', 'staticUrl')
    // entities/Notification#grouped: a list of ids.
    if (properties['sampleAccountIds'])
      properties['sampleAccountIds'] = { type: 'array', items: { type: 'string' } as Schema }
    // entities/Admin_Report: null as long as nothing was decided.
    const taker = properties['actionTakenByAccount']
    if (taker) properties['actionTakenByAccount'] = { anyOf: [taker, { type: 'null' }] }
    // entities/Admin_DomainBlock: reject_reports, which masto misspells.
    if (properties['rejectReposts']) drop('rejectReposts')
    // entities/Admin_IpBlock: a date, or null for none.
    if (properties['severity'] && properties['expiresAt'])
      properties['expiresAt'] = { type: ['string', 'null'] }
    // entities/PreviewCard: null without a picture or a language.
    if (properties['embedUrl'])
      for (const name of ['blurhash', 'language']) properties[name] = { type: ['string', 'null'] }
    if (properties['apiVersions']) properties['apiVersions'] = { type: 'object' }
  }
  for (const value of Object.values(schema)) walk(value)
}

function walk(value: unknown): void {
  if (Array.isArray(value)) value.forEach(walk)
  else if (typeof value === 'object' && value !== null) asMastodonAnswers(value as Schema)
}

/** Validators made from masto's own type declarations (not from our schemas). */
export function mastoSchemas(): <E extends keyof Entities>(name: E, value: unknown) => void {
  // One schema for each entity: two of masto's files use the same name for different types.
  const generator = createGenerator({
    path: join(import.meta.dirname, 'entities.ts'),
    tsconfig: join(import.meta.dirname, '../../tsconfig.json'),
    skipTypeCheck: true,
    additionalProperties: true,
    topRef: true,
  })
  const made = new Map<string, ValidateFunction>()
  return (name, value) => {
    let validate = made.get(name)
    if (!validate) {
      const schema = structuredClone(generator.createSchema(`Entity_${name}`)) as Schema
      asMastodonAnswers(schema)
      validate = new Ajv({ allErrors: true, strict: false, validateFormats: false }).compile(schema)
      made.set(name, validate)
    }
    // What the client hands out may hold paginators and dates: look at it as the JSON it came from.
    const good = validate(JSON.parse(JSON.stringify(value)))
    const wrong = validate.errors?.map(
      (error) => `${name}${error.instancePath} ${error.message} (${JSON.stringify(error.params)})`,
    )
    expect(good ? [] : wrong?.slice(0, 8)).toEqual([])
  }
}
