import { Link } from '@tanstack/react-router'
import { Moon } from 'lucide-react'
import { NetworkMarks } from '../../components/network-mark.tsx'
import { StateMark } from '../../components/state-mark.tsx'
import { TimePair } from '../../components/time-pair.tsx'
import { conditionWord, timingWord } from '../../components/timing-word.ts'
import { useMay } from '../../data/session.ts'
import { longDay } from '../../format/index.ts'
import { m } from '../../words.ts'
import { closeWord } from './calendar-card.tsx'
import { DayMarks, noon } from './calendar-parts.tsx'
import { MoveTo } from './move-to.tsx'
import type { Card, T0Mark } from './use-calendar.ts'

interface Props {
  days: readonly string[]
  today: string
  byDay: ReadonlyMap<string, readonly Card[]>
  marks: readonly T0Mark[]
  /** The names of clients, shown while several are looked at. */
  clientOf: ReadonlyMap<string, string> | null
  otherZone: string | null
}

/** Two weeks line by line, for reading and for printing: the hour, where it hangs, what, where, how it stands. */
export function CalendarList({ days, today, byDay, marks, clientOf, otherZone }: Props) {
  const shown = days.filter((day) => byDay.has(day) || day === today || marks.some((mark) => mark.day === day))
  return (
    <ol className="px-5 py-4 phone:px-4">
      {shown.map((day) => (
        <li key={day} className="pb-5">
          <p className="rule flex justify-between gap-2 pb-1 text-13">
            <b>{longDay(noon(day), 'UTC')}</b>
            <DayMarks marks={marks.filter((mark) => mark.day === day)} />
          </p>
          {!byDay.has(day) && <p className="pt-1.5 text-13 text-ink-3">{m['editorial.nothing-that-day']()}</p>}
          <ul>
            {byDay.get(day)?.map((post) => (
              <Line key={post.id} post={post} client={clientOf?.get(post.clientId) ?? null} otherZone={otherZone} />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}

function Line({ post, client, otherZone }: { post: Card; client: string | null; otherZone: string | null }) {
  const mayWrite = useMay('posts.write')
  const movable = mayWrite && !['published', 'publishing', 'uncertain', 'cancelled'].includes(post.state)
  const hangs = [timingWord(post.timing), conditionWord(post.timing)].filter(Boolean).join(' · ')
  return (
    <li className="group grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 border-b border-hair py-1 text-13 hover:bg-hover desk:grid-cols-[190px_120px_minmax(0,1fr)_70px_144px]">
      <span>{post.at && <TimePair at={post.at} zone={otherZone} />}</span>
      <span className="truncate text-12 text-ink-3 phone:text-right">{hangs}</span>
      <span className="min-w-0 phone:col-span-2">
        <Link
          to="/posts/$postId"
          params={{ postId: post.id }}
          className="block truncate font-medium no-underline hover:underline"
        >
          {post.title || m['editorial.untitled']()}
        </Link>
        {(client || post.near.length > 0 || post.inQuiet) && (
          <span className="block text-12 text-ink-3">
            {client}
            {post.inQuiet && (
              <span className="ml-2 whitespace-nowrap text-ink">
                <Moon size={11} strokeWidth={2.25} aria-hidden className="mr-1 inline align-[-1px]" />
                {m['editorial.in-quiet']()}
              </span>
            )}
            {post.near.length > 0 && <span className="ml-2 text-ink">{post.near.map(closeWord).join(' ')}</span>}
          </span>
        )}
      </span>
      <NetworkMarks networks={post.networks} />
      <span className="flex items-center justify-between gap-2 phone:justify-self-end">
        <StateMark state={post.state} />
        {movable && <MoveTo post={post} title={post.title} />}
      </span>
    </li>
  )
}
