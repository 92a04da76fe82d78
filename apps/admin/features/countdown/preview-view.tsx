import { quoted, dayAndTime, list, longDay, shortDay, timeOfDay, numberWord } from '../../format/index.ts'
import { m } from '../../words.ts'
import { DecisionList, type Decisions, decidedPosts, settledAt, toDecide } from './decision-list.tsx'
import type { Order } from './orders.ts'
import { sentencesOf } from './order-words.ts'
import type { Decision, Preview } from './run-order.ts'
import { PollNote } from './poll/poll-note.tsx'
import { SlipFigure } from './slip-figure.tsx'
import { windowLeft } from './window-left.ts'
import { drawSlip } from './slip-geometry.ts'
import { waitsWord } from '../../components/timing-word.ts'

interface Props {
  order: Order
  preview: Preview
  /** How long the launch window stays open from T-0; null: none is known. */
  windowMinutes: number | null
  zone: string
  decisions: Decisions
  onDecide: (key: string, decision: Decision | null) => void
}

/** The difference: a sentence, the drawing, what is to be decided, what follows without trouble. */
export function PreviewView({ order, preview, windowMinutes, zone, decisions, onDecide }: Props) {
  const { before, after } = preview
  const { first, rest } = sentencesOf(order, preview)
  const decided = decidedPosts(preview)
  const drawing =
    before.t0.kind === 'instant' && after.t0.kind === 'instant' && preview.bySeconds !== 0 && preview.counts.moved > 0
      ? drawSlip({
          before: before.t0.at,
          after: after.t0.at,
          zone,
          posts: preview.posts.map((post) => ({ ...post, id: post.postId, decide: decided.has(post.postId) })),
          neighbours: preview.neighbours.filter((one) =>
            preview.collisions.some((pair) => pair.otherPostId === one.postId),
          ),
          quiet: preview.quietHours,
          dayWord: (at) => shortDay(at, zone).split(' ').slice(0, 2).join(' '),
        })
      : null
  const count = toDecide(preview)
  // What waits for the lift-off is expected at its place round T-0, and follows it.
  const follows = ({ to, waitsFor }: Preview['posts'][number]) =>
    to !== null && (waitsFor === null || waitsFor === 'not-launched')
  const offered = preview.posts.filter((post) => post.offered)
  const fine = preview.posts.filter((post) => !decided.has(post.postId) && !post.offered && follows(post))
  const waiting = preview.posts.filter((post) => !decided.has(post.postId) && !follows(post))
  const [why, ...otherwise] = new Set(waiting.map((post) => post.waitsFor))
  const sameWhy = otherwise.length === 0 ? why : null
  const reserve = waiting.filter((post) => post.contingency).length
  const closes = windowLeft(preview, windowMinutes)
  const day = after.t0.kind === 'instant' ? longDay(after.t0.at, zone) : null
  return (
    <>
      <p className="pt-2 pb-1.5 text-20 leading-[27px] tracking-[-.01em] text-pretty phone:text-[18px] phone:leading-[25px]">
        <b>{first}</b> {rest}
        {closes && <span className="text-held"> {m['countdown.sum.window']({ at: dayAndTime(closes, zone) })}</span>}
      </p>
      <PollNote poll={preview.poll} />
      {drawing && <SlipFigure drawing={drawing} />}
      {count > 0 && (
        <section className="pt-2">
          <h3 className="rule flex items-center gap-2 pb-1 text-13">
            <span aria-hidden className="size-[9px] rounded-full border-[1.5px] border-accent bg-accent" />
            {m['countdown.decide']()} <span className="font-normal text-ink-3">{count}</span>
          </h3>
          <DecisionList preview={preview} decisions={decisions} onDecide={onDecide} zone={zone} />
        </section>
      )}
      {fine.length > 0 && (
        <section className="pt-3">
          <h3 className="rule flex items-center gap-2 pb-1 text-13">
            <span aria-hidden className="size-[9px] rounded-full border-[1.5px] border-accent" />
            {order === 'scrub' || order === 'close' ? m['countdown.fine.released']() : m['countdown.fine']()}{' '}
            <span className="font-normal text-ink-3">{fine.length}</span>
          </h3>
          <p className="pt-1.5 text-13 text-pretty text-ink-2">
            {fine.map((post, i) => {
              const at = settledAt(post, decisions) ?? post.to ?? ''
              return (
                <span key={post.postId}>
                  {i > 0 && ', '}
                  {quoted(post.title)}{' '}
                  <b className="font-medium whitespace-nowrap text-ink">
                    {longDay(at, zone) === day ? timeOfDay(at, zone) : dayAndTime(at, zone)}
                  </b>
                </span>
              )
            })}
            .
          </p>
        </section>
      )}
      {offered.length > 0 && (
        <section className="pt-3">
          <h3 className="rule pb-1 text-13">
            {m['countdown.fine.offered']()} <span className="font-normal text-ink-3">{offered.length}</span>
          </h3>
          <p className="pt-1.5 text-13 text-pretty text-ink-2">{`${list(offered.map(({ title }) => quoted(title)))}.`}</p>
        </section>
      )}
      {waiting.length > 0 && (
        <section className="pt-3">
          <h3 className="rule pb-1 text-13">
            {m['countdown.stays']()}{' '}
            <span className="font-normal text-ink-3">
              {waiting.length}
              {sameWhy && `, ${waitsWord(sameWhy)}`}
              {reserve > 0 && `, ${m['countdown.fine.reserve']({ count: reserve, word: numberWord(reserve) })}`}
            </span>
          </h3>
          <p className="pt-1.5 text-13 text-pretty text-ink-2">
            {waiting.map((post, i) => (
              <span key={post.postId}>
                {i > 0 && ', '}
                {quoted(post.title)}
                {post.waitsFor && !sameWhy && <span className="text-ink-3"> {waitsWord(post.waitsFor)}</span>}
              </span>
            ))}
            .
          </p>
        </section>
      )}
    </>
  )
}
