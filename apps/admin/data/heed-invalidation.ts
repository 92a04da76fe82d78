import type { QueryClient } from '@tanstack/react-query'

/**
 * TanStack Query starts no second fetch while the first one of a query is under way, and takes its answer for fresh. So what was made
 * stale in between (one's own change, another person's) would stay unseen: here it is asked for again as soon as the answer is there.
 */
export function heedInvalidation(client: QueryClient): () => void {
  const stale = new Set<string>()
  return client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated') return
    const { query, action } = event
    const again = () => void client.invalidateQueries({ queryKey: query.queryKey, exact: true })
    if (action.type === 'invalidate') {
      if (query.state.fetchStatus === 'fetching' && query.state.dataUpdateCount === 0) stale.add(query.queryHash)
      // Events are told a moment later: the first answer may have come in that moment.
      else if (!query.state.isInvalidated && query.state.dataUpdateCount === 1) again()
    } else if (action.type === 'success' && stale.delete(query.queryHash)) again()
  })
}
