import { fieldsOf, sentenceOf } from '../../data/errors.ts'
import { queryClient, trpc } from '../../data/trpc.ts'
import { showToast } from '../../frame/toasts.ts'
import { refusalWord } from './delivery-words.ts'

type Answer = { kind: string; why?: Parameters<typeof refusalWord>[0]['why'] }

/** What follows an order: a word of what was done or why it was not, and the deliveries as they stand now. */
export function answered(done: string, after: () => void) {
  return {
    onSuccess: (answer: Answer) => {
      const ok = answer.kind !== 'refused' && answer.kind !== 'failed'
      showToast(ok ? done : refusalWord(answer))
      if (ok) after()
    },
    onError: (error: unknown) => showToast(fieldsOf(error)[0]?.sentence ?? sentenceOf(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.publishing.pathKey() }),
  }
}
