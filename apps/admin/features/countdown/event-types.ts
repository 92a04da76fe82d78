import type { Outputs } from '../../data/trpc.ts'

export type EventPage = Outputs['countdown']['get']
export type EventPost = EventPage['posts'][number]
export type EventChange = EventPage['changes'][number]
export type AttemptView = EventPage['attempt']
export type EventLine = Outputs['countdown']['list'][number]
