import { useSyncExternalStore } from 'react'

// Once signed in, a "who are you?" means that the session ended: the page stays and a sign-in is laid over it.
let signedIn = false
let lost = false
const listeners = new Set<() => void>()

function tell(next: boolean) {
  if (lost === next) return
  lost = next
  for (const listener of listeners) listener()
}

export function sessionStarted(): void {
  signedIn = true
  tell(false)
}

/** Signing out on purpose is not a loss. */
export function sessionEnded(): void {
  signedIn = false
  tell(false)
}

export function sessionWasLost(): void {
  if (signedIn) tell(true)
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useSessionLost(): boolean {
  return useSyncExternalStore(subscribe, () => lost)
}
