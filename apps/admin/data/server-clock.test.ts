import { describe, expect, test } from 'vitest'
import { better, heardServer, serverNow } from './server-clock.ts'

const sample = (offset: number, trip: number, at = 1_000_000) => ({
  server: at + trip / 2 + offset,
  sentAt: at,
  receivedAt: at + trip,
})

describe('the server’s clock', () => {
  test('is read to half of the way there and back', () => {
    expect(better(null, sample(120_000, 80))).toMatchObject({ offset: 120_000, trip: 80 })
  })

  test('is believed from the shortest way, until that has grown old', () => {
    const quick = better(null, sample(500, 20))
    expect(better(quick, sample(700, 90, 1_060_000))).toBe(quick)
    expect(better(quick, sample(480, 10, 1_060_000))).toMatchObject({ offset: 480 })
    expect(better(quick, sample(700, 90, 1_000_000 + 301_000))).toMatchObject({ offset: 700 })
  })

  test('is asked anew when our own was set back', () => {
    const later = better(null, sample(0, 20, 9_000_000))
    expect(better(later, sample(60_000, 90, 1_000_000))).toMatchObject({ offset: 60_000 })
  })

  test('is not read from an answer that took too long, or that said nothing', () => {
    expect(better(null, sample(0, 5_000))).toBeNull()
    expect(better(null, { server: Number.NaN, sentAt: 0, receivedAt: 10 })).toBeNull()
  })

  test('is what the screen counts by', () => {
    const now = Date.now()
    heardServer({ server: now + 3_600_000, sentAt: now, receivedAt: now })
    expect(Math.abs(serverNow() - Date.now() - 3_600_000)).toBeLessThan(50)
  })
})
