import { networkName } from '../../components/network-mark.tsx'
import { useMay, useZone } from '../../data/session.ts'
import { shortDay } from '../../format/index.ts'
import { m } from '../../words.ts'
import { AccountLook, type Pick } from './account-look.tsx'
import { attemptSentence, type Delivery, partWord, sentSentence, toTheMs } from './delivery-words.ts'
import { exchangesOf } from './exchange.ts'
import { ExchangeView } from './exchange-view.tsx'

interface Props {
  delivery: Delivery
  /** The person says: this one is it. */
  onPick: Pick
  busy: boolean
}

/** What is known of a post that nobody knows to be out, and beside it what the account shows. */
export function Doubt({ delivery, onPick, busy }: Props) {
  const may = useMay('deliveries.act')
  const zone = useZone()
  const step = delivery.parts.find(({ state }) => state === 'uncertain' || state === 'sending')
  const network = networkName(delivery.network)
  return (
    <section className="pt-4">
      <p className="pb-3 text-16 text-pretty">
        {delivery.settleAt
          ? m['deliveries.doubt.waits']({ time: toTheMs(delivery.settleAt, zone).slice(0, 8) })
          : m['deliveries.doubt.person']({ network })}
      </p>
      <div className="grid gap-x-7 gap-y-4 desk:grid-cols-2">
        <div className="min-w-0">
          <h3 className="rule pb-1 text-13">{m['deliveries.doubt.known']()}</h3>
          {step && delivery.parts.length > 1 && (
            <p className="border-b border-hair py-1.5 text-13">
              {m['deliveries.doubt.part']({ part: partWord(step.position, step.kind) })}
            </p>
          )}
          <Known delivery={delivery} part={step?.position ?? null} />
        </div>
        {may && <AccountLook delivery={delivery} onPick={onPick} busy={busy} />}
      </div>
    </section>
  )
}

/** When it was sent, with which bytes, what came back, and each reading since. */
function Known({ delivery, part }: { delivery: Delivery; part: number | null }) {
  const zone = useZone()
  const calls = delivery.happenings.flatMap((one) =>
    one.what === 'attempt' && (one.kind === 'publish' || one.kind === 'settle') && one.part === part ? [one] : [],
  )
  if (calls.length === 0) return <p className="py-1.5 text-13 text-ink-2">{m['deliveries.doubt.no-call']()}</p>
  return (
    <ol>
      {calls.map((call, index) => (
        <li key={`${call.at} ${index}`} className="border-b border-hair py-1.5 text-13">
          <p className="flex flex-wrap gap-x-3">
            <time dateTime={call.at} className="shrink-0 text-ink-2 tabular-nums">
              {index === 0 && `${shortDay(call.at, zone)} `}
              {toTheMs(call.at, zone)}
            </time>
            <span>
              {call.kind === 'publish' && `${sentSentence(call, delivery.network, delivery.parts.length)}. `}
              {attemptSentence(call, delivery.network)}
            </span>
          </p>
          {call.kind === 'publish' &&
            exchangesOf(call.exchanges).map((exchange) => (
              <ExchangeView key={exchange.startedAt} exchange={exchange} open />
            ))}
        </li>
      ))}
    </ol>
  )
}
