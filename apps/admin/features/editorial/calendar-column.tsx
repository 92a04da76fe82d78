import { useZone } from '../../data/session.ts'
import { CalendarCard } from './calendar-card.tsx'
import { MoreOfDay } from './calendar-parts.tsx'
import { minuteOf, pack } from './calendar-span.ts'
import type { Card, T0Mark } from './use-calendar.ts'

interface Column {
  posts: readonly Card[]
  marks: readonly T0Mark[]
  toY: (minute: number) => number
  zone: string
  wide: boolean
}

const LINE = 24
const TWO_LINES = 38
/** A narrow day with more than this is written on single lines; with more than that, the rest is told by its number. */
const CROWD = 12
const MOST = 30
const MAST = 40

/** Posts of a day that hang from an anchor, where there is something to hang from. */
export function hangsOf(posts: readonly Card[], marks: readonly T0Mark[]): Card[] {
  return marks.length === 0 ? [] : posts.filter(({ timing }) => timing.kind === 'anchored')
}

/** Where each card of a column stands: what hangs on the mast in one row, the rest beside it where there is room. */
function layOut({ posts, marks, toY, zone, wide }: Column) {
  const hung = new Set(hangsOf(posts, marks).map(({ id }) => id))
  const mast = hung.size > 0
  const tall = !mast && !wide && posts.length <= CROWD
  const height = tall ? TWO_LINES : LINE
  const shown = wide ? posts : posts.slice(0, MOST)
  const y = (post: Card) => (post.at ? toY(minuteOf(post.at, zone)) : 0)
  const place = (some: readonly Card[], columns: number) => {
    const placed = pack(some.map(y), height, columns)
    return some.map((post, index) => ({ post, y: y(post), ...(placed[index] ?? { top: 0, column: 0 }), columns }))
  }
  const apart = mast && wide
  const places = apart
    ? [
        ...place(
          shown.filter(({ id }) => hung.has(id)),
          1,
        ).map((one) => ({ ...one, left: 0, share: 0.5 })),
        ...place(
          shown.filter(({ id }) => !hung.has(id)),
          2,
        ).map((one) => ({
          ...one,
          left: 0.5 + one.column * 0.25,
          share: 0.25,
        })),
      ]
    : place(shown, wide ? 3 : 1).map((one) => ({ ...one, left: one.column / one.columns, share: 1 / one.columns }))
  const bottom = Math.max(0, ...places.map(({ top }) => top + height))
  return { places, hung, mast, tall, bottom, left: posts.length - shown.length }
}

export function heightOf(column: Column): number {
  const { bottom, left } = layOut(column)
  return bottom + (left > 0 ? LINE : 4)
}

interface Props extends Omit<Column, 'zone'> {
  day: string
  hideNetworks: boolean
  tight: boolean
}

/** The posts of a column, and the mast that some of them hang from. */
export function ColumnPosts({ posts, marks, toY, wide, day, hideNetworks, tight }: Props) {
  const zone = useZone()
  const { places, hung, mast, tall, bottom, left } = layOut({ posts, marks, toY, zone, wide })
  const t0s = marks.map(({ at, windowMinutes }) => ({ y: toY(minuteOf(at, zone)), window: windowMinutes ?? 0 }))
  const onMast = places.filter(({ post }) => hung.has(post.id))
  const ends = [...onMast.map(({ y }) => y), ...t0s.map(({ y }) => y)]
  const start = mast ? MAST : 4
  return (
    <>
      {mast && (
        <svg aria-hidden className="pointer-events-none absolute top-0 left-0 h-full w-10 overflow-visible" fill="none">
          {t0s.map(({ y, window }) => (
            <rect key={y} x="4" y={y} width="24" height={toY(window) - toY(0)} fill="var(--selected)" />
          ))}
          <path d={`M14 ${Math.min(...ends)}V${Math.max(...ends)}`} stroke="var(--text)" strokeWidth="1.5" />
          {t0s.map(({ y }) => (
            <path key={y} d={`M4 ${y}H28`} stroke="var(--text)" strokeWidth="3" />
          ))}
          {onMast.map(({ post, y, top }) => (
            <g key={post.id}>
              <path d={`M14 ${y}H18L32 ${top + 11}H40`} stroke="var(--strong)" />
              <circle
                cx="14"
                cy={y}
                r="2.5"
                stroke="var(--text)"
                strokeWidth="1.5"
                fill={post.state === 'published' ? 'var(--text)' : 'var(--surface)'}
              />
            </g>
          ))}
        </svg>
      )}
      {places.map(({ post, top, left: from, share }) => (
        <div
          key={post.id}
          className="absolute"
          style={{
            top,
            left: `calc(${start}px + (100% - ${start + 4}px) * ${from})`,
            width: `calc((100% - ${start + 4}px) * ${share} - ${share < 1 ? 4 : 0}px)`,
          }}
        >
          <CalendarCard
            post={post}
            tall={tall}
            onMast={hung.has(post.id)}
            hideNetworks={hideNetworks}
            tight={tight || (!mast && !wide)}
            mostNetworks={tall ? (post.near.length > 0 ? 0 : post.timing.kind === 'fixed' ? 2 : 1) : 6}
          />
        </div>
      ))}
      {left > 0 && (
        <div className="absolute right-1" style={{ top: bottom, left: start }}>
          <MoreOfDay day={day} count={left} />
        </div>
      )}
    </>
  )
}
