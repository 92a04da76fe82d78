import { useQuery } from '@tanstack/react-query'
import { trpc } from '../../data/trpc.ts'

/** How many pieces of news this member has not read. */
export function useUnread(): number | undefined {
  return useQuery(trpc.notices.unread.queryOptions()).data
}
