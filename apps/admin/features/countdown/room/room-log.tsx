import { networkName } from '../../../components/network-mark.tsx'
import { list, quoted, shortDay, timeOfDay } from '../../../format/index.ts'
import { m } from '../../../words.ts'
import { whatHappened } from '../event-log.tsx'
import type { EventPage } from '../event-types.ts'
import { logLines, type LogLine } from './log-lines.ts'

const COLOURS = {
  published: 'text-published',
  partial: 'text-uncertain',
  failed: 'text-failed',
  uncertain: 'text-uncertain',
  withdrawn: 'text-cancelled',
} as const

/** What was ordered, said and sent, newest first; deliveries to the second. */
export function RoomLog({ event, zone, rows }: { event: EventPage; zone: string; rows: number }) {
  const today = shortDay(event.now, zone)
  const lines = logLines(event).slice(0, rows)
  return (
    <section className="min-w-0">
      <h2 className="border-b border-strong pb-[5px] text-[1.08em]">{m['countdown.log']()}</h2>
      <ol>
        {lines.map((line) => (
          <li key={line.id} className="border-b border-hair py-1 leading-[1.4] text-pretty">
            <time dateTime={line.at} className="text-ink-3">
              {shortDay(line.at, zone) === today
                ? timeOfDay(line.at, zone, line.kind === 'delivery')
                : shortDay(line.at, zone)}
            </time>{' '}
            <Line line={line} zone={zone} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Line({ line, zone }: { line: LogLine; zone: string }) {
  if (line.kind === 'order') {
    return (
      <>
        <b>{whatHappened(line.change, zone)}</b> {line.change.by}
        {line.change.reason && <span className="text-ink-3">{`, ${line.change.reason}`}</span>}
      </>
    )
  }
  if (line.kind === 'delivery') {
    const networks = list(line.networks.map(networkName))
    return (
      <span className={line.state === 'published' ? '' : `font-medium ${COLOURS[line.state]}`}>
        {m[`room.log.${line.state}`]({ post: quoted(line.title), networks })}
      </span>
    )
  }
  const isResult = line.verb === 'turned-go' || line.verb === 'turned-no-go'
  return (
    <>
      <span className={isResult ? 'font-bold' : ''}>{m[`poll.log.${line.verb}`]({ name: line.name })}</span>
      {line.reason && <span className="text-ink-3">{`, ${line.reason}`}</span>}
      {!line.said && line.name && <span> {line.name}</span>}
    </>
  )
}
