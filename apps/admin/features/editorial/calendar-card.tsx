import { Link } from '@tanstack/react-router'
import { Anchor, GitFork, Moon } from 'lucide-react'
import { useDrag } from 'react-aria/useDrag'
import { networkName, NetworkMarks } from '../../components/network-mark.tsx'
import { StateMark, stateClasses, type ShownState } from '../../components/state-mark.tsx'
import { conditionWord, timingWord } from '../../components/timing-word.ts'
import { useMay, useZone } from '../../data/session.ts'
import { duration, list, quoted, timeOfDay } from '../../format/index.ts'
import { m } from '../../words.ts'
import { MoveTo } from './move-to.tsx'
import type { Card, Near } from './use-calendar.ts'

export const DRAGGED = 'application/x-comptoir-post'

const FROZEN: readonly ShownState[] = ['published', 'publishing', 'uncertain', 'cancelled']
/** What wants a hand stands out by its own tint. */
const LOUD: readonly ShownState[] = ['uncertain', 'failed', 'held']

interface Props {
  post: Card
  /** Two lines, where a column is narrow. */
  tall?: boolean
  /** Drawn on its mast: that it hangs is seen. */
  onMast?: boolean
  /** Little room: where it hangs is told by its sign alone. */
  tight?: boolean
  /** The lane says the network already. */
  hideNetworks?: boolean
  /** More than so many are told by their number. */
  mostNetworks?: number
}

/** A post in the calendar: time first, where it hangs, its networks, its state. It can be dragged, or moved beside. */
export function CalendarCard({
  post,
  tall = false,
  onMast = false,
  tight = false,
  hideNetworks = false,
  mostNetworks = 6,
}: Props) {
  const zone = useZone()
  const mayWrite = useMay('posts.write')
  const hung = post.timing.kind === 'anchored' || post.timing.kind === 'calendar'
  const movable = mayWrite && !FROZEN.includes(post.state) && (post.at !== null || !hung)
  const drag = useDrag({ isDisabled: !movable, getItems: () => [{ [DRAGGED]: post.id, 'text/plain': post.title }] })
  const link = (
    <Link
      to="/posts/$postId"
      params={{ postId: post.id }}
      draggable={false}
      className="min-w-0 flex-1 truncate no-underline hover:underline"
    >
      {post.title || m['editorial.untitled']()}
    </Link>
  )
  const move = movable && (
    // It takes its room when it is wanted: until then the title has it.
    <span className="flex shrink-0 desk:w-0 desk:group-hover:w-[18px] desk:focus-within:w-[18px]">
      <MoveTo post={post} title={post.title} />
    </span>
  )
  const tint = LOUD.includes(post.state)
    ? `${stateClasses(post.state).tint} border-current ${stateClasses(post.state).text}`
    : `${post.state === 'published' ? 'bg-canvas' : 'bg-surface'} ${post.near.length > 0 ? 'border-strong' : 'border-line'}`
  return (
    <div
      {...(movable ? drag.dragProps : {})}
      title={[post.title, timingWord(post.timing), conditionWord(post.timing)].filter(Boolean).join(' · ')}
      className={`group min-w-0 rounded-1 border px-1.5 text-12 leading-4 hover:border-strong ${tint} ${post.state === 'draft' ? 'border-dashed' : ''} ${movable ? 'cursor-grab' : ''} ${drag.isDragging ? 'opacity-50' : ''}`}
    >
      <div className={`flex items-center gap-x-1.5 ${tall ? 'h-[17px]' : 'h-5'}`}>
        {hung && !onMast && (
          <span role="img" aria-label={m['editorial.hangs']()} title={m['editorial.hangs']()} className="shrink-0">
            <Anchor size={10} strokeWidth={2.25} aria-hidden />
          </span>
        )}
        {post.at && <b className="shrink-0 text-ink">{timeOfDay(post.at, zone)}</b>}
        {hung && !tight && <span className="min-w-0 shrink-[2] truncate text-ink-3">{timingWord(post.timing)}</span>}
        {!tall && <span className="flex min-w-0 flex-1 text-ink">{link}</span>}
        {!tall && move}
        <span className="ml-auto flex min-w-4 items-center gap-1 overflow-hidden *:shrink-0">
          {post.inQuiet && (
            <span role="img" aria-label={m['editorial.in-quiet']()} title={m['editorial.in-quiet']()}>
              <Moon size={11} strokeWidth={2.25} aria-hidden className="text-ink" />
            </span>
          )}
          <Close near={post.near} />
          {!hideNetworks && !(tight && !tall) && <Networks networks={post.networks} most={mostNetworks} />}
          <StateMark state={post.state} as="icon" />
        </span>
      </div>
      {tall && (
        <div className="flex h-[18px] items-center gap-x-1.5 text-ink phone:h-9">
          {link}
          {move}
        </div>
      )}
    </div>
  )
}

function Networks({ networks, most }: { networks: readonly string[]; most: number }) {
  const known = [...new Set(networks)]
  const rest = known.length - most
  return (
    <span
      className="flex items-center gap-0.5"
      title={known.map(networkName).join(', ')}
      {...(rest > 0 ? { role: 'img', 'aria-label': known.map(networkName).join(', ') } : {})}
    >
      <NetworkMarks networks={rest > 0 ? known.slice(0, most) : known} size={11} />
      {rest > 0 && <span className="text-11 text-ink-3">+{rest}</span>}
    </span>
  )
}

/** Too close to another on the same channel: ink, its own sign, and how far. */
function Close({ near }: { near: readonly Near[] }) {
  const nearest = near.toSorted((a, b) => a.minutes - b.minutes)[0]
  if (!nearest) return null
  const words = near.map(closeWord).join(' ')
  return (
    <span
      title={words}
      className="inline-flex items-center gap-0.5 rounded-1 bg-accent px-1 text-11 font-bold text-on-accent"
    >
      <GitFork size={10} strokeWidth={2.5} aria-hidden className="rotate-180" />
      <span aria-hidden>{duration(nearest.minutes * 60)}</span>
      <span className="sr-only">{words}</span>
    </span>
  )
}

/** "3 min from “Portrait” on Facebook and X." */
export function closeWord({ minutes, title, networks }: Near): string {
  return m['editorial.close']({
    span: duration(minutes * 60),
    title: quoted(title || m['editorial.untitled']()),
    network: list(networks.map(networkName)),
  })
}
