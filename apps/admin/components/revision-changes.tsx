import { useZone } from '../data/session.ts'
import { dayAndTime } from '../format/index.ts'
import { m } from '../words.ts'
import { networkName } from './network-mark.tsx'
import { differenceOfRevisions, readRevision, type Piece } from './revision-difference.ts'
import { TextDifference } from './text-difference.tsx'
import { conditionWord, timingWord, type Timing } from './timing-word.ts'

interface Props {
  /** Two versions of a post, as they were kept. */
  before: unknown
  after: unknown
  channels: readonly { id: string; network: string }[]
  /** Pictures by the names that they were uploaded under. */
  pictures: readonly { mediaId: string; name: string }[]
}

/** What changed from one version of a post to another, word by word. */
export function RevisionChanges({ before, after, channels, pictures }: Props) {
  const zone = useZone()
  const [a, b] = [readRevision(before), readRevision(after)]
  if (!a || !b) return <p className="text-12 text-ink-2">{m['editorial.diff.unknown']()}</p>
  const pieces = differenceOfRevisions(a, b, (timing) => timingWords(timing, zone))
  if (pieces.length === 0) return <p className="text-12 text-ink-2">{m['editorial.diff.none']()}</p>
  const placeOf = ({ channelId, mediaId }: Piece) => {
    const channel = channels.find((one) => one.id === channelId)
    const picture = pictures.find((one) => one.mediaId === mediaId)
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
