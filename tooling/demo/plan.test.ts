import { connectorOf } from '@comptoir/connectors'
import { checkVariant } from '@comptoir/domain/text'
import { expect, test } from 'vitest'
import { channelCast, CHANNELS } from './cast.ts'
import { mornings } from './curve.ts'
import { pastPosts } from './past-plan.ts'
import { CAYENNE, PARIS, storyTime } from './story-time.ts'
import { weekSlots } from './week.ts'

const DAY = 24
const FIRST = Temporal.Instant.from('2026-11-24T00:10:00Z')
/** Every hour of the day and every day of the week, over two years. */
const moments = Array.from({ length: 170 }, (_, index) =>
  FIRST.add({ hours: index * (4 * DAY + 7), minutes: index * 13 }),
)

test('whenever it is told, the next launch is a Friday in about two weeks, in the afternoon of Kourou', () => {
  for (const now of moments) {
    const time = storyTime(now)
    const t0 = time.t0.toZonedDateTimeISO(CAYENNE)
    expect([t0.dayOfWeek, t0.toPlainTime().toString()]).toEqual([5, '15:37:00'])
    const days = (time.t0.epochMilliseconds - now.epochMilliseconds) / 86_400_000
    expect(days).toBeGreaterThan(10)
    expect(days).toBeLessThan(18.5)
    // Approvals stand: the slip lies within the mandate's limit.
    expect(time.t0.epochMilliseconds - time.firstT0.epochMilliseconds).toBeLessThan(72 * 3_600_000)
  }
})

test('whenever it is told, nothing is planned in the past, nothing left in the future, and nobody posts at night', () => {
  for (const now of moments) {
    const time = storyTime(now)
    const { behind, ahead } = weekSlots(time)
    expect(behind.length + ahead.length).toBeGreaterThanOrEqual(17)
    const soonest = now.add({ minutes: 5 })
    expect(ahead.filter(({ at }) => Temporal.Instant.compare(at, soonest) < 0)).toEqual([])
    expect([...behind, ...pastPosts(time)].filter(({ at }) => Temporal.Instant.compare(at, now) >= 0)).toEqual([])
    const hours = ahead.map(({ at }) => at.toZonedDateTimeISO(PARIS).hour)
    expect(hours.filter((hour) => hour < 7 || hour >= 22)).toEqual([])
    // What goes wrong has gone wrong already.
    expect(behind.filter(({ trouble }) => trouble).map(({ trouble }) => trouble?.kind)).toHaveLength(3)
  }
}, 60_000)

test('every post that left was one that its network takes', () => {
  const time = storyTime(FIRST)
  const { behind, ahead } = weekSlots(time)
  for (const post of [...pastPosts(time), ...behind, ...ahead.map(({ words, on }) => ({ ...words, on }))]) {
    for (const key of post.on) {
      const manifest = connectorOf(channelCast(key).network)?.manifest
      if (!manifest) throw new Error(`${key} has no connector`)
      const parts = post.thread && key === 'orphee-x' ? post.thread : [post.text]
      const problems = checkVariant(
        { parts, firstComment: null, link: null, media: [] },
        manifest.rules,
        manifest.capabilities,
      )
      expect([post.title, key, problems]).toEqual([post.title, key, []])
    }
  }
})

test('a curve passes through what is told of it, and never falls', () => {
  const time = storyTime(FIRST)
  for (const channel of CHANNELS) {
    const days = mornings(channel, time)
    expect(days.at(-1)).toEqual({ day: 0, value: channel.followers.at(-1)?.[1] })
    for (const [index, { value }] of days.entries()) expect(value).toBeGreaterThanOrEqual(days[index - 1]?.value ?? 0)
  }
})
