import { useSyncExternalStore } from 'react'
import { serverNow } from '../data/server-clock.ts'

// One timer for every clock on the screen, by the server's time, aligned to the second, asleep while nothing ticks.
const listeners = new Set<() => void>()
let second = Math.floor(serverNow() / 1000)
let timer: ReturnType<typeof setTimeout> | undefined

function beat() {
  const now = serverNow()
  second = Math.floor(now / 1000)
  for (const listener of listeners) listener()
  timer = setTimeout(beat, 1000 - (now % 1000) + 5)
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  if (listeners.size === 1) beat()
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) clearTimeout(timer)
  }
}

const readSecond = () => (listeners.size === 0 ? Math.floor(serverNow() / 1000) : second)
const readMinute = () => Math.floor(readSecond() / 60)

/** The present second (epoch seconds), rendering each second. */
export function useSecond(): number {
  return useSyncExternalStore(subscribe, readSecond)
}

/** The present minute as a Date, rendering each minute: for "in 2 h" and for what is past. */
export function useMinute(): Date {
  return new Date(useSyncExternalStore(subscribe, readMinute) * 60_000)
}
