import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Send } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { Filter } from '../../components/chip.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { NetworkMark } from '../../components/network-mark.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { StateMark } from '../../components/state-mark.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useZone } from '../../data/session.ts'
import { trpc } from '../../data/trpc.ts'
import { dayAndTime, number } from '../../format/index.ts'
import { m } from '../../words.ts'
import { DeliveryPanel } from './delivery-panel.tsx'
import { heldWord, type Line, shownAs } from './delivery-words.ts'
import type { View } from './feature.ts'

const STATES = {
  hands: ['uncertain', 'failed', 'partial', 'held'],
  coming: ['scheduled', 'claimed', 'sending'],
  out: ['published', 'withdrawn'],
} as const
/** What happened, and what wants a hand: the far future is told under "coming". */
const RECENT = [...STATES.hands, ...STATES.out, 'sending', 'cancelled'] as const

/** What left, what is coming, what wants somebody: the proof of the house's main promise. */
export default function DeliveriesPage() {
  const search = useSearch({ strict: false })
  const { deliveryId } = useParams({ strict: false })
  const navigate = useNavigate()
  const { view, client, channel } = search
  const { data: counts } = useQuery(trpc.publishing.counts.queryOptions({ clientId: client ?? null }))
  const { data: clients } = useQuery(trpc.clients.list.queryOptions({}))
  const { data: channels } = useQuery(trpc.channels.list.queryOptions({}))
  const list = useInfiniteQuery(
    trpc.publishing.list.infiniteQueryOptions(
      {
        clientId: client ?? null,
        channelId: channel ?? null,
        states: view ? [...STATES[view]] : [...RECENT],
        order: view === 'coming' ? 'coming' : 'past',
      },
      { getNextPageParam: (last) => last.next ?? undefined, initialCursor: null },
    ),
  )
  const lines = list.data?.pages.flatMap((page) => page.lines)
  const hands = (counts ?? []).filter(({ state }) => STATES.hands.some((one) => one === state))
  const waiting = hands.reduce((sum, { count }) => sum + count, 0)
  const go = (next: { view?: View | undefined; client?: string | undefined; channel?: string | undefined }) =>
    void navigate({ to: '/deliveries', search: { view, client, channel, ...next } })
  const isFiltered = Boolean(view ?? client ?? channel)
  return (
    <div className="px-7 py-5 phone:px-4">
      <header className="pb-4">
        <h1 className="text-26">{m['publishing.title']()}</h1>
        {counts && (
          <p className="text-ink-2">
            {waiting > 0 ? m['publishing.sentence-hands']({ count: waiting }) : m['publishing.sentence-quiet']()}
          </p>
        )}
      </header>
      <div className="flex flex-wrap items-center gap-2.5 pb-4">
        <Segmented
          label={m['publishing.view']()}
          value={view ?? 'all'}
          onChange={(value) => go({ view: value === 'all' ? undefined : value })}
          options={[
            { value: 'all', label: m['publishing.view.all']() },
            { value: 'hands', label: m['publishing.view.hands']() },
            { value: 'coming', label: m['publishing.view.coming']() },
            { value: 'out', label: m['publishing.view.out']() },
          ]}
        />
        <Filter
          single
          label={m['publishing.client']()}
          all={m['publishing.all-clients']()}
          options={(clients ?? []).map((one) => ({ value: one.id, label: one.name }))}
          chosen={client ? [client] : []}
          onChange={([chosen]) => go({ client: chosen, channel: undefined })}
        />
        <Filter
          single
          label={m['publishing.channel']()}
          all={m['publishing.all-channels']()}
          options={(channels ?? [])
            .filter((one) => !client || one.clientId === client)
            .map((one) => ({
              value: one.id,
              label: one.handle,
              mark: <NetworkMark network={one.network} decorative />,
            }))}
          chosen={channel ? [channel] : []}
          onChange={([chosen]) => go({ channel: chosen })}
        />
      </div>
      {list.error && <ErrorNote title={sentenceOf(list.error)} />}
      {!lines && !list.error && <SkeletonRows rows={10} rowHeight={44} />}
      {lines?.length === 0 && (
        <EmptyState icon={Send} title={isFiltered ? m['publishing.empty-filter']() : m['publishing.empty']()}>
          {!isFiltered && m['publishing.empty-says']()}
        </EmptyState>
      )}
      {lines && lines.length > 0 && (
        <ul className="border-t border-ink">
          {lines.map((line) => (
            <DeliveryRow
              key={line.id}
              line={line}
              isOpen={line.id === deliveryId}
              open={() =>
                void navigate({
                  to: '/deliveries/$deliveryId',
                  params: { deliveryId: line.id },
                  search: { view, client, channel },
                })
              }
            />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <div className="pt-4">
          <Button busy={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
            {view === 'coming' ? m['publishing.more-coming']() : m['publishing.more']()}
          </Button>
        </div>
      )}
      {deliveryId && <DeliveryPanel deliveryId={deliveryId} onClose={() => go({})} />}
    </div>
  )
}

function DeliveryRow({ line, isOpen, open }: { line: Line; isOpen: boolean; open: () => void }) {
  const zone = useZone()
  const at = line.publishedAt ?? line.dueAt
  const held = heldWord(line.heldBecause)
  return (
    <li className="border-b border-hair">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={open}
        className={`flex w-full flex-wrap items-center gap-x-4 gap-y-0.5 py-2 text-left text-13 hover:bg-hover ${isOpen ? 'bg-selected' : ''}`}
      >
        <span className="w-[190px] shrink-0 whitespace-nowrap tabular-nums">
          {at ? dayAndTime(at, zone) : <span className="text-ink-3">{m['publishing.no-time']()}</span>}
          {line.latenessMs !== null && (
            <span className="ml-1.5 text-12 text-ink-3">{m['publishing.late']({ ms: number(line.latenessMs) })}</span>
          )}
        </span>
        <span className="min-w-[180px] flex-1 truncate text-14">{line.title}</span>
        <span className="flex w-[200px] items-center gap-2 text-ink-2 phone:w-auto">
          <NetworkMark network={line.network} />
          <span className="min-w-0 truncate">{line.handle}</span>
        </span>
        <span className="w-[220px] phone:w-auto">
          <StateMark {...shownAs(line)} />
          {line.byHand && <span className="ml-2 text-12 text-ink-3">{m['publishing.by-hand']()}</span>}
          {held && <span className="block text-12 text-ink-2">{held}</span>}
        </span>
      </button>
    </li>
  )
}
