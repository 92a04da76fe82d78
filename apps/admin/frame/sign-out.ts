import { authClient } from '../data/auth-client.ts'
import { sessionEnded } from '../data/session-lost.ts'
import { stopLive } from '../live/live.ts'

/** Ends this browser's session and starts from a clean page, so that nothing of the person's stays in memory. */
export async function signOut(): Promise<void> {
  sessionEnded()
  stopLive()
  await authClient.signOut()
  location.assign('/sign-in')
}
