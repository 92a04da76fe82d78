import { z } from 'zod'
import { Id } from '../shared/index.ts'

/** What people are told of. */
export const NoticeKind = z.enum([
  'delivery-uncertain',
  'delivery-failed',
  'delivery-partial',
  'delivery-overdue',
  'delivery-held',
  'worker-lost',
  'approval-missing',
  'approval-lapsed',
  'channel-reconnect',
  'channel-expires',
  'by-hand-due',
  'event-held',
  'event-scrubbed',
  'event-slipped',
  'event-launched',
  'poll-no-go',
  'poll-go',
  'contingency-offered',
  'task-due',
  'stop-switch-on',
  'stop-switch-off',
  'review-asked',
  'change-asked',
  'post-approved',
  'post-commented',
  'report-frozen',
  'import-done',
])
export type NoticeKind = z.output<typeof NoticeKind>

/** What a notice is about, and therefore where it leads. */
export const NoticeSubject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('delivery'), id: Id }),
  z.object({ kind: z.literal('post'), id: Id }),
  z.object({ kind: z.literal('channel'), id: Id }),
  z.object({ kind: z.literal('event'), id: Id }),
  z.object({ kind: z.literal('client'), id: Id }),
  z.object({ kind: z.literal('agency'), id: Id }),
  z.object({ kind: z.literal('edition'), id: Id }),
  z.object({ kind: z.literal('import'), id: Id }),
])
export type NoticeSubject = z.output<typeof NoticeSubject>
