import { useMutation } from '@tanstack/react-query'
import { sentenceOf } from '../../data/errors.ts'
import { serverNow } from '../../data/server-clock.ts'
import { useZone } from '../../data/session.ts'
import { queryClient, trpc } from '../../data/trpc.ts'
import { dayAndTime } from '../../format/index.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'
import { timingAt } from './calendar-span.ts'
import type { Timing } from './composer-draft.ts'
import { whyWord } from './editorial-words.ts'

export type Movable = { id: string; version: number; timing: Timing; at: string | null }

/** Gives a post another time, says what that did, and offers to take it back. */
export function useMove(): (post: Movable, to: string) => void {
  const zone = useZone()
  const { mutate } = useMutation(
    trpc.editorial.move.mutationOptions({
      onError: (error) => showToast(sentenceOf(error)),
      onSettled: () =>
        Promise.all([
          queryClient.invalidateQueries({ queryKey: trpc.editorial.calendar.queryKey() }),
          queryClient.invalidateQueries({ queryKey: trpc.editorial.list.queryKey() }),
        ]),
    }),
  )
  return (post, to) => {
    if (Date.parse(to) <= serverNow()) return void showToast(m['editorial.move.past']())
    const timing = timingAt(post, to)
    if (!timing) return void showToast(m['editorial.move.cannot']())
    mutate(
      { postId: post.id, version: post.version, timing },
      {
        onSuccess: (answer) => {
          if (answer.kind === 'refused') return void showToast(whyWord(answer.why))
          const when = dayAndTime(to, zone)
          showToast(
            answer.approval === 'lapsed' ? m['editorial.move.lapsed']({ when }) : m['editorial.move.done']({ when }),
            { undo: () => mutate({ postId: post.id, version: answer.version, timing: post.timing }) },
          )
        },
      },
    )
  }
}
