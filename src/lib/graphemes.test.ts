import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { cleanText, countGraphemes, cutGraphemes, truncate } from './graphemes.ts'

const text = fc.string({ unit: 'binary', maxLength: 60 })
const slow = (value: string) => [...new Intl.Segmenter('vi').segment(value)].length

describe('graphemes', () => {
  it('the fast path counts as the segmenter does', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'grapheme' })), (value) => {
        expect(countGraphemes(value)).toBe(slow(value))
      }),
    )
    const simple = 'Thời sự\n“đường” … 漢字 かな Я'
    expect(countGraphemes(simple)).toBe(slow(simple))
  })

  it('a family is one, and so is a letter with its marks', () => {
    expect(countGraphemes('👨‍👩‍👧‍👦ờ'.normalize('NFD'))).toBe(2)
    expect(cutGraphemes('a👨‍👩‍👧‍👦b', 2)).toBe('a👨‍👩‍👧‍👦')
    expect(countGraphemes('🙂'.repeat(1000), 10)).toBe(11)
  })

  it('truncates at a word', () => {
    expect(truncate('một hai ba bốn', 12)).toBe('một hai ba…')
    expect(truncate('ngắn', 4)).toBe('ngắn')
  })
})

describe('cleanText', () => {
  it('is idempotent and leaves nothing broken', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          fc.string({
            unit: fc.constantFrom(
              '\u202a',
              '\u202c',
              '\u202e',
              '\u2066',
              '\u2069',
              'a',
              '\n',
              '\ud800',
              '\r',
            ),
          }),
        ),
        (value) => {
          const clean = cleanText(value)
          expect(cleanText(clean)).toBe(clean)
          expect(clean.isWellFormed()).toBe(true)
          expect(/[^\P{Cc}\n\t]/u.test(clean)).toBe(false)
        },
      ),
    )
  })

  test.each([
    ['Thơ\u0300i\r\nsu\u031b\u0323\r', 'Thời\nsự\n'],
    ['a\u0000b\u0007\tc', 'ab\tc'],
    ['a\u202eb', 'ab'],
    ['a\u2067b\u2069', 'a\u2067b\u2069'],
    ['\u2067a\nb\u2069', 'a\nb'],
    ['a\ud83d', 'a\ufffd'],
    ['👨‍👩‍👧', '👨‍👩‍👧'],
  ])('%j -> %j', (input, output) => expect(cleanText(input)).toBe(output))
})
