import { NetworkMark } from '../../components/network-mark.tsx'
import { useZone } from '../../data/session.ts'
import { dayWithYear, shortDay } from '../../format/index.ts'
import { m } from '../../words.ts'
import { toTheMs } from './delivery-words.ts'
import { exchangesOf } from './exchange.ts'
import { ExchangeView } from './exchange-view.tsx'
import { type Names, type Pack, recordSentence, type Told } from './evidence-words.ts'

interface Props {
  pack: Pack
  names: Names
}

type OfDelivery = Extract<Told, { channelId: string; deliveryId: string }> | Extract<Told, { what: 'order' }>

/** Each delivery, step by step: what moved it, each call with its bytes, each answer, each reading back. */
export function EvidenceDeliveries({ pack, names }: Props) {
  const told = pack.records.flatMap(({ record }) =>
    'deliveryId' in record && record.deliveryId !== null ? [record as OfDelivery] : [],
  )
  const deliveries = Map.groupBy(told, ({ deliveryId }) => deliveryId ?? '')
  return (
    <section className="pt-7">
      <h2 className="rule pb-1 text-13">{m['evidence.deliveries']()}</h2>
      {deliveries.size === 0 && <p className="py-2 text-13 text-ink-3">{m['evidence.none']()}</p>}
      {[...deliveries].map(([id, records]) => (
        <Delivery key={id} records={records} pack={pack} names={names} />
      ))}
    </section>
  )
}

function Delivery({ records, pack, names }: Props & { records: readonly OfDelivery[] }) {
  const zone = useZone()
  const channelId = records.flatMap((one) => ('channelId' in one ? one.channelId : []))[0]
  const channel = pack.channels.find(({ id }) => id === channelId)
  const parts = new Set(records.flatMap((one) => ('part' in one && one.part !== null ? one.part : []))).size
  const days = records.map(({ at }) => shortDay(at, zone))
  return (
    <section className="pt-3">
      {channel && (
        <h3 className="flex items-center gap-2 pb-1 text-14 font-medium">
          <NetworkMark network={channel.network} />
          {channel.handle}
        </h3>
      )}
      <ol>
        {records.map((record, index) => {
          const opensDay = days[index] !== days[index - 1]
          return (
            <li key={`${record.what} ${record.id}`} className="border-t border-hair py-1.5 text-13">
              {opensDay && <p className="text-12 text-ink-3">{dayWithYear(record.at, zone)}</p>}
              <div className="flex gap-3">
                <time dateTime={record.at} className="shrink-0 text-ink-2 tabular-nums">
                  {toTheMs(record.at, zone)}
                </time>
                <span className="min-w-0">{recordSentence(record, names, { parts })}</span>
              </div>
              {record.what === 'call-ended' && (
                <div className="pl-[104px] phone:pl-0">
                  {exchangesOf(keptOf(record.detail)).map((exchange) => (
                    <ExchangeView key={exchange.startedAt} exchange={exchange} />
                  ))}
                </div>
              )}
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function keptOf(detail: unknown): unknown[] {
  if (typeof detail !== 'object' || detail === null || !('exchanges' in detail)) return []
  return Array.isArray(detail.exchanges) ? detail.exchanges : []
}
