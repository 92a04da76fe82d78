import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { Avatar } from '../../../components/avatar.tsx'
import { useSession } from '../../../data/session.ts'
import { gotNoAnswer, trpc, trpcClient } from '../../../data/trpc.ts'
import { list } from '../../../format/index.ts'
import { m } from '../../../words.ts'

/** Three of these lost in a row, and the server takes the room for left. */
const BEAT_MS = 15_000

/** Who watches. A wall looks on without being somebody. */
export function Watching({ eventId, present }: { eventId: string; present: boolean }) {
  const me = useSession().user?.name
  const { data: others = [] } = useQuery(
    trpc.countdown.watchers.queryOptions({ eventId }, { refetchInterval: BEAT_MS, staleTime: 0 }),
  )
  const beat = useEffectEvent(() => {
    if (present && document.visibilityState === 'visible') tell(trpcClient.countdown.watch.mutate({ eventId }))
  })
  useEffect(() => {
    if (!present) return
    beat()
    const timer = setInterval(beat, BEAT_MS)
    const onShown = () => beat()
    document.addEventListener('visibilitychange', onShown)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', onShown)
      tell(trpcClient.countdown.leave.mutate({ eventId }))
    }
  }, [eventId, present])
  const names = others.map(({ name }) => name)
  return (
    <p className="flex shrink-0 items-center" aria-live="polite">
      {names.length > 0 && (
        <span className="sr-only">{m['room.watching']({ names: list(names), count: names.length })}</span>
      )}
      {[...(present && me ? [me] : []), ...names].map((name, i) => (
        <span key={`${name} ${i}`} className="-ml-1 rounded-full border-2 border-canvas first:ml-0">
          <Avatar name={name} decorative />
        </span>
      ))}
    </p>
  )
}

/** A beat that got no answer is no news: the room says itself that it is stale. */
function tell(beat: Promise<unknown>): void {
  beat.catch((error: unknown) => {
    if (!gotNoAnswer(error)) reportError(error)
  })
}
