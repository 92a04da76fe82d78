import type { ChannelKey, ClientKey, PersonKey } from './cast.ts'
import { channelCast } from './cast.ts'
import { chanceOf } from './chance.ts'
import { knotsOf } from './curve.ts'
import { LAUNCHES, liftoffOf, scrubOf, type StoryTime, t0Of } from './story-time.ts'
import type { LaunchLine } from './words/launch-day.ts'
import { launchEvening, scrubEvening } from './words/launch-day.ts'
import { BEST, duskOf, NOTEBOOKS, PARTS, PORTRAITS, QUESTIONS, type Words } from './words/orphee.ts'
import { preparation } from './words/preparation.ts'
import { DELVOYE, DENTELLES } from './words/small-clients.ts'

export type Anchor = {
  launch: string
  base: 't0' | 'liftoff' | 'scrub'
  offsetSeconds: number
  condition: 'any' | 'launched' | 'scrubbed' | 'success'
}

/** Something that went otherwise than it should on one channel. */
export type Trouble = { channel: ChannelKey; kind: 'uncertain' | 'failed' | 'held' }

/** A post of the past, before it has ids. */
export type PastPost = Words & {
  client: ClientKey
  at: Temporal.Instant
  on: ChannelKey[]
  author: PersonKey
  /** How much more than an ordinary post it drew. */
  pull: number
  anchor?: Anchor
  trouble?: Trouble
}

const MONDAY = 1
const WEDNESDAY = 3
const THURSDAY = 4
const FRIDAY = 5

type Network = LaunchLine['on'][number]
const FB_X: readonly Network[] = ['facebook', 'x']
const ALL: readonly Network[] = ['facebook', 'x', 'bluesky', 'mastodon']

/** Everything that left before this week. */
export function pastPosts(time: StoryTime): PastPost[] {
  const posts = [...series(time), ...best(time), ...evenings(time), ...preparations(time), ...smallClients(time)]
  return posts
    .map((post) => ({ ...post, on: post.on.filter((key) => isOpen(time, key, post.at)) }))
    .filter((post) => post.on.length > 0)
    .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
}

function isOpen(time: StoryTime, key: ChannelKey, at: Temporal.Instant): boolean {
  const day = knotsOf(channelCast(key), time)[0]?.day ?? 0
  return Temporal.Instant.compare(at, time.at(day, '14:00')) > 0
}

const orphee = (networks: readonly Network[]) => networks.map((network): ChannelKey => `orphee-${network}`)

/** The day on or before `day` that is a given weekday. */
function onWeekday(time: StoryTime, day: number, weekday: number): number {
  const then = time.today.add({ days: day }).dayOfWeek
  return day - ((then - weekday + 7) % 7)
}

function series(time: StoryTime): PastPost[] {
  const rows: {
    list: readonly Words[]
    weekday: number
    wall: string
    from: number
    every: number
    on: readonly Network[]
    author: PersonKey
  }[] = [
    // The first questions of the list are kept for the weeks to come.
    {
      list: QUESTIONS.slice(2),
      weekday: MONDAY,
      wall: '12:30',
      from: -7,
      every: 21,
      on: ['facebook', 'x', 'bluesky'],
      author: 'nour',
    },
    {
      list: PARTS,
      weekday: THURSDAY,
      wall: '09:00',
      from: -9,
      every: 38,
      on: ['facebook', 'x', 'mastodon'],
      author: 'theo',
    },
    {
      list: PORTRAITS.slice(2),
      weekday: WEDNESDAY,
      wall: '17:30',
      from: -12,
      every: 70,
      on: ['facebook', 'bluesky'],
      author: 'basile',
    },
    {
      list: NOTEBOOKS,
      weekday: FRIDAY,
      wall: '18:00',
      from: -10,
      every: 55,
      on: ['facebook', 'mastodon'],
      author: 'basile',
    },
  ]
  return rows.flatMap(({ list, weekday, wall, from, every, on, author }) =>
    list.flatMap((words, index): PastPost[] => {
      // Lately more than at the beginning, as with every page that has found its tone.
      const spacing = every * (0.5 + (0.5 * index) / list.length)
      const day = onWeekday(time, Math.round(from - index * spacing), weekday)
      if (day < time.dayOf(time.mandateFrom) + 3) return []
      const pull = chanceOf(`pull of ${words.title}`).between(0.7, 1.5)
      return [{ ...words, client: 'orphee', at: time.at(day, wall), on: orphee(on), author, pull }]
    }),
  )
}

