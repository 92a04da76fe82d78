import { X } from 'lucide-react'
import { list, timeOfDay } from '../../../format/index.ts'
import { m } from '../../../words.ts'
import type { EventPage } from '../event-types.ts'

/** A no-go is no hold of the launch, but nobody in the room may miss it. */
export function PollLoud({ event, zone, display }: { event: EventPage; zone: string; display: boolean }) {
  const { poll, attempt } = event
  const over = attempt.state === 'scrubbed' || attempt.liftoffAt !== null
  if (poll?.state !== 'no-go' || over) return null
  const against = poll.voices.filter(({ said }) => said === 'no-go')
  const at = against.flatMap(({ saidAt }) => saidAt ?? []).toSorted()[0]
  return (
    <p
      role="alert"
      className={`items-center gap-x-2.5 rounded-2 bg-ink px-3 py-1.5 text-canvas ${display ? 'grid max-w-[24vw] grid-cols-[auto_1fr] text-[1.7vw] leading-[1.3] [&>span]:col-span-full [&>span]:text-[1.3vw]' : 'flex flex-wrap text-16 phone:mt-3 desk:col-span-full desk:mt-2'}`}
    >
      <X aria-hidden strokeWidth={2.5} className="size-[1.1em] shrink-0" />
      <b>{m['poll.loud']()}</b>
      <span>
        {at
          ? m['poll.loud.by']({ names: list(against.map(({ name }) => name)), at: timeOfDay(at, zone) })
          : m['poll.loud.silent']()}
      </span>
    </p>
  )
}
