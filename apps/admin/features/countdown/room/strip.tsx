import { NetworkMarks } from '../../../components/network-mark.tsx'
import { PathLink } from '../../../components/path-link.tsx'
import { StateMark } from '../../../components/state-mark.tsx'
import { conditionWord, timingWord } from '../../../components/timing-word.ts'
import { duration, T_ZERO, timeOfDay } from '../../../format/index.ts'
import { m } from '../../../words.ts'
import { leavesAt, type Stem, type Strip as Layout } from './strip-layout.ts'

interface Props {
  layout: Layout
  zone: string
  /** T-0 or the lift-off, for the mark of its own. */
  zero: number | null
  display: boolean
}

/** The evening as a metro line; on a phone, as a list. */
export function Strip({ layout, zone, zero, display }: Props) {
  const { stems, out, window } = layout
  if (stems.length === 0 && out.posts === 0) {
    return <p className="border-t border-strong py-3 text-13 text-ink-2">{m['room.strip.none']()}</p>
  }
  return (
    <section
      aria-label={m['room.strip']()}
      className={`desk:flex desk:overflow-x-auto phone:border-t phone:border-strong ${display ? 'text-[1.15vw] leading-[1.4]' : 'text-12'}`}
    >
      <Out out={out} display={display} />
      <ol className="relative grid flex-1 desk:min-w-min desk:auto-cols-[minmax(118px,1fr)] desk:grid-flow-col desk:border-r desk:border-transparent">
        {window && (
          <li
            aria-hidden
            className={`absolute h-[3px] bg-ink-3 phone:hidden ${display ? 'top-[calc(1.9vw-1px)]' : 'top-[23px]'}`}
            style={{ left: `${window.from * 100}%`, width: `${(window.to - window.from) * 100}%` }}
          />
        )}
        {stems.map((stem) => (
          <StemItem
            key={stem.kind === 'post' ? stem.post.id : 'zero'}
            stem={stem}
            zone={zone}
            zero={zero}
            display={display}
          />
        ))}
      </ol>
    </section>
  )
}

/** What is out, as a count: the line is thick up to now. */
function Out({ out, display }: { out: Layout['out']; display: boolean }) {
  const counts = (['published', 'partial', 'uncertain', 'withdrawn'] as const).filter((state) => out[state] > 0)
  const colour = {
    published: 'text-published',
    partial: 'text-held',
    uncertain: 'text-uncertain',
    withdrawn: 'text-cancelled',
  }
  return (
    <div
      className={`shrink-0 phone:flex phone:gap-x-2.5 phone:border-b phone:border-hair phone:py-2.5 phone:text-14 ${out.posts === 0 ? 'desk:w-10 phone:hidden' : display ? 'desk:w-[11vw]' : 'desk:w-[126px]'}`}
    >
      <div aria-hidden className={`relative border-b border-strong phone:hidden ${display ? 'h-[2vw]' : 'h-[25px]'}`}>
        <i className="absolute right-6 -bottom-[2px] left-0 h-[3px] bg-ink" />
        <i className="absolute right-5 -bottom-[6px] size-[11px] rounded-full bg-ink" />
      </div>
      {out.posts > 0 && (
        <p className="desk:pt-3.5">
          <b className={display ? 'text-[1.5vw]' : 'text-14'}>{out.posts}</b> {m['room.out']({ count: out.posts })}
        </p>
      )}
      {counts.map((state) => (
        <p key={state} className={colour[state]}>
          {m[`room.n.${state}`]({ count: out[state] })}
        </p>
      ))}
    </div>
  )
}

function StemItem({ stem, zone, zero, display }: { stem: Stem; display: boolean } & Omit<Props, 'layout'>) {
  const atZero = stem.seconds === 0
  const line = atZero
    ? 'desk:border-l-[3px] desk:border-ink phone:border-y-2 phone:border-ink'
    : `desk:border-l phone:border-b phone:border-hair ${stem.kind === 'post' && stem.post.shown === 'review' ? 'desk:border-review' : 'desk:border-strong'}`
  return (
    <li className="flex min-w-0 flex-col">
      <span
        aria-hidden
        className={`shrink-0 border-b border-strong text-center text-ink-3 phone:hidden ${display ? 'h-[2vw]' : 'h-[25px]'}`}
      >
        {stem.gap === null ? '' : duration(stem.gap)}
      </span>
      {stem.kind === 'zero' ? (
        <p className={`flex-1 pt-2 pb-3 desk:pl-2 phone:py-2 phone:text-14 ${line}`}>
          <b>{T_ZERO}</b> <span className="text-ink-3">{zero === null ? '' : timeOfDay(new Date(zero), zone)}</span>
        </p>
      ) : (
        <PostItem post={stem.post} zone={zone} atZero={atZero} display={display} className={line} />
      )}
    </li>
  )
}

function PostItem({
  post,
  zone,
  atZero,
  display,
  className,
}: {
  post: Extract<Stem, { kind: 'post' }>['post']
  zone: string
  atZero: boolean
  display: boolean
  className: string
}) {
  const at = leavesAt(post)
  const strong = atZero ? 'desk:min-h-[1.15em] desk:text-[1.17em] desk:leading-[1.15]' : ''
  return (
    <div
      className={`min-h-[126px] flex-1 pt-2 pr-1.5 desk:pl-2 phone:grid phone:min-h-0 phone:grid-cols-[86px_minmax(0,1fr)_auto] phone:gap-x-2 phone:py-2.5 phone:text-14 ${className}`}
    >
      <p className={`whitespace-nowrap phone:row-span-2 ${strong}`}>
        <b>{timingWord(post.timing)}</b>{' '}
        <span className={`text-ink-3 ${display ? 'block' : 'phone:block'}`}>{at ? timeOfDay(at, zone) : ''}</span>
      </p>
      <p className={`line-clamp-2 font-medium text-balance ${strong || 'desk:min-h-[2.7em]'}`}>
        <PathLink path={`/posts/${post.id}`} className="no-underline hover:underline">
          {post.title}
        </PathLink>
      </p>
      <p className="py-1 phone:col-start-2 phone:py-0">
        <NetworkMarks networks={post.variants.map(({ network }) => network)} size={display ? 20 : 12} />
      </p>
      <p className="phone:col-start-3 phone:row-span-2 phone:row-start-1 phone:text-right">
        {/* A new state is drawn anew, on a ground that fades: seen by who looks elsewhere. */}
        <StateMark
          key={post.shown}
          state={post.shown}
          className="rounded-1 text-[1em]! transition-colors duration-1000 starting:bg-selected"
        />{' '}
        <span className="whitespace-nowrap text-ink-3 phone:block">{conditionWord(post.timing)}</span>
      </p>
    </div>
  )
}
