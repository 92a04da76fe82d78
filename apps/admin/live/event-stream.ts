import type { StreamListener } from './one-stream.ts'
import type { Change } from './topics.ts'

/** The server says something at least every 15 s; this long a silence means that the line is dead without knowing it. */
export const SILENCE_MS = 40_000
const WAITS = [1_000, 2_000, 5_000, 10_000, 15_000]

/** What of EventSource is used here. */
export type Source = EventTarget & Pick<EventSource, 'close' | 'readyState'>

export interface StreamPorts {
  open: (url: string) => Source
  /** The server refused the stream for good: asks whether the session still stands. */
  sessionStands: () => Promise<boolean>
  /** Changes may have been missed: what is on the screen is asked again. */
  mayHaveMissed: () => void
}

/** The address of tRPC's subscription as server-sent events, from the last event heard. */
export function streamUrl(from: string | null): string {
  return `/trpc/live.changes?input=${encodeURIComponent(JSON.stringify(from === null ? {} : { lastEventId: from }))}`
}

/** The changes inside one event of the stream; none when it is not what the server promised. */
export function changesOf(text: string): readonly Change[] {
  const data: unknown = JSON.parse(text)
  if (typeof data !== 'object' || data === null || !('topics' in data) || !Array.isArray(data.topics)) return []
  return data.topics as Change[]
}

/** Keeps one connection to the server open for as long as it is wanted. Returns how to end it. */
export function keepStream(from: string | null, listener: StreamListener, ports: StreamPorts): () => void {
  let last = from
  let source: Source | undefined
  let silence: ReturnType<typeof setTimeout> | undefined
  let again: ReturnType<typeof setTimeout> | undefined
  let tries = 0
  let wasLost = false
  let ended = false

  function alive() {
    clearTimeout(silence)
    silence = setTimeout(() => {
      lost()
      connect()
    }, SILENCE_MS)
  }

  function lost() {
    wasLost = true
    listener.onState('lost')
  }

  function connect() {
    if (ended) return
    source?.close()
    const mine = ports.open(streamUrl(last))
    source = mine
    alive()
    mine.addEventListener('connected', () => {
      tries = 0
      alive()
      listener.onState('open')
      // Without an event to go on from, what happened in between is not known.
      if (wasLost && last === null) ports.mayHaveMissed()
      wasLost = false
    })
    mine.addEventListener('ping', alive)
    mine.addEventListener('message', (event) => {
      if (!(event instanceof MessageEvent)) return
      alive()
      last = event.lastEventId || last
      listener.onChanges(changesOf(String(event.data)), last)
    })
    mine.addEventListener('return', () => reopen())
    mine.addEventListener('serialized-error', () => reopen())
    mine.addEventListener('error', () => {
      if (ended || source !== mine) return
      lost()
      // Readiness 2: the browser gave up, so that trying again is ours to do. Otherwise it does so by itself.
      if (mine.readyState === 2) reopen()
    })
  }

  function reopen() {
    if (ended) return
    source?.close()
    clearTimeout(silence)
    clearTimeout(again)
    const wait = WAITS[Math.min(tries, WAITS.length - 1)]
    tries += 1
    again = setTimeout(() => {
      void ports.sessionStands().then(
        (stands) => (stands ? connect() : undefined),
        () => reopen(),
      )
    }, wait)
  }

  connect()
  return () => {
    ended = true
    clearTimeout(silence)
    clearTimeout(again)
    source?.close()
  }
}
