import { expect, test } from 'vitest'
import { type Fate, restorePlanOf } from './restore-plan.ts'

const FATES: Fate[] = ['before', 'around', 'after', 'forward', 'missed', 'later']

test('the same seed gives the same plan, another one another', () => {
  expect(restorePlanOf(7)).toEqual(restorePlanOf(7))
  expect(restorePlanOf(8)).not.toEqual(restorePlanOf(7))
})

test.each([1, 2, 3])(
  'seed %i has every kind on every account, and no two posts alike that are not meant to be',
  (seed) => {
    const { posts, channels, writtenAfter, unreadable } = restorePlanOf(seed)
    expect(posts).toHaveLength(150)
    expect(posts.map(({ n }) => n)).toEqual(posts.map((_, index) => index))
    expect(new Set(channels)).toEqual(new Set(['bluesky', 'mastodon', 'facebook', 'x']))
    for (const fate of FATES)
      for (const [channel] of channels.entries())
        expect(posts.some((post) => post.fate === fate && post.channel === channel)).toBe(true)
    const sinceBackup = posts.filter(({ fate }) => fate === 'after' || fate === 'forward')
    expect(sinceBackup.some(({ parts }) => parts > 1)).toBe(true)
    expect(sinceBackup.some(({ firstComment }) => firstComment)).toBe(true)
    expect(new Set(posts.map(({ words }) => words)).size).toBe(posts.length)
    const reworded = writtenAfter.flatMap(({ like }) => like ?? [])
    expect(reworded.length).toBeGreaterThan(0)
    expect(reworded.every((n) => posts[n]!.fate === 'later')).toBe(true)
    expect(writtenAfter.some(({ like }) => like === null)).toBe(true)
    // Some networks take no thread, and one of them is where only a person can tell.
    expect(
      posts.every(({ channel, parts }) => parts === 1 || ['bluesky', 'mastodon'].includes(channels[channel]!)),
    ).toBe(true)
    expect(channels[unreadable]).toBe('x')
    // What a network may say in one post.
    expect(posts.every(({ words }) => words.length <= 250)).toBe(true)
  },
)
