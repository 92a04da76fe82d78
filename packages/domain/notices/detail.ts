import { z } from 'zod'

/** What a piece of news says beside its kind. All of it is optional: the sentence leaves out what it was not told. */
export const NoticeDetail = z.object({
  /** The post's title. */
  title: z.string().optional(),
  client: z.string().optional(),
  event: z.string().optional(),
  network: z.string().optional(),
  /** The channel's handle or name. */
  channel: z.string().optional(),
  /** A code: HeldBecause, a connector's failure, a refusal. */
  why: z.string().optional(),
  /** Free words of a person: a reason, a comment. */
  words: z.string().optional(),
  /** Who did it, by name. */
  by: z.string().optional(),
  /** Instants, ISO 8601. `from` and `to` are a T-0 before and after; null when unknown. */
  at: z.string().optional(),
  from: z.string().nullable().optional(),
  to: z.string().nullable().optional(),
  /** The zone of the event or client, in which the instants are also said. */
  zone: z.string().optional(),
  count: z.number().optional(),
  name: z.string().optional(),
})
export type NoticeDetail = z.output<typeof NoticeDetail>
