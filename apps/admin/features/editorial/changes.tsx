import { useQuery } from '@tanstack/react-query'
import { networkName } from '../../components/network-mark.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { conditionWord, timingWord } from '../../components/timing-word.ts'
import { sentenceOf } from '../../data/errors.ts'
import { useZone } from '../../data/session.ts'
import { trpc } from '../../data/trpc.ts'
import { dayAndTime } from '../../format/index.ts'
import { m } from '../../words.ts'
import type { PostPage, Timing } from './composer-draft.ts'
import { differenceOfRevisions, readRevision, type Piece } from './revision-difference.ts'
import { TextDifference } from './text-difference.tsx'

interface Props {
  post: Pick<PostPage, 'id' | 'clientId' | 'media'>
  from: number
  to: number
}

/** What changed from one version to another, in words. */
export function Changes({ post, from, to }: Props) {
  const zone = useZone()
  const ask = (number: number) => ({
    ...trpc.editorial.revision.queryOptions({ postId: post.id, number }),
    // A version never changes.
    staleTime: Infinity,
  })
  const before = useQuery(ask(from))
  const after = useQuery(ask(to))
  const { data: channels } = useQuery(trpc.channels.list.queryOptions({ clientId: post.clientId }))
  const error = before.error ?? after.error
  if (error) return <p className="text-12 text-failed">{sentenceOf(error)}</p>
  if (!before.data || !after.data) return <SkeletonRows rows={2} />
  const [a, b] = [readRevision(before.data.content), readRevision(after.data.content)]
  if (!a || !b) return <p className="text-12 text-ink-2">{m['editorial.diff.unknown']()}</p>
  const pieces = differenceOfRevisions(a, b, (timing) => timingWords(timing, zone))
  if (pieces.length === 0) return <p className="text-12 text-ink-2">{m['editorial.diff.none']()}</p>
  const placeOf = ({ channelId, mediaId }: Piece) => {
    const channel = channels?.find((one) => one.id === channelId)
    const picture = post.media.find((one) => one.mediaId === mediaId)
    return [channel ? networkName(channel.network) : null, picture?.name].filter(Boolean).join(', ')
  }
  return (
    <dl className="grid gap-2">
      {pieces.map((piece) => (
        <div key={[piece.what, piece.channelId, piece.mediaId, piece.before, piece.after].join(' ')}>
          <dt className="text-12 font-medium text-ink-3">
            {m[`editorial.diff.what.${piece.what}`]()}
            {placeOf(piece) && ` · ${placeOf(piece)}`}
          </dt>
          <dd className="text-13">
            <Told piece={piece} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Told({ piece: { what, before, after, words } }: { piece: Piece }) {
  if (words) return <TextDifference before={before} after={after} />
  if (what === 'crop') return after ? m['editorial.diff.cropped']() : m['editorial.diff.uncropped']()
  if (what === 'order') return m['editorial.diff.reordered']()
  if (what === 'picture' || what === 'channel')
    return after === null ? m['editorial.diff.taken-off']() : m['editorial.diff.put-on']()
  return (
    <>
      {before !== null && <del className="text-ink-3 decoration-1">{before}</del>}
      {before !== null && after !== null && ' '}
      {after !== null && <ins className="font-bold text-ink no-underline">{after}</ins>}
    </>
  )
}

function timingWords(timing: Timing, zone: string): string {
  if (timing.kind === 'fixed') return dayAndTime(timing.at, zone)
  if (timing.kind === 'unscheduled') return m['editorial.timing.unscheduled']()
  return [timingWord(timing), conditionWord(timing)].join(' · ')
}

/** The version that was approved last, when something was written over it since; null when nothing was. */
export function approvedBefore(post: Pick<PostPage, 'reviews' | 'version'>): number | null {
  const number = post.reviews.findLast(({ kind }) => kind === 'approved')?.revision
  return number !== undefined && number < post.version ? number : null
}
