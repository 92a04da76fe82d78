import type { PastPost, Trouble } from './past-plan.ts'
import { PARIS, type StoryTime } from './story-time.ts'
import type { ChannelKey, ClientKey, PersonKey } from './cast.ts'
import { BEST, QUESTIONS, WEEK, type Words } from './words/orphee.ts'
import { DELVOYE, DENTELLES } from './words/small-clients.ts'

export type Slot = {
  words: Words
  client: ClientKey
  on: ChannelKey[]
  author: PersonKey
  at: Temporal.Instant
  trouble?: Trouble
}

/** So near to its instant a post is left to the past: nothing leaves while the story is being told. */
const BEHIND = { minutes: 10 }

/** The days around today, as the calendar shows them. */
export function weekSlots(time: StoryTime): { behind: PastPost[]; ahead: Slot[] } {
  const slots: Slot[] = []
  const add = (
    day: number,
    wall: string,
    words: Words,
    on: ChannelKey[],
    author: PersonKey,
    trouble?: Trouble,
  ): void => {
    const client = on[0]?.split('-')[0] as ClientKey
    slots.push({ words, client, on, author, at: time.at(day, wall), ...(trouble ? { trouble } : {}) })
  }
  const monday = 1 - time.today.dayOfWeek
  add(monday, '12:30', WEEK.monday, ['orphee-facebook', 'orphee-x'], 'nour')
  add(-3, '18:00', WEEK.notebook, ['orphee-facebook', 'orphee-mastodon'], 'basile')
  add(-2, '08:30', WEEK.newDate, ['orphee-x', 'orphee-bluesky', 'orphee-mastodon'], 'nour')
  add(-1, '09:00', WEEK.sky, ['orphee-facebook', 'orphee-x'], 'basile', { channel: 'orphee-x', kind: 'uncertain' })
  add(-1, '18:00', WEEK.figures, ['orphee-x', 'orphee-bluesky', 'orphee-mastodon'], 'theo')
  add(0, '09:00', WEEK.what, ['orphee-facebook', 'orphee-x'], 'theo')
  add(0, '17:30', WEEK.yannick, ['orphee-facebook', 'orphee-bluesky'], 'basile')
  add(1, '09:00', WEEK.nozzle, ['orphee-facebook', 'orphee-mastodon'], 'theo')
  // Three minutes after the one before, on the same page: somebody has to choose.
  add(1, '09:03', WEEK.archive, ['orphee-facebook'], 'basile')
  add(2, '18:00', WEEK.maelle, ['orphee-facebook', 'orphee-bluesky'], 'basile')
  add(3, '09:00', WEEK.review, ['orphee-x', 'orphee-bluesky', 'orphee-mastodon'], 'nour')
  add(monday + 7, '12:30', QUESTIONS[0] ?? BEST.answers, ['orphee-facebook', 'orphee-x', 'orphee-bluesky'], 'nour')

  add(-1, '18:30', DELVOYE.odile, ['delvoye-facebook', 'delvoye-mastodon'], 'basile', {
    channel: 'delvoye-mastodon',
    kind: 'held',
  })
  add(-1, '17:00', DENTELLES.night, ['dentelles-facebook', 'dentelles-bluesky'], 'theo', {
    channel: 'dentelles-facebook',
    kind: 'failed',
  })
  const tuesday = (2 - time.today.dayOfWeek + 7) % 7 || 7
  add(tuesday, '11:00', DENTELLES.detail, ['dentelles-facebook', 'dentelles-bluesky'], 'theo')
  // The page's access ends on Saturday at eight: these three wait for somebody to renew it.
  const saturday = saturdayOf(time)
  add(saturday, '09:00', DELVOYE.colour, ['delvoye-facebook', 'delvoye-mastodon'], 'basile')
  add(saturday + 3, '10:30', DELVOYE.linens, ['delvoye-facebook'], 'basile')
  add(saturday + 6, '10:30', DELVOYE.winter, ['delvoye-facebook', 'delvoye-mastodon'], 'basile')

  const edge = time.now.subtract(BEHIND)
  const isBehind = (slot: Slot) => Temporal.Instant.compare(slot.at, edge) < 0
  const behind = slots.filter(isBehind).map(({ words, ...slot }) => ({ ...words, ...slot, pull: 1.2 }))
  // What falls within minutes of the telling is put off to a day when somebody watches.
  const ahead = slots
    .filter((slot) => !isBehind(slot))
    .map((slot) =>
      Temporal.Instant.compare(slot.at, time.now.add(BEHIND)) < 0 ? { ...slot, at: slot.at.add({ hours: 96 }) } : slot,
    )
  return { behind, ahead: [...ahead, ...minuteOf(time)] }
}

/** One post that whoever starts the house sees leave, some minutes later; not at night. */
function minuteOf(time: StoryTime): Slot[] {
  const at = time.now
    .add({ minutes: 11 })
    .round({ smallestUnit: 'minute', roundingIncrement: 5, roundingMode: 'floor' })
  const wall = at.toZonedDateTimeISO(PARIS).toPlainTime()
  if (wall.hour < 7 || wall.hour >= 22) return []
  return [{ words: WEEK.fill, client: 'orphee', on: ['orphee-bluesky', 'orphee-mastodon'], author: 'nour', at }]
}

/** The coming Saturday; the one after on a Friday evening or a Saturday, when it would be too late. */
export function saturdayOf(time: StoryTime): number {
  const until = (6 - time.today.dayOfWeek + 7) % 7
  return until < 2 ? until + 7 : until
}
