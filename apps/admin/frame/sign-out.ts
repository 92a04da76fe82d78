import { auth } from '../data/auth.ts'
import { sessionEnded } from '../data/session-lost.ts'
import { stopLive } from '../live/live.ts'

/** Ends this browser's session and starts from a clean page, so that nothing of the person's stays in memory. */
export async function signOut(): Promise<void> {
  sessionEnded()
  stopLive()
  await (await auth()).signOut()
  location.assign('/sign-in')
}
