import { connectionIsBack, connectionWasLost } from '../data/connection.ts'
import { refreshSession } from '../data/session.ts'
import { sessionWasLost } from '../data/session-lost.ts'
import { queryClient } from '../data/trpc.ts'
import { keepStream } from './event-stream.ts'
import { joinStream, type LiveTab } from './one-stream.ts'
import { invalidateTopics } from './topics.ts'

async function sessionStands(): Promise<boolean> {
  const { user } = await refreshSession()
  if (!user) sessionWasLost()
  return user !== null
}

const mayHaveMissed = () => void queryClient.invalidateQueries()

let tab: LiveTab | undefined

/** Starts listening for what other people change; called once somebody is signed in. */
export function startLive(): void {
  tab ??= joinStream(
    'comptoir.live',
    {
      // Absent where the page came over plain http: then each tab has a stream of its own.
      locks: navigator.locks ?? null,
      openChannel: (name) => new BroadcastChannel(name),
      openStream: (from, listener) =>
        keepStream(from, listener, { open: (url) => new EventSource(url), sessionStands, mayHaveMissed }),
    },
    {
      onChanges: (changes) => invalidateTopics(queryClient, changes),
      onState: (state) => (state === 'open' ? connectionIsBack() : connectionWasLost()),
    },
  )
}

/** After signing in as someone else or into another agency. */
export function restartLive(): void {
  tab?.restart()
}

export function stopLive(): void {
  tab?.close()
  tab = undefined
}
