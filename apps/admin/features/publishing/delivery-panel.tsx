import { useMutation, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorNote } from '../../components/error-note.tsx'
import { Inspector } from '../../components/inspector.tsx'
import { NetworkMark, networkName } from '../../components/network-mark.tsx'
import { PathLink } from '../../components/path-link.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { StateMark } from '../../components/state-mark.tsx'
import { TimePair } from '../../components/time-pair.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useZone } from '../../data/session.ts'
import { trpc } from '../../data/trpc.ts'
import { number } from '../../format/index.ts'
import { m } from '../../words.ts'
import { answered } from './answered.ts'
import { DeliveryActs } from './delivery-acts.tsx'
import { DeliveryStory } from './delivery-story.tsx'
import { type Delivery, heldWord, partWord, shownAs, toTheMs } from './delivery-words.ts'
import { Doubt } from './doubt.tsx'
import { FirstComment } from './first-comment.tsx'

/** One delivery, open beside the list. */
export function DeliveryPanel({ deliveryId, onClose }: { deliveryId: string; onClose: () => void }) {
  const { data: delivery, error } = useQuery(trpc.publishing.get.queryOptions({ deliveryId }))
  return (
    <Inspector
      title={delivery?.title ?? m['publishing.title']()}
      aside={delivery?.clientName}
      onClose={onClose}
      // Two sides are read beside each other.
      width={delivery?.state === 'uncertain' ? 900 : 480}
      footer={delivery && <DeliveryActs key={`${delivery.id} ${delivery.state}`} delivery={delivery} />}
    >
      {error && <ErrorNote title={sentenceOf(error)} />}
      {!delivery && !error && <SkeletonRows rows={6} rowHeight={32} />}
      {delivery && <Body delivery={delivery} />}
    </Inspector>
  )
}

function Body({ delivery }: { delivery: Delivery }) {
  const zone = useZone()
  const held = heldWord(delivery.heldBecause)
  const shown = shownAs(delivery)
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 pb-3">
        <span className="inline-flex items-center gap-2 text-14 font-medium">
          <NetworkMark network={delivery.network} />
          {delivery.handle}
        </span>
        <StateMark as="tag" {...shown} />
        {held && <span className="text-13">{held}</span>}
      </p>
      <p className="pb-3 text-14 whitespace-pre-wrap">{delivery.text}</p>
      <dl className="grid grid-cols-[110px_minmax(0,1fr)] gap-x-2 gap-y-1 text-13 phone:grid-cols-[92px_minmax(0,1fr)]">
        {delivery.dueAt && (
          <Fact name={m['publishing.due']()}>
            <TimePair at={delivery.dueAt} zone={delivery.eventZone ?? delivery.clientZone} day />
          </Fact>
        )}
        {delivery.publishedAt && (
          <Fact name={m['publishing.left']()}>
            <span className="tabular-nums">{toTheMs(delivery.publishedAt, zone)}</span>
            {delivery.latenessMs !== null && (
              <span className="text-ink-3"> {m['publishing.late']({ ms: number(delivery.latenessMs) })}</span>
            )}
          </Fact>
        )}
      </dl>
      <p className="flex flex-wrap gap-4 pt-3 text-13">
        {delivery.permalink && (
          <a href={delivery.permalink} target="_blank" rel="noreferrer" className="underline underline-offset-2">
            {m['publishing.see']({ network: networkName(delivery.network) })}
          </a>
        )}
        <PathLink path={`/posts/${delivery.postId}`} className="underline underline-offset-2">
          {m['publishing.open-post']()}
        </PathLink>
        <PathLink path={`/posts/${delivery.postId}/evidence`} className="underline underline-offset-2">
          {m['deliveries.evidence']()}
        </PathLink>
      </p>
      {delivery.state === 'uncertain' && <InDoubt delivery={delivery} />}
      <FirstComment delivery={delivery} />
      {delivery.parts.length > 1 && <Parts delivery={delivery} />}
      <DeliveryStory delivery={delivery} />
    </>
  )
}

/** A post that the person picks among those of the account is the one; so they say, and so it is kept. */
function InDoubt({ delivery }: { delivery: Delivery }) {
  const { id: deliveryId, fence } = delivery
  const there = useMutation(
    trpc.publishing.decide.mutationOptions(answered(m['publishing.done.there'](), () => undefined)),
  )
  return (
    <Doubt
      delivery={delivery}
      busy={there.isPending}
      onPick={({ permalink, remoteId }) => there.mutate({ deliveryId, fence, found: 'there', permalink, remoteId })}
    />
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

const STEPS = {
  waiting: 'armed',
  sending: 'publishing',
  published: 'published',
  failed: 'failed',
  uncertain: 'uncertain',
  dropped: 'cancelled',
} as const

function Parts({ delivery }: { delivery: Delivery }) {
  return (
    <section className="pt-4">
      <h3 className="rule pb-1 text-13">{m['publishing.parts']()}</h3>
      <ol>
        {delivery.parts.map((part) => (
          <li key={part.position} className="flex items-center gap-3 border-b border-hair py-1.5 text-13">
            <span className="w-[130px] shrink-0 text-ink-2">{partWord(part.position, part.kind)}</span>
            <span className="min-w-0 flex-1 truncate">{part.text}</span>
            <StateMark
              state={STEPS[part.state]}
              {...(part.state === 'dropped' ? { word: m['deliveries.comment.dropped']() } : {})}
            />
          </li>
        ))}
      </ol>
    </section>
  )
}
