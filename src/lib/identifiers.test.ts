import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  accountNumber,
  bankIn,
  findIdentifiers,
  linkValue,
  maskIdentifier,
  normalIdentifier,
  readIdentifiers,
} from './identifiers.ts'

const shown = (text: string) =>
  findIdentifiers(text).map(({ kind, value, bank }) => `${kind} ${value}${bank ? ` ${bank}` : ''}`)

describe('identifiers in a text', () => {
  it.each([
    ['Liên hệ 0912.345.678 để nhận quà', ['phone +84912345678']],
    ['Zalo: +84 912 345 678, gọi ngay!', ['phone +84912345678']],
    ['ck vào stk 19036628888015 Techcombank chủ tk Nguyễn Văn A', ['bank 19036628888015 Techcombank']],
    ['Số tài khoản: 0071 0001 23456 (VCB)', ['bank 0071000123456 Vietcombank']],
    ['MB Bank 0987654321', ['phone +84987654321', 'bank 0987654321 MB']],
    ['Ngân hàng Quân đội\nSTK 999988887777', ['bank 999988887777 MB']],
    ['Bấm https://www.Nhan-Qua.top/evn?ref=1 nhé', ['link nhan-qua.top/evn']],
    ['vào tien-thuong.xyz/abc, nhanh lên', ['link tien-thuong.xyz/abc']],
    ['fb https://facebook.com/profile.php?id=1000123', ['link facebook.com/profile.php?id=1000123']],
    ['Nhà 12, giá 1.250.000đ, ngày 25/11/2015, họp lúc 14:36', []],
    ['Bán xe 25 triệu, đi 120000 km', []],
    ['Thư về lan@xom.vn', []],
  ])('%j names %j', (text, found) => {
    expect(shown(text)).toEqual(found)
  })

  it('names each thing once, with its bank when it is said once', () => {
    expect(shown('stk 123456789\nstk 123456789 ACB, nhắc lại 123456789 ACB')).toEqual(['bank 123456789 ACB'])
  })
})

describe('what is typed into the search box', () => {
  it.each([
    '0912345678',
    '0912 345 678',
    '(091) 234-5678',
    '+84 912.345.678',
    '84912345678',
    '０９１２３４５６７８',
  ])('finds the phone number and the account of the same digits: %s', (text) => {
    const found = readIdentifiers(text).map(({ kind, value }) => `${kind} ${value}`)
    expect(found).toContain('phone +84912345678')
    expect(found).toContain('bank 0912345678')
  })

  it.each(['http://www.lua.vn/a/b', 'lua.vn/a/b/', 'HTTPS://Lua.VN/a/b?x=1#y', 'm.lua.vn/a/b'])(
    'finds a link by its host: %s',
    (text) => {
      expect(readIdentifiers(text)).toContainEqual({ kind: 'link', value: 'lua.vn' })
    },
  )

  it('finds the path under which a swindler is known on a server of many', () => {
    const values = readIdentifiers('https://facebook.com/ke.lua/posts/1').map(({ value }) => value)
    expect(values).toContain('facebook.com/ke.lua')
  })

  it.each(['', 'xin chào', '12345', 'lan@xom.vn', 'javascript:alert(1)', 'http://', 'a'.repeat(3000)])(
    'finds nothing in %j',
    (text) => {
      expect(readIdentifiers(text)).toEqual([])
    },
  )
})

describe('forms', () => {
  it('of one thing are one: whatever stands between the digits, and however often it is normalised', () => {
    const gap = fc.constantFrom('', ' ', '.', '-')
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 6, maxLength: 19 })
    fc.assert(
      fc.property(digits, fc.array(gap, { minLength: 19, maxLength: 19 }), (all, gaps) => {
        const typed = all.map((digit, at) => (at === 0 ? '' : (gaps[at] ?? '')) + digit).join('')
        expect(accountNumber(typed)).toBe(all.join(''))
        expect(accountNumber(accountNumber(typed)!)).toBe(all.join(''))
      }),
    )
  })

  it('of links are stable, and every link is found by itself', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), (url) => {
        const value = linkValue(url)
        if (value === null) return
        expect(linkValue(value)).toBe(value)
        expect(readIdentifiers(url).map((one) => one.value)).toContain(value)
      }),
    )
  })

  it('never break a parser, and never show a whole number', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        for (const one of findIdentifiers(text)) {
          expect(normalIdentifier(one.kind, one.value, one.bank)).toEqual(one)
          expect(maskIdentifier(one)).not.toContain(one.value)
        }
        readIdentifiers(text)
      }),
    )
  })

  it('know banks by their short and their long names', () => {
    expect(['vcb', 'Ngân hàng Ngoại thương', 'VIETCOMBANK chi nhánh 3'].map(bankIn)).toEqual(
      Array(3).fill('Vietcombank'),
    )
    expect(bankIn('chuyển khoản giùm')).toBe('')
    expect(normalIdentifier('bank', '123456', 'Quỹ tín dụng Tân Lập')?.bank).toBe('Quỹ tín dụng Tân Lập')
  })
})
