import { join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import { createGenerator } from 'ts-json-schema-generator'
import { expect } from 'vitest'
import type { Entities } from './entities.ts'

/** Where masto's declarations and Mastodon's own answers differ, we answer as Mastodon does. */
const mastodonDiffers = [
  // docs.joinmastodon.org/entities/CredentialApplication: the number 0, as RFC 7591 has it.
  /^application\/clientSecretExpiresAt /,
  // entities/Account: last_status_at is null before the first post.
  /lastStatusAt must be string/,
  // entities/CredentialAccount: its role is {id: String, name, color, permissions: String, highlighted}, without
  // dates; the source has no role of its own.
  /^accountCredentials\/role\/(id|permissions) must be number/,
  /^accountCredentials\/role must have required property '(updatedAt|createdAt|position|collectionLimit)'/,
  /^accountCredentials\/source must have required property 'role'/,
  // The client turns current_user into currentUser; its declaration forgot to.
  /featureApproval must have required property 'current_user'/,
]

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
      const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false })
      validate = ajv.compile(generator.createSchema(`Entity_${name}`))
      made.set(name, validate)
    }
    // What the client hands out may hold paginators and dates: look at it as the JSON it came from.
    const plain = JSON.parse(JSON.stringify(value))
    validate(plain)
    const errors = (validate.errors ?? []).map((error) => `${name}${error.instancePath} ${error.message} (${JSON.stringify(error.params)})`)
    const wrong = errors.filter((error) => !mastodonDiffers.some((known) => known.test(error)))
    expect(wrong.slice(0, 8)).toEqual([])
  }
}
