import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { Avatar } from '../../components/avatar.tsx'
import { gotNoAnswer, trpc, trpcClient } from '../../data/trpc.ts'
import { list } from '../../format/index.ts'
import { m } from '../../words.ts'

/** Three of these lost in a row, and the server takes the page for closed. */
const BEAT_MS = 15_000

/** Who else has this post open, and whether they are typing: said before two people write over each other. */
export function Presence({ postId, typing }: { postId: string; typing: boolean }) {
  const { data: others } = useQuery(
    trpc.editorial.watchers.queryOptions({ postId }, { refetchInterval: BEAT_MS, staleTime: 0 }),
  )
  const beat = useEffectEvent(() => {
    if (document.visibilityState === 'visible') tell(trpcClient.editorial.watch.mutate({ postId, typing }))
  })
  useEffect(() => {
    beat()
  }, [postId, typing])
  useEffect(() => {
    const timer = setInterval(beat, BEAT_MS)
    const onShown = () => beat()
    document.addEventListener('visibilitychange', onShown)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', onShown)
      tell(trpcClient.editorial.leave.mutate({ postId }))
    }
  }, [postId])
  if (!others || others.length === 0) return null
  const names = (typing: boolean) => others.filter((one) => one.typing === typing).map(({ name }) => name)
  const [writing, reading] = [names(true), names(false)]
  return (
    <p className="flex items-center gap-1.5 text-12 text-ink-2" aria-live="polite">
      {others.map(({ memberId, name }) => (
        <Avatar key={memberId} name={name} size={20} decorative />
      ))}
      {writing.length > 0 && (
        <b className="text-ink">{m['editorial.also-writes']({ names: list(writing), count: writing.length })}</b>
      )}
      {reading.length > 0 && m['editorial.also-here']({ names: list(reading), count: reading.length })}
    </p>
  )
}

/** A beat that got no answer is no news: the connection's own banner tells of it, and the next beat comes. */
function tell(beat: Promise<unknown>): void {
  beat.catch((error: unknown) => {
    if (!gotNoAnswer(error)) reportError(error)
  })
}
