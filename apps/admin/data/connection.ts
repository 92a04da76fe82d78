import { useSyncExternalStore } from 'react'

export type Connection = { kind: 'fine' } | { kind: 'lost'; since: number }

const FINE: Connection = { kind: 'fine' }
const WAITS = [1_000, 2_000, 4_000, 8_000, 15_000]

let current: Connection = FINE
let tries = 0
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()
const returned = new Set<() => void>()

function tell(next: Connection) {
  current = next
  for (const listener of listeners) listener()
}

async function knock(): Promise<void> {
  clearTimeout(timer)
  const answered = await fetch('/health/live', { cache: 'no-store' }).then(
    (reply) => reply.ok,
    () => false,
  )
  if (current.kind === 'fine') return
  if (answered) return connectionIsBack()
  timer = setTimeout(() => void knock(), WAITS[Math.min(tries++, WAITS.length - 1)])
}

/** A request got no answer at all: the banner appears and the server is asked again, less and less often. */
export function connectionWasLost(): void {
  if (current.kind === 'lost') return
  tries = 0
  tell({ kind: 'lost', since: Date.now() })
  timer = setTimeout(() => void knock(), WAITS[0])
}

/** Any answer proves that the server is there. */
export function connectionIsBack(): void {
  if (current.kind === 'fine') return
  clearTimeout(timer)
  tell(FINE)
  for (const listener of returned) listener()
}

/** The "try now" of the banner. */
export function tryConnection(): void {
  tries = 0
  void knock()
}

export function onConnectionBack(listener: () => void): () => void {
  returned.add(listener)
  return () => returned.delete(listener)
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, () => current)
}
