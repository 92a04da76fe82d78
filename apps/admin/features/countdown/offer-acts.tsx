import { useMutation } from '@tanstack/react-query'
import { Button } from '../../components/button.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useMay } from '../../data/session.ts'
import { queryClient, trpc } from '../../data/trpc.ts'
import { quoted } from '../../format/index.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'
import type { EventPage, EventPost } from './event-types.ts'

interface Props {
  event: Pick<EventPage, 'id' | 'attempt'>
  post: EventPost
  className?: string
}

const WAITING: ReadonlySet<string | null> = new Set(['scheduled', 'claimed', 'held'])

/** Whether a reserve post whose case has come leaves: one press. Until it has left, one may still change one's mind. */
export function OfferActs({ event, post, className = '' }: Props) {
  const may = useMay('countdown.run')
  const answer = useMutation(
    trpc.countdown.answerOffer.mutationOptions({
      onSuccess: (outcome, { answer: said }) => {
        if (outcome.kind === 'answered')
          return showToast(m[`countdown.offer.done.${said}`]({ post: quoted(post.title) }))
        // The other of two presses: it is as one wanted.
        if (outcome.why !== 'already-answered') showToast(m[`countdown.why.${outcome.why}`]())
        return undefined
      },
      onError: (error) => showToast(sentenceOf(error)),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.countdown.pathKey() }),
    }),
  )
  if (!offerIsOpen(event, post)) return null
  const say = (said: 'released' | 'dropped') =>
    answer.mutate({ eventId: event.id, attemptId: event.attempt.id, postId: post.id, answer: said })
  const busy = answer.isPending
  return (
    <span className={`flex flex-wrap items-center gap-2 ${className}`}>
      <span className="text-held">{m[`countdown.offer.${post.offer === 'asked' ? 'asked' : said(post)}`]()}</span>
      {may && (
        <>
          {post.offer !== 'released' && (
            <Button
              size="small"
              kind={post.offer === 'asked' ? 'primary' : 'plain'}
              busy={busy}
              onPress={() => say('released')}
            >
              {m['countdown.offer.release']()}
            </Button>
          )}
          {post.offer !== 'dropped' && (
            <Button size="small" busy={busy} onPress={() => say('dropped')}>
              {m['countdown.offer.drop']()}
            </Button>
          )}
        </>
      )}
    </span>
  )
}

const said = ({ offer }: EventPost) => (offer === 'released' ? 'released' : 'dropped')

/** Its case has come in this attempt, and something of it has not left. */
export function offerIsOpen({ attempt }: Pick<EventPage, 'attempt'>, post: EventPost): boolean {
  if (post.offer === 'by-itself' || !post.variants.some(({ state }) => WAITING.has(state))) return false
  if (post.offer === 'asked') return post.offered
  return attempt.state === 'scrubbed' || attempt.state === 'closed'
}
