import { useQuery } from '@tanstack/react-query'
import { clockOf } from '../../components/attempt-clock.ts'
import { trpc } from '../../data/trpc.ts'
import type { NextT0 } from '../../frame/feature.ts'

/** The nearest T-0: told again by the live feed, and once a minute for what only time changes. */
export function useNextT0(): NextT0 | null | undefined {
  const { data } = useQuery(trpc.countdown.nextT0.queryOptions(undefined, { refetchInterval: 60_000 }))
  return data && { title: data.name, href: `/countdown/${data.eventId}`, ...clockOf(data.attempt) }
}
