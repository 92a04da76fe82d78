import { describe, expect, test } from 'vitest'
import { clock, duration, roughDuration } from './duration.ts'
import { bytes, delta, money, number, percent, signed, signedPercent } from './number.ts'
import { bareOffset, countdown, offset, parseOffset } from './offset.ts'
import { dayAndTime, longDay, placeOf, relative, sameWallTime, shortDay, timeOfDay, utc } from './time.ts'
import { initials, list, quoted } from './words.ts'

/** Writes out the spaces that look alike: _ no-break, ~ narrow no-break. */
const seen = (text: string) => text.replaceAll('\u00a0', '_').replaceAll('\u202f', '~')

const LYRE_3 = '2025-12-12T18:37:00Z'

describe('numbers', () => {
  test('follow the reader’s language', () => {
    expect(seen(number(370_000, 0, 'fr'))).toBe('370~000')
    expect(number(370_000, 0, 'en')).toBe('370,000')
    expect(seen(percent(0.925, 1, 'fr'))).toBe('92,5~%')
    expect(percent(0.925, 1, 'en')).toBe('92.5%')
  })

  test('carry a sign when they are changes, and a true minus', () => {
    expect(seen(signed(1_204, 0, 'fr'))).toBe('+1~204')
    expect(signed(-12, 0, 'en')).toBe('−12')
    expect(signed(0, 0, 'en')).toBe('0')
    expect(seen(signedPercent(0.032, 1, 'fr'))).toBe('+3,2~%')
  })

  test('give a change with its share of the base, and no share of nothing', () => {
    expect(delta(370_000, 355_800, 'en')).toEqual({ change: '+14,200', share: '+4.0%' })
    expect(delta(52, 0, 'en')).toEqual({ change: '+52', share: null })
  })

  test('weigh files and count money', () => {
    expect(seen(bytes(412_000, 'fr'))).toBe('412_ko')
    expect(seen(bytes(2_400_000, 'en'))).toBe('2.4_MB')
    expect(seen(bytes(999, 'en'))).toBe('999_B')
    expect(seen(money(1_700_000, 'EUR', 'fr'))).toBe('17~000_€')
    expect(money(94, 'EUR', 'en')).toBe('€0.94')
  })
})

describe('durations', () => {
  test('say no more than is needed', () => {
    expect(seen(duration(7, 'fr'))).toBe('7_s')
    expect(seen(duration(29 * 60, 'fr'))).toBe('29_min')
    expect(seen(duration(5_400, 'fr'))).toBe('1_h_30')
    expect(seen(duration(7_200, 'en'))).toBe('2_h')
    expect(seen(duration(2 * 86_400 + 3_600 + 8 * 60, 'fr'))).toBe('2_j_1_h_08')
    expect(seen(roughDuration(6_299, 'en'))).toBe('1_h_44')
  })

  test('tick with two digits each', () => {
    expect(clock(8_025, 'en')).toBe('02:13:45')
    expect(seen(clock(13 * 86_400 + 8_025, 'fr'))).toBe('13_j_02:13:45')
  })
})

describe('T-offsets', () => {
  test('are written as the room says them', () => {
    expect(seen(offset(-7_200, 'fr'))).toBe('T−2_h')
    expect(seen(offset(29 * 60, 'en'))).toBe('T+29_min')
    expect(seen(offset(5_400, 'fr'))).toBe('T+1_h_30')
    expect(offset(0, 'en')).toBe('T+0')
    expect(seen(bareOffset(600, 'fr'))).toBe('+10_min')
    expect(countdown(-8_025, 'en')).toBe('T−02:13:45')
    expect(countdown(751, 'en')).toBe('T+00:12:31')
  })

  test.each([
    ['T-2h', -7_200],
    ['−1 h 30', -5_400],
    ['+29 min', 1_740],
    ['T−7 s', -7],
    ['1 j 2 h', 93_600],
    ['90 min', 5_400],
    ['0', 0],
    ['T+0', 0],
    ['1h30', 5_400],
    ['0,5 h', 1_800],
    ['2 days', 172_800],
  ])('are read from %s', (text, seconds) => expect(parseOffset(text)).toBe(seconds))

  test.each(['', 'soon', '30', '-', '2 h 3 j', 'T-2 parsecs', '12:30'])('are not read from “%s”', (text) =>
    expect(parseOffset(text)).toBeNull(),
  )

  test('are read back as they were written', () => {
    for (const seconds of [-93_600, -7_200, -5_400, -90, -7, 0, 1, 59, 60, 3_600, 3_660, 86_400, 176_880]) {
      expect(parseOffset(offset(seconds, 'fr'))).toBe(seconds)
      expect(parseOffset(offset(seconds, 'en'))).toBe(seconds)
    }
  })
})

describe('times', () => {
  test('are told in the zone that is asked for', () => {
    expect(timeOfDay(LYRE_3, 'Europe/Paris')).toBe('19:37')
    expect(timeOfDay(LYRE_3, 'America/Cayenne', true)).toBe('15:37:00')
    expect(dayAndTime(LYRE_3, 'Europe/Paris', 'fr')).toBe('ven. 12 déc. 19:37')
    expect(dayAndTime(LYRE_3, 'Europe/Paris', 'en')).toBe('Fri 12 Dec 19:37')
    expect(longDay(LYRE_3, 'Europe/Paris', 'fr')).toBe('vendredi 12 décembre')
    expect(utc(LYRE_3, 'en')).toBe('Fri 12 Dec 18:37:00 UTC')
  })

  test('fall on the day of their zone, and the first is “1er”', () => {
    expect(shortDay('2025-12-31T23:30:00Z', 'Europe/Paris', 'fr')).toBe('jeu. 1er janv.')
    expect(shortDay('2025-12-31T23:30:00Z', 'America/Cayenne', 'fr')).toBe('mer. 31 déc.')
  })

  test('know when two zones say the same', () => {
    expect(sameWallTime(LYRE_3, 'Europe/Paris', 'Europe/Brussels')).toBe(true)
    expect(sameWallTime(LYRE_3, 'Europe/Paris', 'America/Cayenne')).toBe(false)
    expect(placeOf('America/Argentina/Buenos_Aires')).toBe('Buenos Aires')
  })

  test('are told from now in both languages', () => {
    expect(seen(relative(LYRE_3, '2025-12-12T16:53:00Z', 'fr'))).toBe('dans 1_h_44')
    expect(seen(relative('2025-12-12T14:37:00Z', '2025-12-12T16:23:00Z', 'en'))).toBe('1_h_46 ago')
    expect(relative(LYRE_3, LYRE_3, 'fr')).toBe('maintenant')
  })
})

describe('words', () => {
  test('are quoted, listed and shortened in the reader’s way', () => {
    expect(seen(quoted('Remplissage', 'fr'))).toBe('«~Remplissage~»')
    expect(quoted('Refuelling', 'en')).toBe('“Refuelling”')
    expect(list(['Facebook', 'X', 'Bluesky'], 'fr')).toBe('Facebook, X et Bluesky')
    expect(initials('Nour Benali')).toBe('NB')
    expect(initials('Zinc & Cie')).toBe('ZC')
    expect(initials('Théo')).toBe('T')
  })
})
