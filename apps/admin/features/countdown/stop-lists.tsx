import { PathLink } from '../../components/path-link.tsx'
import { NetworkMark } from '../../components/network-mark.tsx'
import { quoted } from '../../format/index.ts'
import { m } from '../../words.ts'
import type { StopLists } from './run-order.ts'

/** The answer of a hold or a scrub: exactly three lists. */
export function StopListsView({ lists }: { lists: StopLists }) {
  return (
    <div>
      <p className="py-2 text-20 tracking-[-.01em] text-pretty">
        {m['countdown.lists.summary']({
          stopped: lists.stopped.length,
          out: lists.alreadyOut.length,
          unknown: lists.unknown.length,
        })}
      </p>
      <Section
        title={m['countdown.lists.unknown']()}
        says={m['countdown.lists.unknown-says']()}
        lines={lists.unknown}
      />
      <Section title={m['countdown.lists.out']()} says={m['countdown.lists.out-says']()} lines={lists.alreadyOut} />
      <Section
        title={m['countdown.lists.stopped']()}
        says={m['countdown.lists.stopped-says']()}
        lines={lists.stopped}
      />
    </div>
  )
}

type Line = StopLists['stopped'][number] & { canWithdraw?: boolean }

function Section({ title, says, lines }: { title: string; says: string; lines: readonly Line[] }) {
  return (
    <section className="pt-3">
      <h3 className="rule pb-1 text-13">
        {title} <span className="font-normal text-ink-3">{says}</span>
      </h3>
      {lines.length === 0 && <p className="py-2 text-13 text-ink-3">{m['countdown.lists.none']()}</p>}
      <ul>
        {lines.map((line) => (
          <li key={line.deliveryId} className="flex min-h-8 items-center gap-2.5 border-b border-hair text-13">
            <NetworkMark network={line.network} />
            <span className="min-w-0 flex-1 truncate">{quoted(line.title)}</span>
            <span className="truncate text-12 text-ink-3">{line.handle}</span>
            <PathLink path={`/deliveries/${line.deliveryId}`} className="text-12 font-medium">
              {line.canWithdraw ? m['countdown.lists.withdraw']() : m['countdown.lists.see']()}
            </PathLink>
          </li>
        ))}
      </ul>
    </section>
  )
}
