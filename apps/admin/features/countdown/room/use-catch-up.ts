import { useEffect } from 'react'
import { connectionWasLost, tryConnection } from '../../../data/connection.ts'
import { queryClient } from '../../../data/trpc.ts'

const BEAT_MS = 2_000
/** A beat that comes so late means that the machine slept. */
const SLEPT_MS = 15_000

/** Says at once when the network goes, and reads everything again after a sleep, on a stream opened anew. */
export function useCatchUp(): void {
  useEffect(() => {
    let last = Date.now()
    const timer = setInterval(() => {
      const slept = Date.now() - last > SLEPT_MS
      last = Date.now()
      if (slept) void catchUp()
    }, BEAT_MS)
    addEventListener('offline', connectionWasLost)
    addEventListener('online', tryConnection)
    if (!navigator.onLine) connectionWasLost()
    return () => {
      clearInterval(timer)
      removeEventListener('offline', connectionWasLost)
      removeEventListener('online', tryConnection)
    }
  }, [])
}

async function catchUp(): Promise<void> {
  const live = await import('../../../live/live.ts')
  live.restartLive()
  await queryClient.invalidateQueries()
}
