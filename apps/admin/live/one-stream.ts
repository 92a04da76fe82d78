import type { Change } from './topics.ts'

/** What the stream needs of the browser, given from outside so that a test can open eight tabs in one process. */
export interface Surroundings {
  /** Who leads. A browser has none for pages without https (localhost aside). */
  locks: Pick<LockManager, 'request'> | null
  openChannel: (name: string) => BroadcastChannel
  /** Opens the one connection to the server. Returns how to close it. */
  openStream: (from: string | null, listener: StreamListener) => () => void
}

export interface StreamListener {
  onChanges: (changes: readonly Change[], lastEventId: string | null) => void
  onState: (state: StreamState) => void
}

export type StreamState = 'open' | 'lost'

type Message =
  | { kind: 'changes'; changes: readonly Change[]; lastEventId: string | null }
  | { kind: 'state'; state: StreamState }
  | { kind: 'who-leads' }
  | { kind: 'restart' }

export interface LiveTab {
  /** True while this tab holds the browser's only stream. */
  leads: () => boolean
  /** Another person or another agency in this browser: the stream is opened anew for everyone. */
  restart: () => void
  close: () => void
}

/**
 * Joins this tab to the browser's one stream: the tab that holds the lock opens it and tells the others. When that tab closes,
 * the next in line takes over from the last event that it has heard of, so that nothing in between is missed.
 */
export function joinStream(name: string, around: Surroundings, listener: StreamListener): LiveTab {
  const channel = around.openChannel(name)
  const leaving = new AbortController()
  let leading = false
  let state: StreamState = 'open'
  let lastEventId: string | null = null
  let closeStream = () => {}
  let letGo = () => {}

  const post = (message: Message) => channel.postMessage(message)

  function heard(changes: readonly Change[], id: string | null) {
    lastEventId = id ?? lastEventId
    listener.onChanges(changes, id)
  }

  function isNow(next: StreamState) {
    state = next
    listener.onState(next)
  }

  function open() {
    closeStream = around.openStream(lastEventId, {
      onChanges: (changes, id) => {
        heard(changes, id)
        post({ kind: 'changes', changes, lastEventId: id })
      },
      onState: (next) => {
        isNow(next)
        post({ kind: 'state', state: next })
      },
    })
  }

  function reopen() {
    closeStream()
    lastEventId = null
    open()
  }

  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'changes') {
      // Without locks every tab leads, and hears the same from its own stream.
      if (!leading) heard(data.changes, data.lastEventId)
    } else if (data.kind === 'state') {
      if (!leading) isNow(data.state)
    } else if (data.kind === 'who-leads' && leading) {
      post({ kind: 'state', state })
      // A tab that joins late learns where the stream stands, should it have to take over.
      post({ kind: 'changes', changes: [], lastEventId })
    } else if (data.kind === 'restart') {
      if (leading) reopen()
      else lastEventId = null
    }
  }

  async function lead() {
    leading = true
    open()
    await new Promise<void>((resolve) => {
      letGo = resolve
    })
    leading = false
    closeStream()
  }

  const led = around.locks ? around.locks.request(name, { signal: leaving.signal }, lead) : lead()
  led.catch((error: unknown) => {
    // Leaving the queue before ever leading is how most tabs end.
    if (!(error instanceof DOMException && error.name === 'AbortError')) throw error
  })
  post({ kind: 'who-leads' })

  return {
    leads: () => leading,
    restart() {
      post({ kind: 'restart' })
      if (leading) reopen()
      else lastEventId = null
    },
    close() {
      if (leading) letGo()
      else leaving.abort()
      channel.close()
    },
  }
}
