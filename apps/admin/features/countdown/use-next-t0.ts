import { useQuery } from '@tanstack/react-query'
import { clockOf } from '../../components/attempt-clock.ts'
import { serverNow } from '../../data/server-clock.ts'
import { trpc } from '../../data/trpc.ts'
import type { NextT0 } from '../../frame/feature.ts'

/** The nearest T-0: told again by the live feed, and once a minute for what only time changes. */
export function useNextT0(): NextT0 | null | undefined {
  const { data } = useQuery(trpc.countdown.nextT0.queryOptions(undefined, { refetchInterval: 60_000 }))
  return data && { title: data.name, href: `/countdown/${data.eventId}/room`, ...clockOf(data.attempt) }
}

/** A launch is near three days before its T-0, and for as long as the top bar shows it stopped or flown. */
const NEAR_MS = 3 * 86_400_000

/** Whether the launch room is worth a line of the rail. */
export function useLaunchIsNear(): boolean {
  const next = useNextT0()
  if (!next) return false
  const at = next.at ?? next.day
  return next.state === 'hold' || next.state === 'scrubbed' || (at != null && Date.parse(at) - serverNow() < NEAR_MS)
}
