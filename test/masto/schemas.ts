import { join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import { createGenerator } from 'ts-json-schema-generator'
import { expect } from 'vitest'
import type { Entities } from './entities.ts'

/** Validators made from masto's own type declarations (not from our schemas). */
export function mastoSchemas(): <E extends keyof Entities>(name: E, value: unknown) => void {
  const schema = createGenerator({
    path: join(import.meta.dirname, 'entities.ts'),
    tsconfig: join(import.meta.dirname, '../../tsconfig.json'),
    type: 'Entities',
    skipTypeCheck: true,
    additionalProperties: true,
    topRef: true,
  }).createSchema('Entities')
  const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false })
  ajv.addSchema(schema, 'masto')
  const made = new Map<string, ValidateFunction>()
  return (name, value) => {
    let validate = made.get(name)
    if (!validate) {
      validate = ajv.compile({ $ref: `masto#/definitions/Entities/properties/${name}` })
      made.set(name, validate)
    }
    // What the client hands out may hold paginators and dates: look at it as the JSON it came from.
    const plain = JSON.parse(JSON.stringify(value))
    const good = validate(plain)
    expect(good ? [] : validate.errors?.map((error) => `${name}${error.instancePath} ${error.message} (${JSON.stringify(error.params)})`).slice(0, 8)).toEqual([])
  }
}
