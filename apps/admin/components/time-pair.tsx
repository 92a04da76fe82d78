import { useState } from 'react'
import { useOwnPlace, useZone } from '../data/session.ts'
import {
  dayAndTime,
  epochMs,
  placeOf,
  relative,
  sameWallTime,
  timeOfDay,
  utc,
  type InstantLike,
} from '../format/index.ts'
import { useMinute } from '../frame/now.ts'
import { m } from '../words.ts'

interface Props {
  at: InstantLike
  /** The event's own zone, shown beside the reader's where they differ. */
  zone?: string | null
  /** Better names than the zones': "Roubaix", "Kourou". */
  readerPlace?: string
  place?: string
  /** With the day before the time. */
  day?: boolean
  /** With "in 1 h 44" after it. */
  withRelative?: boolean
}

/** 14:37 Roubaix · 09:37 Kourou. Hovering, focusing or tapping shows UTC. */
export function TimePair({ at, zone, readerPlace, place, day = false, withRelative = false }: Props) {
  const own = useZone()
  const ownPlace = useOwnPlace()
  const [asUtc, setAsUtc] = useState(false)
  const write = (inZone: string) => (day ? dayAndTime(at, inZone) : timeOfDay(at, inZone))
  const differs = Boolean(zone) && !sameWallTime(at, own, zone ?? own)
  const elsewhere = ` ${readerPlace ?? ownPlace} · ${timeOfDay(at, zone ?? own)} ${place ?? placeOf(zone ?? own)}`
  // What is shown comes first in the name, word for word: who speaks to the screen says what they read.
  const shown = asUtc ? utc(at) : `${write(own)}${differs ? elsewhere : ''}`
  return (
    <span className="whitespace-nowrap">
      <button
        type="button"
        title={utc(at)}
        aria-label={m['parts.time.utc']({ time: shown, utc: utc(at) })}
        onClick={() => setAsUtc(!asUtc)}
        className="cursor-default text-left"
      >
        <time dateTime={new Date(epochMs(at)).toISOString()}>
          {asUtc ? (
            utc(at)
          ) : (
            <>
              <b>{write(own)}</b>
              {differs && (
                <>
                  {' '}
                  {readerPlace ?? ownPlace} <span className="text-ink-3">·</span> {timeOfDay(at, zone ?? own)}{' '}
                  {place ?? placeOf(zone ?? own)}
                </>
              )}
            </>
          )}
        </time>
      </button>
      {withRelative && <Relative at={at} />}
    </span>
  )
}

function Relative({ at }: { at: InstantLike }) {
  return <span className="ml-2 text-12 text-ink-3">{relative(at, useMinute())}</span>
}
