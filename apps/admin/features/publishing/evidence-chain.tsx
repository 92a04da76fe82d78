import { useZone } from '../../data/session.ts'
import { dayWithYear, timeOfDay } from '../../format/index.ts'
import { m } from '../../words.ts'
import { toTheMs } from './delivery-words.ts'
import { type Names, type Pack, recordSentence } from './evidence-words.ts'

interface Props {
  pack: Pack
  names: Names
}

/** Every record with its hash, each made over the one before; and the days that closed over them. */
export function EvidenceChain({ pack, names }: Props) {
  const zone = useZone()
  return (
    <>
      <section className="pt-7">
        <h2 className="rule pb-1 text-13">{m['evidence.chain']()}</h2>
        <p className="py-2 text-13 text-pretty text-ink-2">{m['evidence.chain-says']()}</p>
        <ol>
          {pack.records.map(({ seq, record, hash }) => (
            <li key={seq} className="border-b border-hair py-1 text-12 print:break-inside-avoid">
              <p className="flex gap-x-3">
                <span className="w-[26px] shrink-0 text-right text-ink-3 tabular-nums">{seq}</span>
                <time dateTime={record.at} className="shrink-0 text-ink-3 tabular-nums">
                  {dayWithYear(record.at, zone)} {toTheMs(record.at, zone)}
                </time>
                <span className="min-w-0">{recordSentence(record, names)}</span>
              </p>
              <p className="pl-[38px] text-11 [overflow-wrap:anywhere] text-ink-3">{hash}</p>
            </li>
          ))}
        </ol>
      </section>
      <section className="pt-7">
        <h2 className="rule pb-1 text-13">{m['evidence.checkpoints']()}</h2>
        <p className="py-2 text-13 text-pretty text-ink-2">{m['evidence.checkpoints-says']()}</p>
        {pack.checkpoints.length === 0 && <p className="text-13">{m['evidence.not-sealed']()}</p>}
        <ol>
          {pack.checkpoints.map(({ day, posts, takenAt, hash, path }) => (
            <li key={day} className="border-b border-hair py-1 text-12 print:break-inside-avoid">
              <p className="flex flex-wrap gap-x-3">
                <b>{dayWithYear(`${day}T12:00:00Z`, 'UTC')}</b>
                <span>{m['evidence.n-posts']({ count: posts })}</span>
                <span className="text-ink-3">
                  {m['evidence.taken']({ at: `${dayWithYear(takenAt, zone)} ${timeOfDay(takenAt, zone)}` })}
                </span>
                {path && <span>{m['evidence.holds-this']()}</span>}
              </p>
              <p className="text-11 [overflow-wrap:anywhere] text-ink-3">{hash}</p>
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}
