import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maySee, type Sight } from './rules.ts'

const sight: fc.Arbitrary<Sight> = fc.record({
  visibility: fc.constantFrom('public', 'unlisted', 'private', 'direct'),
  gone: fc.boolean(),
  isAuthor: fc.boolean(),
  follows: fc.boolean(),
  mentioned: fc.boolean(),
  blockedBy: fc.boolean(),
  removed: fc.boolean(),
  membersOnly: fc.boolean(),
  member: fc.boolean(),
})

/** From the most open to the closest. */
const order = ['public', 'unlisted', 'private', 'direct'] as const

describe('who may see a post', () => {
  it('what is gone is gone for everybody', () => {
    fc.assert(fc.property(sight, (s) => !maySee({ ...s, gone: true })))
  })
  it('an author sees her own', () => {
    fc.assert(fc.property(sight, (s) => maySee({ ...s, gone: false, isAuthor: true })))
  })
  it('a blocked person sees nothing', () => {
    fc.assert(fc.property(sight, (s) => !maySee({ ...s, isAuthor: false, blockedBy: true })))
  })
  it('a closer visibility never shows more', () => {
    fc.assert(
      fc.property(sight, fc.nat(3), fc.nat(3), (s, a, b) => {
        const [open, close] = [Math.min(a, b), Math.max(a, b)]
        return !maySee({ ...s, visibility: order[close]! }) || maySee({ ...s, visibility: order[open]! })
      }),
    )
  })
  it('following or being mentioned never hides', () => {
    fc.assert(
      fc.property(
        sight,
        (s) =>
          !maySee({ ...s, follows: false, mentioned: false }) ||
          maySee({ ...s, follows: true, mentioned: true }),
      ),
    )
  })
  it('what is for members is for members, whoever follows the author or is named', () => {
    fc.assert(fc.property(sight, (s) => !maySee({ ...s, isAuthor: false, membersOnly: true, member: false })))
  })
  it('what was taken down is seen by its author only', () => {
    fc.assert(fc.property(sight, (s) => !maySee({ ...s, isAuthor: false, removed: true })))
    fc.assert(fc.property(sight, (s) => maySee({ ...s, gone: false, isAuthor: true, removed: true })))
  })
  it('a stranger sees public and unlisted only', () => {
    const stranger = {
      gone: false,
      isAuthor: false,
      follows: false,
      mentioned: false,
      blockedBy: false,
      removed: false,
      membersOnly: false,
      member: false,
    }
    expect(order.map((visibility) => maySee({ ...stranger, visibility }))).toEqual([true, true, false, false])
  })
})
