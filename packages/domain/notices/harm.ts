import type { NoticeKind, NoticeSubject } from './notice.ts'
import { SEVERITY } from './severity.ts'

/**
 * What each kind of notice is about, in order of harm: first what may have gone wrong before the public, last what is
 * only good to know.
 */
export const SUBJECTS: Readonly<Record<NoticeKind, readonly NoticeSubject['kind'][]>> = {
  'delivery-uncertain': ['delivery'],
  'delivery-failed': ['delivery'],
  'delivery-partial': ['delivery'],
  'delivery-overdue': ['delivery'],
  'worker-lost': ['agency'],
  'stop-switch-on': ['agency', 'client'],
  'event-scrubbed': ['event'],
  'event-held': ['event'],
  'poll-no-go': ['event'],
  'contingency-offered': ['event'],
  'by-hand-due': ['delivery'],
  'delivery-held': ['delivery'],
  'channel-reconnect': ['channel'],
  'approval-missing': ['post'],
  'approval-lapsed': ['post'],
  'channel-expires': ['channel'],
  'task-due': ['event'],
  'event-slipped': ['event'],
  'change-asked': ['post'],
  'review-asked': ['post'],
  'stop-switch-off': ['agency', 'client'],
  'event-launched': ['event'],
  'poll-go': ['event'],
  'post-approved': ['post'],
  'post-commented': ['post'],
  'report-frozen': ['edition'],
  'import-done': ['import'],
}

const PLACE = new Map(Object.keys(SUBJECTS).map((kind, place) => [kind, place]))

/**
 * Orders what needs people: the gravest first (by what was said of this one, else by its kind), then by kind, then the
 * oldest.
 */
export function byHarm<T extends { kind: NoticeKind; severity?: number; at: Temporal.Instant }>(
  notices: readonly T[],
): T[] {
  const severity = (notice: T) => notice.severity ?? SEVERITY[notice.kind]
  const place = (notice: T) => PLACE.get(notice.kind) ?? PLACE.size
  return notices.toSorted(
    (a, b) => severity(a) - severity(b) || place(a) - place(b) || Temporal.Instant.compare(a.at, b.at),
  )
}
