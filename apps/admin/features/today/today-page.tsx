import { useMutation } from '@tanstack/react-query'
import { ErrorNote } from '../../components/error-note.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useOwnPlace, useZone } from '../../data/session.ts'
import { trpc } from '../../data/trpc.ts'
import { longDay, placeOf, sameWallTime, timeOfDay, capital, numberWord } from '../../format/index.ts'
import { useMinute } from '../../frame/now.ts'
import { m } from '../../words.ts'
import { NeedLine } from './need-line.tsx'
import { Side } from './side.tsx'
import { countOf, type Today, useToday } from './use-today.ts'

/** What needs me now, in order of harm; one action on each line. */
export default function TodayPage() {
  const zone = useZone()
  const ownPlace = useOwnPlace()
  const minute = useMinute()
  const { data: today, error } = useToday()
  // What was read a moment ago never lies ahead.
  const now = new Date(Math.max(minute.getTime(), today ? Date.parse(today.now) : 0))
  const markRead = useMutation(trpc.notices.markRead.mutationOptions())
  const gravest = today?.sections[0]?.needs[0]?.id
  return (
    <div className="grid min-h-full desk:grid-cols-[minmax(0,1fr)_316px]">
      <div className="min-w-0 px-7 pt-5 pb-8 phone:px-4">
        <header className="flex flex-wrap items-baseline justify-between gap-x-4">
          <h1 className="text-26">{capital(longDay(now, zone))}</h1>
          <p className="text-13 text-ink-3">
            <b className="text-ink">{timeOfDay(now, zone)}</b> {ownPlace}
            {today?.t0 &&
              !sameWallTime(now, zone, today.t0.zone) &&
              ` · ${timeOfDay(now, today.t0.zone)} ${placeOf(today.t0.zone)}`}
          </p>
          {today && <Summary today={today} />}
        </header>
        {error && (
          <div className="pt-5">
            <ErrorNote title={sentenceOf(error)} />
          </div>
        )}
        {!today && !error && (
          <div className="pt-6">
            <SkeletonRows rows={7} rowHeight={52} />
          </div>
        )}
        {today?.sections.map(({ section, needs }) => (
          <section key={section} className="pt-5">
            <h2 className="rule flex gap-2 pb-1.5 text-13">
              {m[`today.section.${section}`]()} <span className="font-normal text-ink-3">{needs.length}</span>
            </h2>
            <ul>
              {needs.map((need) => (
                <NeedLine
                  key={need.id}
                  need={need}
                  zone={zone}
                  now={now}
                  first={need.id === gravest}
                  {...(need.kind === 't0-changed'
                    ? { onOpen: () => markRead.mutate({ noticeId: need.noticeId }) }
                    : {})}
                />
              ))}
            </ul>
          </section>
        ))}
        {today && today.sections.length === 0 && (
          <p className="max-w-[60ch] pt-5 text-pretty text-ink-2">{m['today.quiet.says']()}</p>
        )}
      </div>
      <aside className="min-w-0 bg-surface px-5 pt-5 pb-8 desk:border-l desk:border-line phone:border-t phone:border-line phone:px-4">
        {today ? <Side today={today} zone={zone} /> : !error && <SkeletonRows rows={8} rowHeight={26} />}
      </aside>
    </div>
  )
}

/** The sentence that a colleague would say. */
function Summary({ today }: { today: Today }) {
  const count = countOf(today)
  const before = today.sections.find(({ section }) => section === 'before-t0')?.needs.length ?? 0
  const word = numberWord(count, true)
  const waits =
    count === 0
      ? m['today.quiet']()
      : before > 0
        ? m['today.waits-before']({ count, word, before: numberWord(before) })
        : m['today.waits']({ count, word })
  const posts = today.armed > 0 ? m['today.posts']({ count: today.armed }) : m['today.posts.none']()
  const channels = today.channels > 0 ? m['today.channels']({ count: today.channels }) : m['today.channels.none']()
  return (
    <p className="basis-full text-pretty">
      {waits}{' '}
      <span className="text-ink-3">
        {count === 0 ? m['today.rest.all']({ posts, channels }) : m['today.rest']({ posts, channels })}
      </span>
    </p>
  )
}
