import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CannotOpen, newKey, seal, sealedBy, unseal } from './seal.ts'

const key = newKey()
const other = newKey()
const whyNot = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof CannotOpen) return error.reason
    throw error
  }
  return 'opened'
}

describe('a sealed text', () => {
  it('opens to the same text under its key and context', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, context) => {
        expect(unseal([key], context, seal([key], context, text))).toBe(text)
      }),
    )
  })

  it('looks different each time and shows nothing of the text', () => {
    const [one, two] = [seal([key], 'c', 'JBSWY3DPEHPK3PXP'), seal([key], 'c', 'JBSWY3DPEHPK3PXP')]
    expect(one).not.toBe(two)
    expect(one).not.toContain('JBSWY')
  })

  it('does not open in another context, or changed in any one character', () => {
    const sealed = seal([key], 'totp:1', 'JBSWY3DPEHPK3PXP')
    expect(whyNot(() => unseal([key], 'totp:2', sealed))).toBe('damaged')
    const start = sealed.lastIndexOf('.') + 1
    for (let at = start; at < sealed.length - 1; at += 1) {
      const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`
      expect(whyNot(() => unseal([key], 'totp:1', changed))).toBe('damaged')
    }
    for (const nonsense of ['', 'x1', 'x1.00000000.', `x1.${key.id}.AAAA`, 'JBSWY3DPEHPK3PXP']) {
      expect(whyNot(() => unseal([key], 'totp:1', nonsense))).toBe('damaged')
    }
  })

  it('names its key: an older key on the ring still opens, a missing one is told apart', () => {
    const sealed = seal([key], 'c', 'text')
    expect(sealedBy(sealed)).toBe(key.id)
    expect(unseal([other, key], 'c', sealed)).toBe('text')
    expect(sealedBy(seal([other, key], 'c', 'text'))).toBe(other.id)
    expect(whyNot(() => unseal([other], 'c', sealed))).toBe('unknown_key')
    expect(sealedBy('JBSWY3DPEHPK3PXP')).toBeNull()
  })
})
