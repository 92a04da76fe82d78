import { Link } from '@tanstack/react-router'
import { useZone } from '../../data/session.ts'
import { T_ZERO, timeOfDay } from '../../format/index.ts'
import { m } from '../../words.ts'
import { CalendarCard } from './calendar-card.tsx'
import type { Card, T0Mark } from './use-calendar.ts'

export const noon = (day: string) => `${day}T12:00:00Z`

/** The T-0s of a day; each opens its event. */
export function DayMarks({ marks }: { marks: readonly T0Mark[] }) {
  const zone = useZone()
  return (
    <span className="flex min-w-0 gap-2">
      {marks.map((mark) => (
        <Link
          key={mark.id}
          to="/countdown/$eventId"
          params={{ eventId: mark.id }}
          className="truncate font-bold no-underline hover:underline"
          title={m['editorial.event']()}
        >
          {mark.name} {T_ZERO} {timeOfDay(mark.at, zone)}
        </Link>
      ))}
    </span>
  )
}

/** What a full day does not show here: it opens the day. */
export function MoreOfDay({ day, count }: { day: string; count: number }) {
  return (
    <Link
      to="/calendar"
      search={(old) => ({ ...old, span: 'day' as const, date: day })}
      className="block rounded-1 px-1.5 text-12 leading-5 font-medium text-ink-2 no-underline hover:bg-hover"
    >
      {m['editorial.more']({ count })}
    </Link>
  )
}

export function Cards({ posts }: { posts: readonly Card[] }) {
  return (
    <ul className="grid gap-1 pt-1.5">
      {posts.map((post) => (
        <li key={post.id}>
          <CalendarCard post={post} tall />
        </li>
      ))}
    </ul>
  )
}

/** What has no place on the axis: in reserve, or without a time. */
export function Aside({ title, says, posts }: { title: string; says: string; posts: readonly Card[] }) {
  if (posts.length === 0) return null
  return (
    <section>
      <h2 className="rule pb-1 text-13">
        {title} <span className="font-normal text-ink-3">{posts.length}</span>
      </h2>
      <p className="pt-1 text-12 text-ink-3">{says}</p>
      <Cards posts={posts} />
    </section>
  )
}