function best(time: StoryTime): PastPost[] {
  const common = { client: 'orphee' as const }
  return [
    {
      ...duskOf(time.today.subtract({ days: 15 }).toLocaleString('fr-FR', { month: 'long' })),
      ...common,
      at: time.at(-15, '21:48'),
      on: orphee(['facebook', 'bluesky']),
      author: 'basile',
      pull: 16,
    },
    { ...BEST.hydrogen, ...common, at: time.at(-12, '12:00'), on: ['orphee-x'], author: 'theo', pull: 5.5 },
    { ...BEST.answers, ...common, at: time.at(-6, '18:00'), on: orphee(FB_X), author: 'nour', pull: 10 },
  ]
}

function evenings(time: StoryTime): PastPost[] {
  return LAUNCHES.flatMap((launch) => {
    const liftoff = liftoffOf(time, launch)
    const scrub = scrubOf(time, launch)
    const common = { client: 'orphee' as const, author: 'nour' as const }
    const flown = launchEvening(launch.name, launch.payload).map((line): PastPost => {
      const before = line.minutes < 0
      const offsetSeconds = line.minutes * 60
      const anchor: Anchor = {
        launch: launch.name,
        base: before ? 't0' : 'liftoff',
        offsetSeconds,
        condition: before ? 'any' : line.minutes > 20 ? 'success' : 'launched',
      }
      const at = (before ? t0Of(time, launch) : liftoff).add({ seconds: offsetSeconds })
      // What waits for the outcome leaves when it is told.
      const told = anchor.condition === 'success' ? later(at, liftoff.add({ minutes: 47 })) : at
      return { ...line, ...common, anchor, at: told, on: orphee(line.on) }
    })
    const called = scrub
      ? scrubEvening(launch.name).map((line): PastPost => {
          const offsetSeconds = line.minutes * 60
          const anchor: Anchor = { launch: launch.name, base: 'scrub', offsetSeconds, condition: 'scrubbed' }
          return { ...line, ...common, anchor, at: scrub.add({ seconds: offsetSeconds }), on: orphee(line.on) }
        })
      : []
    return [...flown, ...called]
  })
}

const later = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) < 0 ? b : a)

/** The weeks before a launch. */
function preparations(time: StoryTime): PastPost[] {
  return LAUNCHES.flatMap((launch) =>
    preparation(launch.name, launch.payload).map((line): PastPost => ({
      ...line,
      client: 'orphee',
      at: time.at((launch.scrubbed?.day ?? launch.day) - line.daysBefore, '12:00'),
      on: orphee(line.daysBefore > 20 ? FB_X : ALL),
      author: 'theo',
      pull: 1.3,
    })),
  )
}

function smallClients(time: StoryTime): PastPost[] {
  const rows: {
    list: readonly Words[]
    client: ClientKey
    on: ChannelKey[]
    wall: string
    from: number
    every: number
  }[] = [
    {
      list: DELVOYE.past,
      client: 'delvoye',
      on: ['delvoye-facebook', 'delvoye-mastodon'],
      wall: '10:30',
      from: -3,
      every: 17,
    },
    {
      list: DENTELLES.past,
      client: 'dentelles',
      on: ['dentelles-facebook', 'dentelles-bluesky'],
      wall: '11:00',
      from: -2,
      every: 13,
    },
  ]
  return rows.flatMap(({ list, client, on, wall, from, every }) =>
    list.map((words, index): PastPost => ({
      ...words,
      client,
      at: time.at(from - index * every, wall),
      on,
      author: index % 3 === 0 ? 'basile' : 'theo',
      pull: chanceOf(`pull of ${words.title}`).between(0.6, 1.8),
    })),
  )
}
