import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { Avatar } from '../../components/avatar.tsx'
import { NetworkMark, networkName } from '../../components/network-mark.tsx'
import { PathLink } from '../../components/path-link.tsx'
import { StateMark } from '../../components/state-mark.tsx'
import { clockSeconds } from '../../components/t0-clock.tsx'
import { countdown, dayAndTime, list, number, quoted, signed, T_ZERO, timeOfDay } from '../../format/index.ts'
import { useSecond } from '../../frame/now.ts'
import { m } from '../../words.ts'
import { timingWord } from '../../components/timing-word.ts'
import { clockOf } from '../../components/attempt-clock.ts'
import type { Today } from './use-today.ts'

/** Tonight as a station board, yesterday's figures, who is on duty. */
export function Side({ today, zone }: { today: Today; zone: string }) {
  return (
    <>
      <Board today={today} zone={zone} />
      {today.figures.map((client) => (
        <Figures key={client.clientId} client={client} zone={zone} />
      ))}
      <Duty duty={today.duty} />
    </>
  )
}

function Head({ children, link }: { children: ReactNode; link?: { path: string; label: string } }) {
  return (
    <h2 className="rule flex items-baseline justify-between gap-3 pb-1 text-13">
      <span>{children}</span>
      {link && (
        <PathLink path={link.path} className="text-12 font-normal text-ink-2">
          {link.label}
        </PathLink>
      )}
    </h2>
  )
}

function Board({ today, zone }: { today: Today; zone: string }) {
  const hour = Number(timeOfDay(today.now, zone).slice(0, 2))
  const evening = hour >= 12 || hour < 6
  const t0 = zeroOf(today)
  const now = Date.parse(today.now)
  const nextId = today.departures.find((one) => Date.parse(one.at) >= now)?.postId
  // T-0 stands between what leaves before it and what hangs at it or after.
  const before = t0 ? today.departures.filter((one) => Date.parse(one.at) < Date.parse(t0.at)) : today.departures
  const after = t0 ? today.departures.filter((one) => Date.parse(one.at) >= Date.parse(t0.at)) : []
  const row = (one: Today['departures'][number]) => (
    <Departure key={one.postId} departure={one} zone={zone} next={one.postId === nextId} />
  )
  return (
    <section>
      <Head link={{ path: '/calendar', label: m['today.board.calendar']() }}>
        {evening ? m['today.board.evening']() : m['today.board.day']()}
      </Head>
      {today.departures.length === 0 && (
        <p className="pt-2 text-13 text-pretty text-ink-2">
          {m['today.board.empty']()}{' '}
          {today.nextDeparture &&
            m['today.board.next']({
              post: quoted(today.nextDeparture.title),
              at: dayAndTime(today.nextDeparture.at, zone),
            })}
        </p>
      )}
      <ol>
        {before.map(row)}
        {t0 && <Zero t0={t0} zone={zone} />}
        {after.map(row)}
      </ol>
      {today.reserve > 0 && (
        <p className="flex items-center gap-2 pt-2 text-12 text-ink-3">
          <Lock size={14} strokeWidth={2} className="shrink-0" />
          {m['today.reserve']({ count: today.reserve })}
        </p>
      )}
    </section>
  )
}

type Zero = { name: string; at: string; clock: ReturnType<typeof clockOf> }

/** T-0's own line, when it falls on the board. */
function zeroOf(today: Today): Zero | null {
  const { t0, departures } = today
  if (!t0 || (t0.attempt.state !== 'planned' && t0.attempt.state !== 'go') || t0.attempt.t0.kind !== 'instant')
    return null
  const { at } = t0.attempt.t0
  const soon = Date.parse(at) - Date.parse(today.now) < 18 * 3_600_000
  return soon && (departures.length > 0 || Date.parse(at) > Date.parse(today.now))
    ? { name: t0.name, at, clock: clockOf(t0.attempt) }
    : null
}

