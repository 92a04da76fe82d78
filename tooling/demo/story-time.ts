/** Roubaix, where the agency is, and Kourou, where the rockets leave. */
export const PARIS = 'Europe/Paris'
export const CAYENNE = 'America/Cayenne'

/** Days are counted from today: -90 is ninety days ago. */
export type Launch = {
  name: string
  day: number
  /** The wall clock at the launch base. */
  liftoff: string
  /** The attempt that was called off before it, and how many seconds before T-0. */
  scrubbed?: { day: number; wall: string; secondsBefore: number }
  /** What flew. */
  payload: string
}

export const LAUNCHES: readonly Launch[] = [
  { name: 'Calliope', day: -414, liftoff: '15:52:10', payload: 'deux satellites de télécommunications' },
  { name: 'Lyre 1', day: -298, liftoff: '16:20:31', payload: 'le satellite d’observation Septentrion-2' },
  {
    name: 'Lyre 2',
    day: -182,
    liftoff: '16:04:08',
    scrubbed: { day: -184, wall: '16:03:41', secondsBefore: 7 },
    payload: 'la sonde Halley-B',
  },
  { name: 'Aristée', day: -90, liftoff: '16:11:44', payload: 'quatre satellites de navigation' },
]

/** Every instant of the story, from the day on which it is told. */
export type StoryTime = {
  now: Temporal.Instant
  /** In Roubaix. */
  today: Temporal.PlainDate
  /** The month in which the mandate began, eighteen months ago, and the last day of its second year. */
  mandateFrom: Temporal.PlainDate
  mandateUntil: Temporal.PlainDate
  tenderWon: Temporal.PlainDate
  goalsDue: Temporal.PlainDate
  /** The next launch: T-0 as it was, and as it is since it slipped by a day. */
  firstT0: Temporal.Instant
  t0: Temporal.Instant
  /** The reading of this morning (yesterday's, before six). */
  lastReading: Temporal.Instant
  /** A wall clock in a zone, so many days from today. */
  at(day: number, wall: string, zone?: string): Temporal.Instant
  dayOf(date: Temporal.PlainDate): number
}

const FRIDAY = 5

export function storyTime(now: Temporal.Instant): StoryTime {
  const here = now.toZonedDateTimeISO(PARIS)
  const today = here.toPlainDate()
  const at = (day: number, wall: string, zone = PARIS) =>
    today.add({ days: day }).toPlainDateTime(Temporal.PlainTime.from(wall)).toZonedDateTime(zone).toInstant()
  const mandateFrom = today.with({ day: 1 }).subtract({ months: 18 })
  const lastDayOf = (month: Temporal.PlainDate) => month.with({ day: month.daysInMonth })
  // The Friday of the week after next: eleven to seventeen days away.
  const launchDay = 11 + ((FRIDAY - today.add({ days: 11 }).dayOfWeek + 7) % 7)
  return {
    now,
    today,
    mandateFrom,
    mandateUntil: mandateFrom.add({ months: 24 }).subtract({ days: 1 }),
    tenderWon: today.subtract({ months: 22 }),
    goalsDue: lastDayOf(today.with({ day: 1 }).add({ months: 3 })),
    firstT0: at(launchDay - 1, '15:10:00', CAYENNE),
    t0: at(launchDay, '15:37:00', CAYENNE),
    lastReading: at(here.hour < 6 ? -1 : 0, '06:00'),
    at,
    dayOf: (date) => today.until(date).days,
  }
}

export const liftoffOf = (time: StoryTime, launch: Launch): Temporal.Instant =>
  time.at(launch.day, launch.liftoff, CAYENNE)

/** T-0 of the attempt that flew: the engines start seven seconds before anything leaves the ground. */
export const t0Of = (time: StoryTime, launch: Launch): Temporal.Instant =>
  liftoffOf(time, launch).subtract({ seconds: 7 })

export const scrubOf = (time: StoryTime, launch: Launch): Temporal.Instant | null =>
  launch.scrubbed ? time.at(launch.scrubbed.day, launch.scrubbed.wall, CAYENNE) : null

/** The same moment moved on into office hours: nobody writes at three in the morning, or on a Sunday. */
export function atTheOffice(at: Temporal.Instant): Temporal.Instant {
  const wall = at.toZonedDateTimeISO(PARIS)
  const late = wall.hour >= 18
  let day = wall.toPlainDate().add({ days: late ? 1 : 0 })
  while (day.dayOfWeek > 5) day = day.add({ days: 1 })
  const moved = late || !day.equals(wall.toPlainDate())
  if (!moved && wall.hour >= 9) return at
  const time = wall.toPlainTime().with({ hour: 9 + (wall.hour % 3) })
  return day.toPlainDateTime(time).toZonedDateTime(PARIS).toInstant()
}
