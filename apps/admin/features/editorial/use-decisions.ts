import { useMutation } from '@tanstack/react-query'
import { sentenceOf } from '../../data/errors.ts'
import { trpc } from '../../data/trpc.ts'
import { m } from '../../words.ts'
import { showToast } from '../../frame/toasts.ts'
import { refusalWords, whyWord } from './editorial-words.ts'

/** The two answers of a review; both speak of the version on the screen. Why not is told in words. */
export function useDecisions(onDone: () => void, onRefused: (sentence: string) => void) {
  const done = (text: string) => {
    showToast(text)
    onDone()
  }
  const onError = (error: unknown) => onRefused(sentenceOf(error))
  const approve = useMutation(
    trpc.editorial.approve.mutationOptions({
      onError,
      onSuccess: (answer) => {
        if (answer.kind === 'approved') return done(m['editorial.done.approved']())
        onRefused(answer.why === 'against-rules' ? refusalWords(answer.channels) : whyWord(answer.why))
      },
    }),
  )
  const ask = useMutation(
    trpc.editorial.askForChange.mutationOptions({
      onError,
      onSuccess: (answer) =>
        answer.kind === 'refused' ? onRefused(whyWord(answer.why)) : done(m['editorial.done.asked']()),
    }),
  )
  return { approve, ask }
}
