import { lazy, Suspense } from 'react'
import { NetworkMark } from '../../components/network-mark.tsx'
import { number } from '../../format/index.ts'
import { useLanguage } from '../../frame/language.ts'
import { m } from '../../words.ts'
import { type FileFault, faultWords, type Preview } from './audience-words.ts'
import { dayWord } from './days.ts'

const Spark = lazy(() => import('./spark.tsx'))

type Ready = Extract<Preview, { kind: 'ready' }>

/** What the file would bring, before it is brought. */
export function Outcome({ plan }: { plan: Ready }) {
  const language = useLanguage()
  const channels = plan.channels.filter(({ count }) => count > 0).length
  const sum = (of: 'gaps' | 'same' | 'read') => plan.channels.reduce((total, channel) => total + channel[of], 0)
  const notes = [
    sum('same') > 0 && m['audience.import.same']({ count: sum('same') }),
    sum('read') > 0 && m['audience.import.read']({ count: sum('read') }),
    sum('gaps') > 0 && m['audience.import.gaps']({ count: sum('gaps') }),
  ].filter((note) => note !== false)
  return (
    <section>
      <h2 className="text-16 font-bold">
        {plan.count === 0
          ? m['audience.import.nothing-new']()
          : m['audience.import.would']({
              count: plan.count,
              shown: number(plan.count),
              channels,
              from: dayWord(plan.from ?? ''),
              to: dayWord(plan.to ?? ''),
            })}
      </h2>
      {plan.before && (
        <p className="pt-0.5 text-ink-2">
          {m['audience.import.before']({ file: plan.before.fileName, by: plan.before.by })}
        </p>
      )}
      {notes.length > 0 && <p className="max-w-[72ch] pt-0.5 text-13 text-pretty text-ink-2">{notes.join(' ')}</p>}
      <ul className="mt-3 border-t border-ink">
        {plan.channels.map((channel) => (
          <li
            key={channel.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-hair py-2 text-13"
          >
            <span className="flex min-w-[180px] flex-1 items-center gap-2">
              <NetworkMark network={channel.network} />
              <span className="truncate text-14 font-medium">{channel.handle}</span>
            </span>
            <b className="w-[110px] text-right tabular-nums">
              {m['audience.readings-count']({ count: channel.count, shown: number(channel.count) })}
            </b>
            <span className="w-[220px] text-ink-2 tabular-nums phone:w-auto">
              {channel.from && channel.to && `${dayWord(channel.from)} – ${dayWord(channel.to)}`}
            </span>
            <span className="w-[150px] text-right tabular-nums phone:w-auto phone:text-left">
              {channel.first !== null && channel.last !== null && `${number(channel.first)} → ${number(channel.last)}`}
            </span>
            <span className="w-24">
              {channel.points.length > 1 && (
                <Suspense fallback={null}>
                  <Spark
                    points={channel.points}
                    holes={[]}
                    language={language}
                    title={m['audience.spark.file']({ handle: channel.handle })}
                  />
                </Suspense>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Every row that is wrong: where, what stands there, what to do. */
export function Faults({ errors, more, rows }: { errors: readonly FileFault[]; more: number; rows: number }) {
  const count = errors.length + more
  return (
    <section role="alert">
      <h2 className="text-16 font-bold">{m['audience.import.wrong']({ count })}</h2>
      <p className="max-w-[72ch] pt-0.5 text-13 text-pretty text-ink-2">
        {m['audience.import.wrong-says']({ count: rows, rows: number(rows) })}
      </p>
      <div className="mt-3 overflow-x-auto">
        <table className="w-full border-collapse text-13">
          <caption className="sr-only">{m['audience.import.wrong']({ count })}</caption>
          <thead>
            <tr className="border-b border-ink text-left text-12 text-ink-3">
              <th scope="col" className="w-14 py-1 pr-3 text-right font-bold">
                {m['audience.row']()}
              </th>
              <th scope="col" className="w-[130px] py-1 pr-3 font-bold phone:w-[84px]">
                {m['audience.column']()}
              </th>
              <th scope="col" className="py-1 pr-3 font-bold">
                {m['audience.wrong']()}
              </th>
              <th scope="col" className="py-1 font-bold phone:hidden">
                {m['audience.what-to-do']()}
              </th>
            </tr>
          </thead>
          <tbody>
            {errors.map((fault, index) => {
              const { wrong, help } = faultWords(fault)
              return (
                <tr key={index} className="border-b border-hair align-top">
                  <th scope="row" className="py-1.5 pr-3 text-right font-bold tabular-nums">
                    {number(fault.row)}
                  </th>
                  <td className="max-w-[160px] truncate py-1.5 pr-3">{fault.column}</td>
                  <td className="max-w-[320px] py-1.5 pr-3 break-words">
                    {wrong}
                    <span className="hidden text-ink-2 phone:block">{help}</span>
                  </td>
                  <td className="py-1.5 text-ink-2 phone:hidden">{help}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {more > 0 && <p className="pt-2 text-12 text-ink-3">{m['audience.import.more']({ count: more })}</p>}
    </section>
  )
}
