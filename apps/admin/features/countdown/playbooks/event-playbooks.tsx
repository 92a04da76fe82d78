import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button } from '../../../components/button.tsx'
import { sentenceOf } from '../../../data/errors.ts'
import { useMay } from '../../../data/session.ts'
import { queryClient, trpc } from '../../../data/trpc.ts'
import { showToast } from '../../../frame/toasts.ts'
import { m } from '../../../words.ts'
import type { EventPage } from '../event-types.ts'

/** From a playbook to this event, and from this event to a playbook. */
export function EventPlaybooks({ event, onApply }: { event: EventPage; onApply: () => void }) {
  const mayWrite = useMay('countdown.write')
  const navigate = useNavigate()
  const keep = useMutation(
    trpc.countdown.playbookFromEvent.mutationOptions({
      onError: (error) => void showToast(sentenceOf(error)),
      onSuccess: async ({ id }) => {
        await queryClient.invalidateQueries({ queryKey: trpc.countdown.playbooks.queryKey() })
        await navigate({ to: '/playbooks/$playbookId', params: { playbookId: id } })
      },
    }),
  )
  if (!mayWrite) return null
  return (
    <div className="flex flex-wrap gap-2 pt-4">
      {event.attempt.state !== 'closed' && (
        <Button size="small" onPress={onApply}>
          {m['playbooks.apply-one']()}
        </Button>
      )}
      {event.posts.length > 0 && (
        <Button
          size="small"
          kind="quiet"
          busy={keep.isPending}
          onPress={() => keep.mutate({ eventId: event.id, name: m['playbooks.like']({ name: event.name }) })}
        >
          {m['playbooks.from-event']()}
        </Button>
      )}
    </div>
  )
}