function Zero({ t0, zone }: { t0: Zero; zone: string }) {
  const seconds = clockSeconds({ frozen: null, ...t0.clock }, useSecond())
  return (
    <li className="grid h-[26px] grid-cols-[42px_58px_minmax(0,1fr)_auto] items-center gap-1.5 border-y border-accent text-13 font-bold">
      <span>{timeOfDay(t0.at, zone)}</span>
      <span className="text-12">{T_ZERO}</span>
      <span className="truncate">{m['today.board.liftoff']({ event: t0.name })}</span>
      <span className="text-11">{seconds !== null && countdown(seconds)}</span>
    </li>
  )
}

function Departure({ departure, zone, next }: { departure: Today['departures'][number]; zone: string; next: boolean }) {
  const { timing } = departure
  return (
    <li className="grid h-[26px] grid-cols-[42px_58px_minmax(0,1fr)_auto] items-center gap-1.5 border-b border-hair text-13 phone:h-10">
      <b className={next ? '-ml-[3px] rounded-1 bg-armed-bg px-[3px] text-armed' : ''}>
        {timeOfDay(departure.at, zone)}
      </b>
      <span className="truncate text-12 text-ink-3">
        {timing.kind === 'fixed' ? m['today.board.fixed']() : timingWord(timing)}
      </span>
      <PathLink path={`/posts/${departure.postId}`} className="truncate no-underline hover:underline">
        {departure.title}
      </PathLink>
      <StateMark state={departure.shown} as="icon" />
    </li>
  )
}

function Figures({ client, zone }: { client: Today['figures'][number]; zone: string }) {
  return (
    <section className="pt-6">
      <Head>{m['today.figures']({ client: client.client })}</Head>
      <dl>
        {client.channels.map((channel) => (
          <div key={channel.channelId} className="flex h-7 items-center gap-2 border-b border-hair text-13">
            <dt className="flex min-w-0 items-center gap-2">
              <NetworkMark network={channel.network} decorative />
              <PathLink
                path={`/audience?client=${client.clientId}&channel=${channel.channelId}`}
                className="truncate no-underline hover:underline"
              >
                {networkName(channel.network)}
              </PathLink>
            </dt>
            <dd
              className="m-0 ml-auto flex items-baseline gap-3 whitespace-nowrap"
              title={dayAndTime(channel.at, zone)}
            >
              <b>{number(channel.value)}</b>
              <span className="w-14 text-right text-12">{channel.delta === null ? '' : signed(channel.delta)}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className="pt-2 text-12 text-ink-3">{m['today.figures.read']({ at: dayAndTime(client.readAt, zone) })}</p>
    </section>
  )
}

function Duty({ duty }: { duty: Today['duty'] }) {
  const { onDuty, then, uncovered } = duty
  return (
    <section className="pt-6">
      <Head>{m['today.duty']()}</Head>
      {onDuty.length === 0 && <p className="pt-2 text-13 text-pretty text-ink-2">{m['today.duty.none']()}</p>}
      {onDuty.map((person) => (
        <p key={person.id} className="flex items-center gap-2 pt-1.5 text-13">
          <Avatar name={person.name} size={20} decorative />
          <b className="whitespace-nowrap">{person.name}</b>
          <span className="truncate text-ink-3">{list(person.clients)}</span>
        </p>
      ))}
      {then.length > 0 && onDuty.length > 0 && (
        <p className="flex items-center gap-2 pt-1.5 text-13 text-ink-2">
          <Avatar name={then[0]?.name ?? ''} size={20} decorative />
          {m['today.duty.then']({ names: list(then.map((person) => person.name)) })}
        </p>
      )}
      {uncovered.length > 0 && onDuty.length > 0 && (
        <p className="pt-1.5 text-12 text-ink-3">{m['today.duty.uncovered']({ clients: list(uncovered) })}</p>
      )}
    </section>
  )
}
