import { useMutation } from '@tanstack/react-query'
import { Button } from '../../../components/button.tsx'
import { ConfirmButton } from '../../../components/confirm-button.tsx'
import { useConnection } from '../../../data/connection.ts'
import { sentenceOf } from '../../../data/errors.ts'
import { queryClient, trpc } from '../../../data/trpc.ts'
import { timeOfDay } from '../../../format/index.ts'
import { showToast } from '../../../frame/toasts.ts'
import { m } from '../../../words.ts'
import type { EventPage } from '../event-types.ts'
import type { Poll, Voice } from './poll-types.ts'

type Outcome = { kind: string; why?: 'already-open' | 'not-open' | 'not-asked' | 'last-voice' | 'attempt-is-over' }

/** Says what was done, or why it was not; the room reads the event again either way. */
const following = (done: string) => ({
  onSuccess: (outcome: Outcome) => showToast(outcome.why ? m[`poll.why.${outcome.why}`]() : done),
  onError: (error: unknown) => showToast(sentenceOf(error)),
  onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.countdown.pathKey() }),
})

interface KeysProps {
  event: EventPage
  poll: Poll
  mayRun: boolean
  mayWrite: boolean
  onSetUp: () => void
}

/** What one does with the whole poll: open it before its time, close it, change who is asked. */
export function PollKeys({ event, poll, mayRun, mayWrite, onSetUp }: KeysProps) {
  const isOff = useConnection().kind === 'lost'
  const open = useMutation(trpc.countdown.poll.open.mutationOptions(following(m['poll.opened']())))
  const close = useMutation(trpc.countdown.poll.close.mutationOptions(following(m['poll.closed']())))
  const silent = poll.voices.filter(({ said }) => said === null).length
  return (
    <p className="flex flex-wrap gap-2">
      {mayRun && !poll.openedAt && (
        <Button
          size="small"
          busy={open.isPending}
          isDisabled={isOff}
          onPress={() => open.mutate({ eventId: event.id })}
        >
          {m['poll.open']()}
        </Button>
      )}
      {mayRun && poll.isOpen && (
        <ConfirmButton
          size="small"
          kind="plain"
          danger={silent > 0}
          isDisabled={isOff}
          label={m['poll.close']()}
          title={silent > 0 ? m['poll.close.title']({ count: silent }) : m['poll.close.title-all']()}
          confirm={m['poll.close.confirm']()}
          onConfirm={() => close.mutateAsync({ eventId: event.id })}
        />
      )}
      {mayWrite && (
        <Button size="small" kind="quiet" isDisabled={isOff} onPress={onSetUp}>
          {m['poll.change']()}
        </Button>
      )}
    </p>
  )
}

interface VoiceProps {
  event: EventPage
  voice: Voice
  zone: string
  isOff: boolean
  onDone: () => void
}

/** What one does about one person. */
export function VoiceActs({ event, voice, zone, isOff, onDone }: VoiceProps) {
  const { name } = voice
  const again = useMutation(trpc.countdown.poll.askAgain.mutationOptions(following(m['poll.again.done']({ name }))))
  const withdraw = useMutation(
    trpc.countdown.poll.withdraw.mutationOptions(following(m['poll.withdraw.done']({ name }))),
  )
  const one = { eventId: event.id, voiceId: voice.id }
  return (
    <p className="flex flex-wrap items-center gap-2 pb-2 pl-[1.9em]">
      <Button
        size="small"
        busy={again.isPending}
        isDisabled={isOff}
        aria-label={m['poll.again.label']({ name })}
        onPress={() => again.mutate(one, { onSuccess: onDone })}
      >
        {m['poll.again']()}
      </Button>
      <ConfirmButton
        size="small"
        isDisabled={isOff}
        label={m['poll.withdraw']()}
        title={m['poll.withdraw.title']({ name })}
        confirm={m['poll.withdraw.label']({ name })}
        onConfirm={() => withdraw.mutateAsync(one)}
      >
        {m['poll.withdraw.says']()}
      </ConfirmButton>
      {voice.remindedAt && !voice.said && (
        <span className="text-ink-3">{m['poll.reminded']({ at: timeOfDay(voice.remindedAt, zone) })}</span>
      )}
    </p>
  )
}
