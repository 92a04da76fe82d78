import { useQuery } from '@tanstack/react-query'
import { type Outputs, trpc } from '../../data/trpc.ts'

export type Today = Outputs['today']['read']
export type Need = Today['sections'][number]['needs'][number]

/** Told again by the live feed; once a minute for what only time brings about. */
export function useToday() {
  return useQuery(trpc.today.read.queryOptions(undefined, { refetchInterval: 60_000 }))
}

export function countOf(today: Today): number {
  return today.sections.reduce((sum, { needs }) => sum + needs.length, 0)
}

/** How many things wait, for the rail. */
export function useTodayCount(): number | undefined {
  const { data } = useToday()
  return data ? countOf(data) : undefined
}
