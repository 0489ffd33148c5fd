import { describe, expect, it } from 'vitest'
import { en } from './en/index.ts'
import type { Message } from './index.ts'
import { vi } from './vi/index.ts'

const forms = (message: Message): string[] =>
  typeof message === 'string' ? [message] : [message.one, message.other]
const placeholders = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!))].sort()

describe('the translations', () => {
  it('have the same messages in both languages', () => {
    expect(Object.keys(vi).filter((key) => en[key] === undefined)).toEqual([])
    expect(Object.keys(en).filter((key) => vi[key] === undefined)).toEqual([])
  })

  it('fill the same placeholders; only the singular may leave out its number', () => {
    const all = (message: Message) => placeholders(forms(message).join(' '))
    const different = Object.keys(vi).filter((key) => all(vi[key]!).join() !== all(en[key]!).join())
    expect(different).toEqual([])
  })

  it('say something in every message', () => {
    const empty = [...Object.entries(vi), ...Object.entries(en)].filter(([, message]) =>
      forms(message).some((text) => text.trim() === ''),
    )
    expect(empty).toEqual([])
  })
})
