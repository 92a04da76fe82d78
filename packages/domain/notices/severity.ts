import type { Id } from '../shared/index.ts'
import type { NoticeKind, NoticeSubject } from './notice.ts'

/** How a kind of notice is handled: what it is about, its harm (higher is told first), and whether somebody must act on it. */
export type NoticeRule = { about: readonly NoticeSubject['kind'][]; severity: number; tone: 'bad' | 'warn' | 'news' }

/** Every kind of notice in order of harm: first what may have gone wrong before the public, last what is only good to know. */
export const NOTICES: Readonly<Record<NoticeKind, NoticeRule>> = {
  'delivery-uncertain': { about: ['delivery'], severity: 100, tone: 'bad' },
  'delivery-failed': { about: ['delivery'], severity: 95, tone: 'bad' },
  'delivery-partial': { about: ['delivery'], severity: 94, tone: 'bad' },
  'delivery-overdue': { about: ['delivery'], severity: 92, tone: 'bad' },
  'stop-switch-on': { about: ['agency', 'client'], severity: 90, tone: 'bad' },
  'event-scrubbed': { about: ['event'], severity: 85, tone: 'warn' },
  'event-held': { about: ['event'], severity: 84, tone: 'warn' },
  'contingency-offered': { about: ['post'], severity: 82, tone: 'warn' },
  'by-hand-due': { about: ['delivery'], severity: 80, tone: 'warn' },
  'delivery-held': { about: ['delivery'], severity: 78, tone: 'warn' },
  'approval-missing': { about: ['post'], severity: 75, tone: 'warn' },
  'approval-lapsed': { about: ['post'], severity: 72, tone: 'warn' },
  'channel-reconnect': { about: ['channel'], severity: 70, tone: 'bad' },
  'channel-expires': { about: ['channel'], severity: 60, tone: 'warn' },
  'event-slipped': { about: ['event'], severity: 55, tone: 'news' },
  'change-asked': { about: ['post'], severity: 50, tone: 'warn' },
  'review-asked': { about: ['post'], severity: 45, tone: 'warn' },
  'event-launched': { about: ['event'], severity: 30, tone: 'news' },
  'stop-switch-off': { about: ['agency', 'client'], severity: 25, tone: 'news' },
  'post-approved': { about: ['post'], severity: 20, tone: 'news' },
  'post-commented': { about: ['post'], severity: 15, tone: 'news' },
  'report-frozen': { about: ['edition'], severity: 10, tone: 'news' },
  'import-done': { about: ['import'], severity: 5, tone: 'news' },
}

/** Orders what needs people by harm, then the oldest first. */
export function byHarm<T extends { kind: NoticeKind; at: Temporal.Instant }>(notices: readonly T[]): T[] {
  return notices.toSorted(
    (a, b) => NOTICES[b.kind].severity - NOTICES[a.kind].severity || Temporal.Instant.compare(a.at, b.at),
  )
}

/** A bad notice that nobody has read for so long goes on to the directors. */
export const ESCALATE_AFTER_SECONDS = 600

/** Who is told first: the person on duty for the mandate, or the directors where there is none. Somebody is always told. */
export function toldFirst(dutyMemberId: Id | null, directors: readonly Id[]): Id[] {
  return dutyMemberId ? [dutyMemberId] : [...directors]
}

/** Who is told next when a bad notice stays unread: the directors who were not told yet. Empty while there is still time. */
export function toldNext(
  notice: { kind: NoticeKind; at: Temporal.Instant; read: boolean; told: readonly Id[] },
  directors: readonly Id[],
  now: Temporal.Instant,
): Id[] {
  if (notice.read || NOTICES[notice.kind].tone !== 'bad') return []
  const waited = (now.epochMilliseconds - notice.at.epochMilliseconds) / 1000
  return waited < ESCALATE_AFTER_SECONDS ? [] : directors.filter((director) => !notice.told.includes(director))
}
