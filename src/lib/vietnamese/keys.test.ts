import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canon, hasAccent, iy, key, tagKey, tone } from './keys.ts'

const vietnamese = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...'aàảãáạăằẳẵắặâầẩẫấậeèéêềếoòóôồốơờớuùúưừứyỳýđĐÐɖĂÊ ',
        'qu',
        'gi',
        'ng',
        'th',
        'hòa',
        'qúy',
        'GÍA',
      ),
      fc.constantFrom(
        '\u0300',
        '\u0301',
        '\u031b',
        '\u200b',
        '\u00a0',
        '\u0323',
        'ﬁ',
        'ẞ',
        'İ',
        '￼',
        'Σ',
        'J\u030c',
        '¨',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(''))

describe('the keys of any text', () => {
  for (const [name, fn] of Object.entries({ canon, tone, key, iy })) {
    it(`${name} is idempotent`, () => {
      fc.assert(
        fc.property(vietnamese, (text) => {
          expect(fn(fn(text))).toBe(fn(text))
        }),
        { numRuns: 1500 },
      )
    })

    it(`${name} is the same for NFC and NFD`, () => {
      const same = (text: string) => {
        expect(fn(text.normalize('NFD'))).toBe(fn(text.normalize('NFC')))
      }
      fc.assert(fc.property(vietnamese, same), { numRuns: 1500 })
    })
  }

  it('key does not see tone placement', () => {
    fc.assert(
      fc.property(vietnamese, (text) => {
        expect(key(tone(text))).toBe(key(text))
      }),
      { numRuns: 1500 },
    )
  })

  it('every code point has stable keys', () => {
    for (let code = 0; code <= 0x2ffff; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue
      const char = `a${String.fromCodePoint(code)}`
      if (canon(canon(char)) !== canon(char) || key(key(char)) !== key(char))
        expect(code.toString(16)).toBe('stable')
    }
  })
})

describe('tones', () => {
  it('move within Vietnamese syllables only', () => {
    expect(tone('Hòa thúy khỏe qủa gìau tòan hùynh')).toBe('hoà thuý khoẻ quả giàu toàn huỳnh')
    expect(tone('café résumé ngườỉ')).toBe('café résumé ngườỉ')
    expect(tone('đường tiếng mía múa nghĩa giữa chịu cười yếu khuya gì')).toBe(
      'đường tiếng mía múa nghĩa giữa chịu cười yếu khuya gì',
    )
  })

  it('accents are noticed', () => {
    expect([hasAccent('duong'), hasAccent('đuong'), hasAccent('dường')]).toEqual([false, true, true])
  })
})

describe('tag identities', () => {
  it.each([
    ['#a', 'a'],
    ['#Đà_Nẵng2026', 'danang2026'],
    ['#___', null],
    ['#a-b', null],
    ['#', null],
    ['#日本', '日本'],
    [`#${'a'.repeat(101)}`, null],
  ])('%s -> %s', (tag, expected) => expect(tagKey(tag)).toBe(expected))
})
