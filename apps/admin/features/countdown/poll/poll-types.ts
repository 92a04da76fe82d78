import type { EventPage } from '../event-types.ts'

export type Poll = NonNullable<EventPage['poll']>
export type Voice = Poll['voices'][number]
