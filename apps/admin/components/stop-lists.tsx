import { useMay } from '../data/session.ts'
import { list, quoted } from '../format/index.ts'
import { m } from '../words.ts'
import { NetworkMark } from './network-mark.tsx'
import { PathLink } from './path-link.tsx'
import { WithdrawButton } from './withdraw-button.tsx'

interface Stopped {
  deliveryId: string
  title: string
  network: string
  handle: string
}

/** What a strict stop answers. */
export interface StopLists {
  stopped: readonly Stopped[]
  alreadyOut: readonly (Stopped & { canWithdraw: boolean })[]
  unknown: readonly Stopped[]
}

/** The answer of a hold, a scrub or a stop switch: exactly three lists. */
export function StopListsView({ lists }: { lists: StopLists }) {
  const said = list([
    m['parts.lists.n-stopped']({ count: lists.stopped.length }),
    m['parts.lists.n-out']({ count: lists.alreadyOut.length }),
    m['parts.lists.n-unknown']({ count: lists.unknown.length }),
  ])
  return (
    <div>
      <p className="py-2 text-20 tracking-[-.01em] text-pretty">{said}.</p>
      <Section title={m['parts.lists.unknown']()} says={m['parts.lists.unknown-says']()} lines={lists.unknown} />
      <Section title={m['parts.lists.out']()} says={m['parts.lists.out-says']()} lines={lists.alreadyOut} />
      <Section title={m['parts.lists.stopped']()} says={m['parts.lists.stopped-says']()} lines={lists.stopped} />
    </div>
  )
}

type Line = Stopped & { canWithdraw?: boolean }

function Section({ title, says, lines }: { title: string; says: string; lines: readonly Line[] }) {
  const mayAct = useMay('deliveries.act')
  return (
    <section className="pt-3">
      <h3 className="rule pb-1 text-13">
        {title} <span className="font-normal text-ink-3">{says}</span>
      </h3>
      {lines.length === 0 && <p className="py-2 text-13 text-ink-3">{m['parts.lists.none']()}</p>}
      <ul>
        {lines.map((line) => (
          <li key={line.deliveryId} className="flex min-h-8 items-center gap-2.5 border-b border-hair text-13">
            <NetworkMark network={line.network} />
            <span className="min-w-0 flex-1 truncate">{quoted(line.title)}</span>
            <span className="truncate text-12 text-ink-3">{line.handle}</span>
            {line.canWithdraw && mayAct && (
              <WithdrawButton deliveryId={line.deliveryId} title={line.title} network={line.network} />
            )}
            <PathLink path={`/deliveries/${line.deliveryId}`} className="text-12 font-medium">
              {m['parts.lists.see']()}
            </PathLink>
          </li>
        ))}
      </ul>
    </section>
  )
}
