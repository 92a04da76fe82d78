import type { AppRouter } from '@comptoir/api'
import { createTRPCClient, httpSubscriptionLink } from '@trpc/client'
import { connectionIsBack, connectionWasLost } from '../data/connection.ts'
import { sessionWasLost } from '../data/session-lost.ts'
import { queryClient } from '../data/trpc.ts'
import { joinStream, type LiveTab, type StreamListener } from './one-stream.ts'
import { invalidateTopics } from './topics.ts'

// A client of its own: only the tab that leads ever opens a stream, and the first screen need not carry it.
const streaming = createTRPCClient<AppRouter>({ links: [httpSubscriptionLink({ url: '/trpc' })] })

function openStream(from: string | null, listener: StreamListener): () => void {
  let wasLost = false
  const stream = streaming.live.changes.subscribe(from === null ? {} : { lastEventId: from }, {
    onData: (event: { id: string; data: { topics: { topic: string; id: string | null }[] } }) =>
      listener.onChanges(event.data.topics, event.id),
    onConnectionStateChange: (change) => {
      if (change.state === 'connecting' && change.error) {
        wasLost = true
        listener.onState('lost')
      } else if (change.state === 'pending') {
        listener.onState('open')
        // What changed while nobody was listening is not known: what is on the screen is asked again.
        if (wasLost) void queryClient.invalidateQueries()
        wasLost = false
      }
    },
    onError: (error) => {
      if (error.data?.httpStatus === 401) sessionWasLost()
      else listener.onState('lost')
    },
  })
  return () => stream.unsubscribe()
}

let tab: LiveTab | undefined

/** Starts listening for what other people change; called once somebody is signed in. */
export function startLive(): void {
  if (tab) return
  tab = joinStream(
    'comptoir.live',
    { locks: navigator.locks, openChannel: (name) => new BroadcastChannel(name), openStream },
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
