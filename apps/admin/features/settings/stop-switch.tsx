import { useMutation, useQuery } from '@tanstack/react-query'
import { CirclePause } from 'lucide-react'
import { useState } from 'react'
import { ConfirmButton } from '../../components/confirm-button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import type { StopLists } from '../../components/stop-lists.tsx'
import { StopListsPanel } from '../../components/stop-lists-panel.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { refreshSession, useZone } from '../../data/session.ts'
import { queryClient, trpc, type Outputs } from '../../data/trpc.ts'
import { dayAndTime } from '../../format/index.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'

/** The question closes whatever the answer: what failed is said on the page. */
const settled = (work: Promise<unknown>) => Promise.allSettled([work])

/** The stop switch of the whole agency: the second stroke names what it does, the answer says where everything stands. */
export function StopSwitch({ agency }: { agency: Outputs['agency']['get'] }) {
  const zone = useZone()
  const [lists, setLists] = useState<StopLists | null>(null)
  const { data: counts } = useQuery(trpc.publishing.counts.queryOptions({ clientId: null }))
  const waiting = (counts ?? [])
    .filter(({ state }) => state === 'scheduled' || state === 'claimed')
    .reduce((sum, { count }) => sum + count, 0)
  const again = async () => {
    await Promise.all([queryClient.invalidateQueries({ queryKey: trpc.agency.pathKey() }), refreshSession()])
    void queryClient.invalidateQueries({ queryKey: trpc.publishing.pathKey() })
  }
  const stop = useMutation(
    trpc.agency.stop.mutationOptions({ onSuccess: (answer) => setLists(answer.lists), onSettled: again }),
  )
  const lift = useMutation(
    trpc.agency.resume.mutationOptions({
      onSuccess: (answer) => {
        setLists(null)
        showToast(m['agency.lift.done']({ count: answer.deliveries.length }))
      },
      onSettled: again,
    }),
  )
  const error = stop.error ?? lift.error
  const { stoppedAt } = agency
  return (
    <section aria-labelledby="stop-switch">
      <h2 id="stop-switch" className="rule pb-1.5 text-13 font-bold">
        {m['agency.stop.section']()}
      </h2>
      <div
        className={`mt-3 flex flex-wrap items-center gap-x-4 gap-y-3 ${stoppedAt ? 'rounded-3 bg-held-solid px-4 py-3 text-on-held' : ''}`}
      >
        <div className="min-w-[260px] flex-1">
          <p className="flex items-start gap-2 font-bold">
            {stoppedAt && <CirclePause size={16} strokeWidth={2} className="mt-0.5 shrink-0 phone:mt-1" />}
            {stoppedAt ? m['agency.stop.on']({ when: dayAndTime(stoppedAt, zone) }) : m['agency.stop.off']()}
          </p>
          <p className={`text-13 text-pretty ${stoppedAt ? '' : 'text-ink-2'}`}>
            {stoppedAt ? m['agency.stop.on-says']() : m['agency.stop.off-says']()}
          </p>
        </div>
        {stoppedAt ? (
          <ConfirmButton
            danger={false}
            label={m['agency.lift.open']()}
            title={m['agency.lift.title']()}
            confirm={m['agency.lift.do']()}
            onConfirm={() => settled(lift.mutateAsync())}
          >
            {m['agency.lift.says']()}
          </ConfirmButton>
        ) : (
          <ConfirmButton
            label={m['agency.stop.open']()}
            title={m['agency.stop.confirm-title']()}
            confirm={m['agency.stop.do']()}
            onConfirm={() => settled(stop.mutateAsync())}
          >
            <p className="font-medium text-ink">{m['agency.stop.confirm-count']({ count: waiting })}</p>
            <p className="pt-1">{m['agency.stop.confirm-says']()}</p>
          </ConfirmButton>
        )}
      </div>
      {error && (
        <div className="pt-3">
          <ErrorNote title={sentenceOf(error)} />
        </div>
      )}
      {lists && <StopListsPanel title={m['agency.stop.lists-title']()} lists={lists} onClose={() => setLists(null)} />}
    </section>
  )
}
