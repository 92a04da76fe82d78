import { useEffect, useSyncExternalStore } from 'react'

export interface Crumb {
  label: string
  href?: string
}

let own: readonly Crumb[] | null = null
const listeners = new Set<() => void>()

function tell(next: readonly Crumb[] | null) {
  own = next
  for (const listener of listeners) listener()
}

/** The page's own breadcrumb, once it knows its names: `useCrumbs([{ label: 'Lyre 3' }])` after the route's own word. */
export function useCrumbs(crumbs: readonly Crumb[]): void {
  const text = JSON.stringify(crumbs)
  useEffect(() => {
    tell(JSON.parse(text) as Crumb[])
    return () => tell(null)
  }, [text])
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useOwnCrumbs(): readonly Crumb[] | null {
  return useSyncExternalStore(subscribe, () => own)
}
