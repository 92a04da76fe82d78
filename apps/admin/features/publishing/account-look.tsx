import { useQuery } from '@tanstack/react-query'
import { Button } from '../../components/button.tsx'
import { networkName } from '../../components/network-mark.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useZone } from '../../data/session.ts'
import { type Outputs, trpcClient } from '../../data/trpc.ts'
import { dayAndTime, quoted, timeOfDay } from '../../format/index.ts'
import { m } from '../../words.ts'
import type { Delivery } from './delivery-words.ts'

type Look = Outputs['publishing']['look']
type Post = Extract<Look, { kind: 'seen' }>['posts'][number]
export type Pick = (post: { permalink: string; remoteId: string }) => void

interface Props {
  delivery: Delivery
  onPick: Pick
  busy: boolean
}

/** The account's latest posts, read from the network for whoever has to decide. Where a reading costs money it is made when it is asked for. */
export function AccountLook({ delivery, onPick, busy }: Props) {
  const zone = useZone()
  const network = networkName(delivery.network)
  const { look: can } = delivery.can
  const reading = useQuery({
    queryKey: ['account-look', delivery.id, delivery.fence],
    queryFn: () => trpcClient.publishing.look.mutate({ deliveryId: delivery.id }),
    enabled: can === 'free',
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  })
  const { data: look, error, isFetching } = reading
  const read = () => void reading.refetch()
  return (
    <section className="min-w-0 phone:order-first" aria-live="polite" aria-busy={isFetching}>
      <h3 className="rule flex items-baseline gap-2 pb-1 text-13">
        <span className="min-w-0 truncate">{m['deliveries.look.title']({ handle: delivery.handle })}</span>
        {look?.kind === 'seen' && (
          <span className="shrink-0 font-normal text-ink-3">
            {m['deliveries.look.at']({ time: timeOfDay(look.at, zone) })}
          </span>
        )}
      </h3>
      {can === false && <p className="py-1.5 text-13">{m['deliveries.look.cannot']({ network })}</p>}
      {can === 'paid' && !look && !isFetching && !error && (
        <p className="py-1.5 text-13 text-pretty">{m['deliveries.look.paid']({ network })}</p>
      )}
      {isFetching && !look && <SkeletonRows rows={5} rowHeight={52} />}
      {error && <p className="py-1.5 text-13 text-pretty">{sentenceOf(error)}</p>}
      {look && look.kind !== 'seen' && <p className="py-1.5 text-13 text-pretty">{inVain(look, network)}</p>}
      {look?.kind === 'seen' && <Posts posts={look.posts} onPick={onPick} busy={busy} />}
      {can !== false && (
        <div className="pt-2.5">
          <Button size="small" busy={isFetching} onPress={read}>
            {look || error ? m['deliveries.look.again']() : m['deliveries.look.read']({ network })}
          </Button>
        </div>
      )}
    </section>
  )
}

/** Why nothing is shown; what to do then. An account that could not be read is never shown as an empty one. */
function inVain(look: Exclude<Look, { kind: 'seen' }>, network: string): string {
  if (look.kind === 'refused') {
    if (look.why === 'not-connected') return m['deliveries.look.not-connected']()
    return look.why === 'network-cannot'
      ? m['deliveries.look.cannot']({ network })
      : m['publishing.why.not-uncertain']()
  }
  switch (look.failure) {
    case 'permission-missing':
    case 'refused':
      return m['deliveries.look.forbidden']({ network })
    case 'credentials-lost':
      return m['deliveries.look.not-connected']()
    case 'delayed':
      return m['deliveries.look.delayed']({ network })
    case 'unavailable':
    case 'uncertain':
      return m['deliveries.look.silent']({ network })
  }
}

function Posts({ posts, onPick, busy }: { posts: readonly Post[]; onPick: Pick; busy: boolean }) {
  const zone = useZone()
  if (posts.length === 0) return <p className="py-1.5 text-13">{m['deliveries.look.empty']()}</p>
  return (
    <>
      {!posts.some(({ isLikely }) => isLikely) && (
        <p className="border-b border-hair py-1.5 text-13 text-pretty">{m['deliveries.look.none-like']()}</p>
      )}
      <ol>
        {posts.map((post) => {
          const { permalink, remoteId } = post
          return (
            <li
              key={remoteId}
              className={`border-b border-hair py-2 text-13 ${post.isLikely ? 'border-l-2 border-l-ink pl-2.5' : ''}`}
            >
              <p className="flex flex-wrap items-baseline gap-x-2 text-12 text-ink-3">
                <time dateTime={post.at} className="tabular-nums">
                  {dayAndTime(post.at, zone)}
                </time>
                {post.isLikely && <b className="text-ink">{m['deliveries.look.likely']()}</b>}
                {post.isAnswer && <span>{m['deliveries.look.answer']()}</span>}
                {post.images > 0 && <span>{m['deliveries.look.pictures']({ count: post.images })}</span>}
              </p>
              <p className="py-1 whitespace-pre-wrap [overflow-wrap:anywhere]">{post.text}</p>
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                {post.known !== null ? (
                  <span className="text-12 text-ink-3">
                    {m['deliveries.look.known']({ title: quoted(post.known) })}
                  </span>
                ) : (
                  permalink && (
                    <Button
                      size="small"
                      kind={post.isLikely ? 'primary' : 'plain'}
                      busy={busy}
                      onPress={() => onPick({ permalink, remoteId })}
                    >
                      {m['deliveries.look.this-one']()}
                    </Button>
                  )
                )}
                {permalink && (
                  <a href={permalink} target="_blank" rel="noreferrer" className="text-12 underline underline-offset-2">
                    {m['deliveries.look.see']()}
                  </a>
                )}
              </p>
            </li>
          )
        })}
      </ol>
    </>
  )
}
