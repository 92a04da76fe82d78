import { useSyncExternalStore } from 'react'

/** What may lie over the page: loaded only when opened. */
export type Layer = 'palette' | 'keys' | null

let open: Layer = null
const listeners = new Set<() => void>()

export function openLayer(layer: Layer): void {
  open = layer
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useLayer(): Layer {
  return useSyncExternalStore(subscribe, () => open)
}
