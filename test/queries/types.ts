import { type Checker, type Type, TypeFlags } from 'typescript/unstable/sync'

/** What a value is once the driver has read it. `json` stands for whatever a jsonb column holds. */
export type Kind = 'string' | 'number' | 'boolean' | 'date' | 'bytes' | 'json' | 'list' | 'any'

export interface Column {
  name: string
  kind: Kind
  nullable: boolean
}

const flagged = (type: Type, flags: TypeFlags): boolean => (type.flags & flags) !== 0

function kindOfOne(checker: Checker, type: Type): Kind {
  if (flagged(type, TypeFlags.StringLike)) return 'string'
  if (flagged(type, TypeFlags.NumberLike)) return 'number'
  if (flagged(type, TypeFlags.BooleanLike)) return 'boolean'
  if (flagged(type, TypeFlags.Any | TypeFlags.Unknown)) return 'any'
  const name = type.getSymbol()?.name
  if (name === 'Date') return 'date'
  if (name === 'Buffer' || name === 'Uint8Array') return 'bytes'
  return checker.isArrayType(type) ? 'list' : 'json'
}

/** The kind of a TypeScript type without its null, and whether it had one. */
export function kindOf(checker: Checker, type: Type): { kind: Kind; nullable: boolean } {
  const parts = type.isUnionType() ? [...type.getTypes()] : [type]
  const empty = TypeFlags.Null | TypeFlags.Undefined
  const values = parts.filter((part) => !flagged(part, empty))
  const kinds = new Set(values.map((part) => kindOfOne(checker, part)))
  return {
    kind: kinds.size === 1 ? [...kinds][0]! : kinds.size === 0 ? 'any' : 'json',
    nullable: parts.some((part) => flagged(part, empty)) || kinds.has('any'),
  }
}

/** The properties of a row type. */
export function columnsOf(checker: Checker, row: Type): Column[] {
  const properties = checker.getPropertiesOfType(row)
  const types = properties.length > 0 ? checker.getTypeOfSymbol(properties) : []
  return properties.map((property, at) => ({ name: property.name, ...kindOf(checker, types[at]!) }))
}
