import { Link } from '@tanstack/react-router'
import { CirclePause } from 'lucide-react'
import { NetworkMark } from '../../components/network-mark.tsx'
import { useZone } from '../../data/session.ts'
import type { Outputs } from '../../data/trpc.ts'
import { dayAndTime, dayWithYear, shortDay } from '../../format/index.ts'
import { m } from '../../words.ts'

type Client = Outputs['clients']['list'][number]

export const CLIENT_COLUMNS =
  '@4xl:grid-cols-[minmax(0,1.2fr)_minmax(0,1.1fr)_minmax(150px,.8fr)_minmax(0,1fr)_minmax(130px,.7fr)] @4xl:gap-x-5'

/** One client in a line: whoever runs the week sees where to look. */
export function ClientRow({ client }: { client: Client }) {
  return (
    <li
      className={`relative grid min-h-[56px] items-center gap-y-1.5 border-b border-hair py-2.5 text-13 hover:bg-hover ${CLIENT_COLUMNS}`}
    >
      <div className="min-w-0">
        <p className="truncate text-14 font-medium">
          <Link
            to="/clients/$clientId"
            params={{ clientId: client.id }}
            className="no-underline after:absolute after:inset-0"
          >
            {client.name}
          </Link>
        </p>
        <p className="truncate text-12 text-ink-3">{client.sector}</p>
        {client.stoppedAt && (
          <p className="flex items-center gap-1.5 text-12 font-bold text-held">
            <CirclePause size={14} strokeWidth={2} className="shrink-0" />
            {m['clients.stopped']()}
          </p>
        )}
      </div>
      <MandateCell client={client} />
      <ChannelsCell channels={client.channels} />
      <NextCell next={client.next} />
      <WeekCell week={client.week} />
    </li>
  )
}

/** The mandate in force; else the one to come, else the last one. */
function MandateCell({ client }: { client: Client }) {
  const today = Temporal.Now.plainDateISO(client.zone).toString()
  const inForce = client.mandates.find((one) => one.startsOn <= today && today <= one.endsOn)
  const ahead = client.mandates.findLast((one) => one.startsOn > today)
  const mandate = inForce ?? ahead ?? client.mandates[0]
  if (!mandate) return <p className="text-12 text-ink-3">{m['clients.no-mandate']()}</p>
  const dayOf = (day: string) => dayWithYear(`${day}T12:00:00Z`, 'UTC')
  return (
    <p className="min-w-0">
      <span className="block truncate">{mandate.name}</span>
      <span className="block text-12 text-ink-3">
        {mandate === inForce
          ? m['clients.until']({ day: dayOf(mandate.endsOn) })
          : mandate === ahead
            ? m['clients.mandate-from']({ day: dayOf(mandate.startsOn) })
            : m['clients.mandate-over']({ day: dayOf(mandate.endsOn) })}
      </span>
    </p>
  )
}

function ChannelsCell({ channels }: { channels: Client['channels'] }) {
  if (channels.length === 0) return <p className="text-12 text-ink-3">{m['clients.no-channel']()}</p>
  const lost = channels.filter((one) => one.state === 'reconnect').length
  return (
    <div>
      <p className="flex flex-wrap items-center gap-1.5">
        {channels.map((one) => (
          <NetworkMark key={one.id} network={one.network} />
        ))}
      </p>
      {lost > 0 && <p className="text-12 font-bold text-failed">{m['clients.to-reconnect']({ count: lost })}</p>}
    </div>
  )
}

function NextCell({ next }: { next: Client['next'] }) {
  const zone = useZone()
  if (!next) return <p className="text-12 text-ink-3">{m['clients.no-next']()}</p>
  return (
    <p className="min-w-0">
      <span className="block truncate">{next.name}</span>
      <span className={`block text-12 ${next.state === 'hold' ? 'font-bold text-held' : 'text-ink-3'}`}>
        {next.state === 'hold' ? m['clients.hold']() : whenOf(next, zone)}
      </span>
    </p>
  )
}

function whenOf({ at, day }: NonNullable<Client['next']>, zone: string): string {
  if (at) return dayAndTime(at, zone)
  return day ? shortDay(`${day}T12:00:00Z`, 'UTC') : m['clients.next-unknown']()
}

function WeekCell({ week }: { week: Client['week'] }) {
  if (week.posts === 0) return <p className="text-12 text-ink-3">{m['clients.week.none']()}</p>
  return (
    <p>
      {m['clients.week.posts']({ count: week.posts })}
      {week.out > 0 && <span className="text-ink-3">, {m['clients.week.out']({ count: week.out })}</span>}
      {week.held > 0 && (
        <span className="block text-12 font-bold text-held">{m['clients.week.held']({ count: week.held })}</span>
      )}
    </p>
  )
}
