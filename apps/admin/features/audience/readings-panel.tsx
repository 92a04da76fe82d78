import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Inspector } from '../../components/inspector.tsx'
import { NetworkMark } from '../../components/network-mark.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useZone } from '../../data/session.ts'
import { trpc, type Outputs } from '../../data/trpc.ts'
import { dayWithYear, number, timeOfDay } from '../../format/index.ts'
import { m } from '../../words.ts'
import { sourceWord } from './audience-words.ts'
import { dayWord } from './days.ts'
import { Definition } from './provenance.tsx'
import { OLDEST_DAY } from './span.ts'

type Reading = Outputs['audience']['readings']['readings'][number]
const STEP = 100

/** Every reading behind a channel's figures in the period: when, how much, from where, by whom. */
export function ReadingsPanel({
  channelId,
  from,
  until,
  onClose,
}: {
  channelId: string
  from: string
  until: string
  onClose: () => void
}) {
  const [limit, setLimit] = useState(STEP)
  const { data, error, isFetching } = useQuery(
    trpc.audience.readings.queryOptions(
      { channelId, from, until, limit },
      { placeholderData: (before) => (before?.channel.id === channelId ? before : undefined) },
    ),
  )
  const total = data?.counts.reduce((sum, { count }) => sum + count, 0) ?? 0
  return (
    <Inspector
      title={m['audience.readings']()}
      aside={
        data && (
          <span className="inline-flex items-center gap-1.5">
            <NetworkMark network={data.channel.network} /> {data.channel.handle}
          </span>
        )
      }
      onClose={onClose}
    >
      {error && <ErrorNote title={sentenceOf(error)} />}
      {!data && !error && <SkeletonRows rows={8} rowHeight={44} />}
      {data && (
        <>
          <p className="pb-1 text-13 text-ink-2">
            {from === OLDEST_DAY
              ? m['audience.readings.says-all']({ count: total, until: dayWord(until) })
              : m['audience.readings.says']({ count: total, from: dayWord(from), until: dayWord(until) })}
          </p>
          <div className="pb-3 text-12 text-ink-3">
            {data.counts.map(({ source, count }) => (
              <span key={source} className="mr-3 inline-block">
                {sourceWord(source)} <b className="text-ink">{number(count)}</b>
              </span>
            ))}
            <Definition name={data.readings[0]?.definition ?? ''} source={data.definition?.source ?? null} />
          </div>
          <ul className="border-t border-ink">
            {data.readings.map((reading, index) => (
              <ReadingRow key={reading.id} reading={reading} before={data.readings[index + 1]} />
            ))}
          </ul>
          {total > data.readings.length && limit < 500 && (
            <div className="pt-3">
              <Button size="small" busy={isFetching} onPress={() => setLimit(Math.min(500, limit + STEP))}>
                {m['audience.readings.more']({ count: total - data.readings.length })}
              </Button>
            </div>
          )}
          {total > data.readings.length && limit >= 500 && (
            <p className="pt-3 text-12 text-ink-3">{m['audience.readings.narrow']()}</p>
          )}
        </>
      )}
    </Inspector>
  )
}

function ReadingRow({ reading, before }: { reading: Reading; before: Reading | undefined }) {
  const zone = useZone()
  const isNewMeaning =
    before?.source === 'api' &&
    reading.source === 'api' &&
    measureOf(before.definition) !== measureOf(reading.definition)
  return (
    <li className="grid grid-cols-[140px_minmax(0,1fr)_auto] gap-x-3 border-b border-hair py-1.5 text-13">
      <span className="whitespace-nowrap text-ink-2 tabular-nums">
        {dayWithYear(reading.at, zone)} {timeOfDay(reading.at, zone)}
      </span>
      <span className="min-w-0 text-12 text-ink-2">
        {reading.import
          ? m['audience.source.file']({ file: reading.import.fileName, by: reading.import.by })
          : reading.enteredBy
            ? m['audience.source.typed']({ by: reading.enteredBy })
            : sourceWord(reading.source)}
        {reading.note && <span className="block text-ink-3">{reading.note}</span>}
        {isNewMeaning && (
          <span className="block text-ink-3">{m['audience.readings.from-here']({ name: reading.definition })}</span>
        )}
      </span>
      <b className="text-right tabular-nums">{number(reading.value)}</b>
    </li>
  )
}

/** What is counted, without the version of the interface that it was read through: see the domain's definitions. */
const measureOf = (definition: string) => definition.replace(/@[^@]*$/, '')
