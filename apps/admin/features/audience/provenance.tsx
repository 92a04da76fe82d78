import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Skeleton } from '../../components/skeleton.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useZone } from '../../data/session.ts'
import { trpc } from '../../data/trpc.ts'
import { dayAndTime, number } from '../../format/index.ts'
import { m } from '../../words.ts'
import { type Change, sourceWord } from './audience-words.ts'
import { addDays, dayIn } from './days.ts'
import { useAudienceSearch } from './use-search.ts'

interface Props {
  channel: { id: string; zone: string }
  /** The instant of the figure; the four weeks that lead to it are told. */
  at: string
}

/** Where a channel's newest figure comes from: the readings that lead to it, and what the network says it counts. */
export function LevelSource({ channel, at }: Props) {
  const zone = useZone()
  const day = dayIn(channel.zone, new Date(at))
  const { data, error } = useQuery(
    trpc.audience.readings.queryOptions({ channelId: channel.id, from: addDays(day, -27), until: day, limit: 3 }),
  )
  if (error) return <p className="pt-1">{sentenceOf(error)}</p>
  const total = data?.counts.reduce((sum, { count }) => sum + count, 0)
  return (
    <div className="grid gap-1.5 pt-1">
      {data ? (
        <>
          <p>{m['audience.source.counted']({ count: total ?? 0 })}</p>
          <ul className="grid gap-0.5">
            {data.readings.map((reading) => (
              <li key={reading.id} className="tabular-nums">
                <b>{number(reading.value)}</b> {dayAndTime(reading.at, zone)}
                <span className="block text-ink-3">
                  {reading.import
                    ? m['audience.source.file']({ file: reading.import.fileName, by: reading.import.by })
                    : reading.enteredBy
                      ? m['audience.source.typed']({ by: reading.enteredBy })
                      : sourceWord(reading.source)}
                </span>
              </li>
            ))}
          </ul>
          <Definition name={data.readings[0]?.definition ?? ''} source={data.definition?.source ?? null} />
        </>
      ) : (
        <Skeleton width="80%" />
      )}
      <AllReadings channelId={channel.id} />
    </div>
  )
}

/** What a change was reckoned from. */
export function ChangeSource({
  channelId,
  change,
  end,
}: {
  channelId: string
  change: Change
  end: { value: number; at: string }
}) {
  const zone = useZone()
  if (change.delta === null) return <p className="pt-1">{becauseWord(change.because)}</p>
  return (
    <div className="grid gap-1.5 pt-1">
      <dl className="grid grid-cols-[auto_1fr] gap-x-2 gap-y-0.5 tabular-nums">
        <dt className="font-bold">{number(end.value)}</dt>
        <dd>{dayAndTime(end.at, zone)}</dd>
        <dt className="font-bold">{number(change.base.value)}</dt>
        <dd>{dayAndTime(change.base.at, zone)}</dd>
      </dl>
      <AllReadings channelId={channelId} />
    </div>
  )
}

export const becauseWord = (because: 'no-reading' | 'definition-changed') => m[`audience.because.${because}`]()

export function Definition({ name, source }: { name: string; source: string | null }) {
  if (!name) return null
  return (
    <p>
      {m['audience.definition']()} <code className="text-11">{name}</code>
      {source && (
        <>
          {' '}
          <a href={source} target="_blank" rel="noreferrer" className="underline">
            {m['audience.definition.read']()}
          </a>
        </>
      )}
    </p>
  )
}

function AllReadings({ channelId }: { channelId: string }) {
  const search = useAudienceSearch()
  return (
    <Link to="/audience" search={{ ...search, source: channelId, enter: undefined }} className="font-medium underline">
      {m['audience.readings.all']()}
    </Link>
  )
}
