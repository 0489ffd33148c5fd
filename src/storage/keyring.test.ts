import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { newKey, seal, unseal } from '../lib/seal.ts'
import { findKeys, keyFile, mergeKeys, openKeyring } from './keyring.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xom-keys-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const word = 'một từ rất dài mà không ai đoán được'.replaceAll(' ', '-')

describe('the keyring', () => {
  it('makes its key once, for the owner of the folder only', () => {
    expect(findKeys(folder, null)).toEqual([])
    const made = openKeyring(folder, null)
    expect(made).toHaveLength(1)
    expect(openKeyring(folder, null)).toEqual(made)
    expect(statSync(keyFile(folder)).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toEqual(['secret.key'])
  })

  it('takes XOM_SECRET first and makes no file then; the file still opens what it sealed', () => {
    expect(openKeyring(folder, word)).toHaveLength(1)
    expect(readdirSync(folder)).toEqual([])
    const sealed = seal(openKeyring(folder, null), 'c', 'text')
    const both = openKeyring(folder, word)
    expect(both[0]).toEqual(openKeyring(folder, word)[0])
    expect(unseal(both, 'c', sealed)).toBe('text')
    const changed = openKeyring(folder, `${word.toUpperCase()} ${word}`)
    expect(unseal(changed, 'c', seal(both, 'c', 'text'))).toBe('text')
  })

  it('is refused a short XOM_SECRET', () => {
    expect(() => readConfig({ XOM_SECRET: 'xóm' })).toThrow(/XOM_SECRET/)
    expect(readConfig({ XOM_SECRET: ` ${word} ` }).secret).toBe(word)
    expect(readConfig({}).secret).toBeNull()
  })

  it('puts the keys of a backup before those of the folder and loses none', () => {
    const own = openKeyring(folder, null)
    const old = [newKey(), newKey()]
    mergeKeys(folder, `# a comment\n${old.map((key) => key.bytes.toString('base64')).join('\n')}\n`)
    expect(openKeyring(folder, null).map((key) => key.id)).toEqual([...old, ...own].map((key) => key.id))
    mergeKeys(folder, readFileSync(keyFile(folder), 'utf8'))
    expect(openKeyring(folder, null)).toHaveLength(3)
    expect(statSync(keyFile(folder)).mode & 0o777).toBe(0o600)
  })

  it('says so when the file holds something else', () => {
    writeFileSync(keyFile(folder), 'xin chào\n')
    expect(() => openKeyring(folder, null)).toThrow(/32 bytes/)
  })
})
