import { trpcClient } from '../data/trpc.ts'

/** Enters another agency. The page starts anew at Today: nothing of the first agency may stay on the screen or in memory. */
export async function switchAgency(agencyId: string): Promise<void> {
  await trpcClient.session.switchAgency.mutate({ agencyId })
  const { restartLive } = await import('../live/live.ts')
  restartLive()
  location.assign('/')
}
