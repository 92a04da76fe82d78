import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { ErrorNote } from '../../components/error-note.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useMay, useZone } from '../../data/session.ts'
import { trpc } from '../../data/trpc.ts'
import { useCrumbs } from '../../frame/crumbs.ts'
import { EventHead } from './event-head.tsx'
import { EventKeys, ordersFor } from './event-keys.tsx'
import { EventLog, PastAttempts } from './event-log.tsx'
import { type Order, ORDERS } from './orders.ts'
import { HangingPosts } from './hanging-posts.tsx'
import { EventPlaybooks } from './playbooks/event-playbooks.tsx'
import { EventTasks } from './playbooks/event-tasks.tsx'
import { PollPanel } from './poll/poll-panel.tsx'

const OrderPanel = lazy(async () => ({ default: (await import('./order-panel.tsx')).OrderPanel }))
const AttemptArchive = lazy(async () => ({ default: (await import('./attempt-archive.tsx')).AttemptArchive }))
const ApplyPanel = lazy(async () => ({ default: (await import('./playbooks/apply-panel.tsx')).ApplyPanel }))
const PollForm = lazy(async () => ({ default: (await import('./poll/poll-form.tsx')).PollForm }))
const EventForm = lazy(async () => ({ default: (await import('./event-form.tsx')).EventForm }))

const route = getRouteApi('/frame/countdown/$eventId')

/** An event: its clock, the keys of the day, what hangs from it, and everything that was ever changed. */
export default function EventPageView() {
  const { eventId } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const zone = useZone()
  const mayRun = useMay('countdown.run')
  const mayWrite = useMay('countdown.write')
  const { data: event, error } = useQuery(trpc.countdown.get.queryOptions({ eventId }))
  useCrumbs([{ label: event?.name ?? '…' }])
  if (error) {
    return (
      <div className="px-7 py-5 phone:px-4">
        <ErrorNote title={sentenceOf(error)} />
      </div>
    )
  }
  if (!event) {
    return (
      <div className="px-7 py-5 phone:px-4">
        <SkeletonRows rows={9} rowHeight={40} />
      </div>
    )
  }
  const close = () => void navigate({ search: {}, replace: true })
  const past = event.attempts.find((one) => one.number === search.attempt && one.id !== event.attempt.id)
  const order = ORDERS.find((one) => one === search.do)
  // The page behind an answered hold is on hold already: its panel stays open to show the lists.
  const open =
    order !== undefined && mayRun && (ordersFor(event).includes(order) || order === 'hold' || order === 'scrub')
  return (
    <div className="@container px-7 py-5 phone:px-4">
      <EventHead event={event} zone={zone} onEdit={() => void navigate({ search: { do: 'edit' } })} />
      {mayRun && !past && (
        <div className="pt-4">
          <EventKeys event={event} compact={open} onOrder={(next: Order) => void navigate({ search: { do: next } })} />
        </div>
      )}
      {past && (
        <Suspense fallback={null}>
          <AttemptArchive event={event} attempt={past} zone={zone} />
        </Suspense>
      )}
      <div className={past ? 'hidden' : 'grid gap-x-8 gap-y-6 pt-6 @4xl:grid-cols-[minmax(0,1fr)_300px]'}>
        <div className="min-w-0">
          <HangingPosts event={event} zone={zone} />
          <EventPlaybooks event={event} onApply={() => void navigate({ search: { do: 'playbook' } })} />
          <EventTasks event={event} zone={zone} />
        </div>
        <div className="min-w-0">
          <div className="pb-6 text-12">
            <PollPanel event={event} zone={zone} onSetUp={() => void navigate({ search: { do: 'poll' } })} />
          </div>
          <EventLog changes={event.changes} zone={zone} />
          <PastAttempts event={event} zone={zone} />
        </div>
      </div>
      <Suspense fallback={null}>
        {open && (
          <OrderPanel
            key={order}
            order={order}
            event={event}
            proposed={search.t0}
            onPropose={(t0) => void navigate({ search: { do: order, ...(t0 ? { t0 } : {}) }, replace: true })}
            onClose={close}
          />
        )}
        {search.do === 'poll' && mayWrite && <PollForm event={event} onClose={close} />}
        {search.do === 'playbook' && mayWrite && <ApplyPanel event={event} onClose={close} />}
        {search.do === 'edit' && <EventForm event={event} onClose={close} />}
      </Suspense>
    </div>
  )
}
