import { Link } from '@tanstack/react-router'
import { useDrag } from 'react-aria/useDrag'
import { NetworkMarks } from '../../components/network-mark.tsx'
import { StateMark, type ShownState } from '../../components/state-mark.tsx'
import { conditionWord, timingWord } from '../../components/timing-word.ts'
import { useMay, useZone } from '../../data/session.ts'
import { timeOfDay } from '../../format/index.ts'
import { m } from '../../words.ts'
import { MoveTo } from './move-to.tsx'
import type { Movable } from './use-move.ts'

export const DRAGGED = 'application/x-comptoir-post'

export type Card = Movable & { title: string; state: ShownState; networks: readonly string[] }

const FROZEN: readonly ShownState[] = ['published', 'publishing', 'uncertain', 'cancelled']

/** A post in the calendar: time first, where it hangs, its networks, its state. It can be dragged, or moved beside. */
export function CalendarCard({ post, tall = false }: { post: Card; tall?: boolean }) {
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
  const move = movable && <MoveTo post={post} title={post.title} />
  return (
    <div
      {...(movable ? drag.dragProps : {})}
      title={[post.title, timingWord(post.timing), conditionWord(post.timing)].filter(Boolean).join(' · ')}
      className={`group min-w-0 rounded-1 border border-line px-1.5 text-12 leading-4 hover:border-strong ${post.state === 'published' ? 'bg-canvas' : 'bg-surface'} ${movable ? 'cursor-grab' : ''} ${drag.isDragging ? 'opacity-50' : ''}`}
    >
      <div className={`flex items-center gap-x-1.5 ${tall ? 'h-[17px]' : 'h-5'}`}>
        {post.at && <b className="shrink-0">{timeOfDay(post.at, zone)}</b>}
        {hung && <span className="min-w-0 truncate text-ink-3">{timingWord(post.timing)}</span>}
        {!tall && link}
        {!tall && move}
        <span className="ml-auto flex shrink-0 items-center gap-1">
          <NetworkMarks networks={post.networks} size={11} />
          <StateMark state={post.state} as="icon" />
        </span>
      </div>
      {tall && (
        <div className="flex h-[18px] items-center gap-x-1.5 phone:h-9">
          {link}
          {move}
        </div>
      )}
    </div>
  )
}
