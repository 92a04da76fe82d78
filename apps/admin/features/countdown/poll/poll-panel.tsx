import { Check, CircleDashed, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../components/button.tsx'
import { useConnection } from '../../../data/connection.ts'
import { useMay } from '../../../data/session.ts'
import { dayAndTime, offset, shortDay, timeOfDay } from '../../../format/index.ts'
import { m } from '../../../words.ts'
import type { EventPage } from '../event-types.ts'
import { PollKeys, VoiceActs } from './poll-acts.tsx'
import type { Poll, Voice } from './poll-types.ts'

interface Props {
  event: EventPage
  zone: string
  /** On the wall: nothing to press. */
  display?: boolean
  onSetUp: () => void
}

/** The go/no-go poll: each voice, who and when; what it amounts to in one sentence. */
export function PollPanel({ event, zone, display = false, onSetUp }: Props) {
  const mayWrite = useMay('countdown.write') && !display
  const mayRun = useMay('countdown.run') && !display
  const { poll } = event
  const over = event.attempt.state === 'scrubbed' || event.attempt.liftoffAt !== null
  return (
    <section className="min-w-0" aria-label={m['poll.title']()}>
      <h2 className="border-b border-strong pb-[5px] text-[1.08em]">
        {m['poll.title']()} <span className="ml-1 font-normal text-ink-3">{m['poll.says']()}</span>
      </h2>
      {!poll && (
        <>
          <p className="py-1.5 text-pretty text-ink-2">{m['poll.none']()}</p>
          {mayWrite && !over && (
            <Button size="small" onPress={onSetUp}>
              {m['poll.set-up']()}
            </Button>
          )}
        </>
      )}
      {poll && (
        <>
          <ul>
            {poll.voices.map((voice) => (
              <VoiceRow
                key={voice.id}
                event={event}
                poll={poll}
                voice={voice}
                zone={zone}
                mayRun={mayRun && !over}
                display={display}
              />
            ))}
          </ul>
          {/* On the wall four voices say it themselves, and below them there is no room. */}
          {!(display && poll.voices.length > 3) && (
            <p className="py-1.5 text-pretty text-ink-2">{sentenceOf(poll, event.now, zone)}</p>
          )}
          {(mayRun || mayWrite) && !over && (
            <PollKeys event={event} poll={poll} mayRun={mayRun} mayWrite={mayWrite} onSetUp={onSetUp} />
          )}
        </>
      )}
    </section>
  )
}

interface RowProps {
  event: EventPage
  poll: Poll
  voice: Voice
  zone: string
  mayRun: boolean
  display: boolean
}

function VoiceRow({ event, poll, voice, zone, mayRun, display }: RowProps) {
  const [open, setOpen] = useState(false)
  const stale = useConnection().kind === 'lost'
  const Icon = voice.said === 'go' ? Check : voice.said === 'no-go' ? X : CircleDashed
  const when = voice.saidAt ?? null
  const row = (
    <>
      <Icon aria-hidden strokeWidth={2} className="size-[1.15em] shrink-0 self-center" />
      <b className="w-[4.6em] shrink-0">{m[`poll.said.${wordOf(poll, voice)}`]()}</b>
      <span className={`min-w-0 flex-1 truncate ${voice.said ? '' : 'text-ink-3'}`}>
        {[voice.name, voice.role].filter(Boolean).join(', ')}
      </span>
      <span className="shrink-0 text-ink-3">
        {when
          ? near(when, event.now, zone)
          : // Another day's closing is told in the sentence below: here it would leave no room for the name.
            poll.openedAt && poll.closesAt && isToday(poll.closesAt, event.now, zone)
            ? m['poll.before']({ at: timeOfDay(poll.closesAt, zone) })
            : ''}
      </span>
    </>
  )
  const look = `flex w-full min-h-[25px] items-baseline gap-2 py-[3px] text-left phone:min-h-11 phone:items-center ${voice.said === 'no-go' ? 'font-bold' : voice.said ? '' : 'text-ink-2'}`
  return (
    <li className="border-b border-hair">
      {mayRun && poll.openedAt ? (
        <button
          type="button"
          aria-expanded={open}
          title={m['poll.acts']({ name: voice.name })}
          onClick={() => setOpen(!open)}
          className={`${look} cursor-pointer hover:bg-hover`}
        >
          {row}
        </button>
      ) : (
        <p className={look}>{row}</p>
      )}
      {voice.reason && !display && <p className="pb-1 pl-[1.9em] text-pretty text-ink-2">{voice.reason}</p>}
      {open && mayRun && (
        <VoiceActs event={event} voice={voice} zone={zone} isOff={stale} onDone={() => setOpen(false)} />
      )}
    </li>
  )
}

function wordOf({ openedAt, isOpen }: Poll, { said }: Voice) {
  if (said) return said
  if (!openedAt) return 'later'
  return isOpen ? 'waits' : 'silent'
}

function sentenceOf(poll: Poll, now: string, zone: string): string {
  const count = poll.voices.length
  const until = poll.closesAt ? near(poll.closesAt, poll.openedAt ? now : (poll.asksAt ?? now), zone) : ''
  switch (poll.state) {
    case 'waiting':
      return poll.asksAt
        ? m['poll.is.waiting']({ count, at: near(poll.asksAt, now, zone), until })
        : m['poll.is.waiting-t0']({ count, ask: offset(poll.askOffsetSeconds) })
    case 'asking':
      return m['poll.is.asking']({ count: poll.voices.filter(({ said }) => said === 'go').length, all: count })
    case 'go':
      return poll.isOpen && until ? m['poll.is.go-open']({ until }) : m['poll.is.go']()
    case 'no-go':
      return m['poll.is.no-go']()
  }
}

/** The hour alone while it is today's. */
function near(at: string, now: string, zone: string): string {
  return isToday(at, now, zone) ? timeOfDay(at, zone) : dayAndTime(at, zone)
}

function isToday(at: string, now: string, zone: string): boolean {
  return shortDay(at, zone) === shortDay(now, zone)
}
