import type { NoticeKind } from './notice.ts'

/** 1: act now, something may have gone wrong outside · 2: act before it is due · 3: good to know, never mailed. */
export type Severity = 1 | 2 | 3

/** How harmful it is to miss a piece of news. */
export const SEVERITY: Readonly<Record<NoticeKind, Severity>> = {
  'delivery-uncertain': 1,
  'delivery-failed': 1,
  'delivery-partial': 1,
  'delivery-overdue': 1,
  'delivery-held': 1,
  'worker-lost': 1,
  'approval-missing': 2,
  'approval-lapsed': 2,
  'channel-reconnect': 1,
  'channel-expires': 2,
  'by-hand-due': 1,
  'event-held': 1,
  'event-scrubbed': 1,
  'event-slipped': 2,
  'event-launched': 3,
  'poll-no-go': 1,
  'poll-go': 3,
  'contingency-offered': 1,
  'task-due': 2,
  'stop-switch-on': 1,
  'stop-switch-off': 2,
  'review-asked': 2,
  'change-asked': 2,
  'post-approved': 3,
  'post-commented': 3,
  'report-frozen': 3,
  'import-done': 3,
}

/** True when the news also leaves by mail (unless its reader wants none). */
export function isMailed(severity: Severity): boolean {
  return severity < 3
}

/** How long whoever is on duty has to read what matters before the directors are told as well. */
export const ESCALATES_AFTER_SECONDS = 300
