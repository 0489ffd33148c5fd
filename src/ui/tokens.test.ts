import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const css = readFileSync(join(import.meta.dirname, 'styles/tokens.css'), 'utf8')

/** The colours that a block of the style sheet sets. */
function colours(block: string): Record<string, string> {
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [match[1]!, match[2]!]),
  )
}
const blockAfter = (mark: string): string => {
  const start = css.indexOf(mark)
  return css.slice(start, css.indexOf('}', start))
}
const themes = {
  light: colours(blockAfter(':root {')),
  'dark by the device': colours(blockAfter(':root:not([data-theme])')),
  dark: colours(blockAfter('[data-theme="dark"]')),
  contrast: colours(blockAfter('[data-theme="contrast"]')),
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}
function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high! + 0.05) / (low! + 0.05)
}

describe.each(Object.entries(themes))('the theme %s', (name, theme) => {
  const grounds = ['paper', 'sheet', 'well', 'tint']
  it.each(['ink', 'soft', 'son', 'bad', 'good', 'warn'])(
    'has text in --%s that can be read on every ground',
    (text) => {
      for (const ground of grounds) {
        expect(contrast(theme[text]!, theme[ground]!), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5)
      }
    },
  )
  it('has words on the accent that can be read', () => {
    expect(contrast(theme['on-seal']!, theme['seal']!)).toBeGreaterThanOrEqual(4.5)
  })
  it('has borders of boxes and focus rings that can be seen', () => {
    for (const ground of ['paper', 'sheet', 'well']) {
      expect(contrast(theme['edge']!, theme[ground]!), `edge on ${ground}`).toBeGreaterThanOrEqual(3)
      expect(contrast(theme['focus']!, theme[ground]!), `focus on ${ground}`).toBeGreaterThanOrEqual(3)
    }
  })
  it(`reads far beyond AA${name === 'contrast' ? 'A' : ''}`, () => {
    expect(contrast(theme['ink']!, theme['paper']!)).toBeGreaterThanOrEqual(name === 'contrast' ? 15 : 10)
  })
})

it('keeps both dark themes the same', () => {
  expect(themes['dark by the device']).toEqual(themes.dark)
})
