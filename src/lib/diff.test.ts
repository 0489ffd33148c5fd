import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffLines } from './diff.ts'

describe('diffLines', () => {
  it('keeps what is common and names the rest', () => {
    expect(diffLines('một\nhai\nba', 'một\nhai rưỡi\nba')).toEqual([
      { kind: 'same', text: 'một' },
      { kind: 'removed', text: 'hai' },
      { kind: 'added', text: 'hai rưỡi' },
      { kind: 'same', text: 'ba' },
    ])
  })

  it('holds both texts, whatever they are', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', '')).map((lines) => lines.join('\n'))
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffLines(before, after)
        const side = (kind: string) =>
          lines
            .filter((line) => line.kind === 'same' || line.kind === kind)
            .map((line) => line.text)
            .join('\n')
        expect([side('removed'), side('added')]).toEqual([before, after])
      }),
    )
  })
})
