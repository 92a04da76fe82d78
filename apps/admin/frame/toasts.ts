import { useSyncExternalStore } from 'react'

export interface Toast {
  id: number
  text: string
  /** What can be taken back: the toast then carries an Undo button, and Z does the same. */
  undo?: () => void
}

/** Long enough to read and to reach; it stands still while pointed at or focused. */
export const TOAST_MS = 8_000

let toasts: readonly Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

function tell(next: readonly Toast[]) {
  toasts = next
  for (const listener of listeners) listener()
}

/** Says what was just done: `showToast(m['calendar.moved']({ when }), { undo: () => move.mutate(before) })`. */
export function showToast(text: string, { undo }: { undo?: () => void } = {}): number {
  lastId += 1
  tell([...toasts.slice(-2), { id: lastId, text, ...(undo ? { undo } : {}) }])
  return lastId
}

export function closeToast(id: number): void {
  tell(toasts.filter((toast) => toast.id !== id))
}

/** Takes back what the newest toast offers to take back. */
export function undoLatest(): void {
  const toast = toasts.findLast((candidate) => candidate.undo)
  if (!toast) return
  closeToast(toast.id)
  toast.undo?.()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(subscribe, () => toasts)
}
