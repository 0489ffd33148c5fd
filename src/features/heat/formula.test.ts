import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acts, levelOf, median, pastHours, rateOf, spreadOf, subjectKinds } from './formula.ts'
import { placeOn } from './parts.tsx'

const quarter = 900

describe('the baseline', () => {
  it('is the median and the scaled median deviation, unmoved by one wild night', () => {
    expect(median([4, 1, 3])).toBe(3)
    expect(median([4, 1, 3, 2])).toBe(2.5)
    expect(spreadOf([10, 12, 11, 13, 5000])).toBeCloseTo(1.4826)
    const calm = rateOf(
      'network',
      'posts',
      { count: 25, seconds: quarter },
      [90, 100, 110, 100, 95, 105, 100, 98],
    )
    const wild = rateOf(
      'network',
      'posts',
      { count: 25, seconds: quarter },
      [90, 100, 9000, 100, 95, 105, 100, 98],
    )
    expect(wild.usual).toBe(calm.usual)
    expect(wild.high - calm.high).toBeLessThan(calm.high * 0.1)
  })

  it('raises no alarm in a night as quiet as every night, however quiet or loud that is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...subjectKinds),
        fc.constantFrom(...acts),
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 0, max: 8 }),
        (kind, act, quarterly, weeks) => {
          const history = Array(weeks).fill(quarterly * 4)
          const { heat } = rateOf(kind, act, { count: quarterly, seconds: quarter }, history)
          if (weeks > 0) expect(levelOf(heat)).toBe(1)
        },
      ),
    )
  })

  it('adds constant quiet nights to any history without making the same night hotter than the floor says', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 4, maxLength: 8 }),
        fc.integer({ min: 0, max: 10 }),
        (history, tonight) => {
          const quiet = [...history, 0, 0, 0, 0]
          const { heat } = rateOf('network', 'posts', { count: tonight, seconds: quarter }, quiet)
          expect(levelOf(heat)).toBe(1)
        },
      ),
    )
  })

  it('does not call ten posts at night busy, and a thousand sign-ups very', () => {
    const nights = [0, 0, 1, 0, 2, 0, 0, 1]
    for (const kind of subjectKinds)
      expect(levelOf(rateOf(kind, 'posts', { count: 10, seconds: quarter }, nights).heat)).toBe(1)
    expect(levelOf(rateOf('network', 'sign_ups', { count: 1000, seconds: quarter }, nights).heat)).toBe(4)
  })

  it('tells no small number of what nobody sees one by one, and lets it heat nothing', () => {
    const few = rateOf('network', 'reports', { count: 4, seconds: 60 }, [])
    expect(few).toMatchObject({ count: null, perHour: null, heat: 0 })
    expect(rateOf('network', 'reports', { count: 0, seconds: 60 }, []).count).toBe(0)
    expect(rateOf('network', 'reports', { count: 5, seconds: quarter }, []).count).toBe(5)
  })

  it('compares with the same hour of the week, of the day where there are too few weeks, and else with the floor', () => {
    const now = new Date('2026-11-24T15:20:00Z')
    const back = (days: number) => new Date(now.getTime() - days * 86_400_000)
    const weekly = pastHours(now, back(70))
    expect(weekly.basis).toBe('hour_of_week')
    expect(weekly.hours.map((at) => at.toISOString()).slice(0, 2)).toEqual([
      '2026-11-17T15:00:00.000Z',
      '2026-11-10T15:00:00.000Z',
    ])
    expect(weekly.hours).toHaveLength(8)
    expect(pastHours(now, back(10))).toMatchObject({ basis: 'hour_of_day' })
    expect(pastHours(now, back(10)).hours).toHaveLength(9)
    expect(pastHours(now, back(2))).toEqual({ basis: 'none', hours: [] })
  })

  it('gives each level the same room on the gauge and never leaves it', () => {
    expect([0, 1, 2, 4, 8, 100].map(placeOn)).toEqual([0, 100, 200, 300, 400, 400])
    expect(placeOn(1.5)).toBe(150)
  })
})
