import { networkName } from '../../components/network-mark.tsx'
import { useZone } from '../../data/session.ts'
import { shortDay } from '../../format/index.ts'
import { m } from '../../words.ts'
import { attemptSentence, causeWord, type Delivery, sentSentence, toTheMs } from './delivery-words.ts'

type Told = { at: string; says: string; by: string | null; exchanges: unknown[] }

/** What happened, in the order it happened, in plain words. */
export function DeliveryStory({ delivery }: { delivery: Delivery }) {
  const zone = useZone()
  const told = tell(delivery)
  const days = told.map((one) => shortDay(one.at, zone))
  return (
    <section className="pt-4">
      <h3 className="rule pb-1 text-13">{m['publishing.story']()}</h3>
      <ol>
        {told.map((one, index) => {
          const opensDay = days[index] !== days[index - 1]
          return (
            <li key={`${one.at} ${index}`} className="border-b border-hair py-1.5 text-13">
              {opensDay && <p className="text-12 text-ink-3">{days[index]}</p>}
              <div className="flex gap-3">
                <time dateTime={one.at} className="shrink-0 text-ink-2 tabular-nums">
                  {toTheMs(one.at, zone)}
                </time>
                <span className="min-w-0">
                  {one.says}
                  {one.by && <span className="text-ink-3"> · {one.by}</span>}
                </span>
              </div>
              {one.exchanges.length > 0 && (
                <details className="pt-1 pl-[104px] phone:pl-0">
                  <summary className="cursor-pointer text-12 text-ink-3">
                    {m['publishing.wire']({ network: networkName(delivery.network) })}
                  </summary>
                  <pre
                    role="region"
                    aria-label={m['publishing.wire']({ network: networkName(delivery.network) })}
                    // Scrolls, so it takes the keyboard.
                    tabIndex={0}
                    className="max-h-[280px] overflow-auto bg-canvas p-2 text-11 whitespace-pre-wrap [overflow-wrap:anywhere]"
                  >
                    {JSON.stringify(one.exchanges, null, 2)}
                  </pre>
                </details>
              )}
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function tell(delivery: Delivery): Told[] {
  const told = delivery.happenings.flatMap((one): Told[] => {
    const by = one.by.kind === 'member' ? one.by.name : null
    if (one.what === 'moved') return [{ at: one.at, says: causeWord(one.cause), by, exchanges: [] }]
    const outcome = {
      at: one.until ?? one.at,
      says: attemptSentence(one, delivery.network),
      by,
      exchanges: one.exchanges,
    }
    if (one.kind !== 'publish') return [outcome]
    return [
      { at: one.at, says: sentSentence(one, delivery.network, delivery.parts.length), by, exchanges: [] },
      ...(one.until || one.outcome ? [outcome] : []),
    ]
  })
  return told.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}
