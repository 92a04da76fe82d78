import { followerCurve, smallMultiples, type Chart } from '@comptoir/reporting/charts'
import { Link } from '@tanstack/react-router'
import { useId, useMemo } from 'react'
import { NetworkMark } from '../../components/network-mark.tsx'
import { number } from '../../format/index.ts'
import { useLanguage } from '../../frame/language.ts'
import { m } from '../../words.ts'
import { type AudienceEvent, type ChannelSeries, curveOf } from './chart-data.ts'
import { dayWord } from './days.ts'
import { ChartStyle, drawn } from './drawn.ts'
import { useAudienceSearch } from './use-search.ts'
import { useWidth } from './use-width.ts'

interface Props {
  channels: readonly ChannelSeries[]
  events: readonly AudienceEvent[]
  /** The one drawn large. */
  shown: ChannelSeries
  from: string
  until: string
  /** The period reaches today: then the goal and where the line points are drawn. */
  toToday: boolean
}

/** One channel's curve large, the others small on the same axis of time. */
export default function Curves({ channels, events, shown, from, until, toToday }: Props) {
  const others = channels.filter(({ id, days }) => id !== shown.id && days.length > 0)
  return (
    <>
      <ChartStyle />
      <BigCurve key={shown.id} channel={shown} events={events} from={from} toToday={toToday} />
      {others.length > 0 && (
        <SmallCurves channels={others} events={events} from={from} until={until} toToday={toToday} />
      )}
    </>
  )
}

interface BigProps extends Pick<Props, 'events' | 'from' | 'toToday'> {
  channel: ChannelSeries
}

function BigCurve({ channel, events, from, toToday }: BigProps) {
  const language = useLanguage()
  const id = useId()
  const [box, width] = useWidth<HTMLDivElement>()
  const title = m['audience.curve.title']({ network: channel.networkName, handle: channel.handle })
  const chart = useMemo(
    () =>
      width > 0
        ? followerCurve(curveOf(channel, events, { toToday, from }), {
            language,
            width,
            height: width < 520 ? 260 : 320,
            id,
            title,
          })
        : null,
    [channel, events, from, toToday, language, width, id, title],
  )
  const open = channel.gaps.find((gap) => gap.open)
  const redefined = channel.redefined.at(-1)
  return (
    <figure className="pb-6">
      <figcaption className="flex items-center gap-2 pb-2 text-14 font-bold">
        <NetworkMark network={channel.network} decorative /> {title}
      </figcaption>
      <div ref={box} className="min-h-[260px]">
        {chart && <div {...drawn(chart.svg)} />}
      </div>
      <p className="pt-2 text-12 text-pretty text-ink-3">
        {m['audience.curve.method']()}
        {toToday && channel.goals.some(({ outlook }) => outlook) && ` ${m['audience.curve.band']()}`}
        {open && ` ${m['audience.curve.silent']({ day: dayWord(open.from) })}`}
        {redefined && ` ${m['audience.curve.redefined']({ day: dayWord(redefined.day), name: redefined.definition })}`}
      </p>
      {chart && <Behind chart={chart} />}
    </figure>
  )
}

/** The same as the curve in rows, for who cannot see it or wants the numbers. */
function Behind({ chart }: { chart: Chart }) {
  const { table } = chart
  if (table.rows.length === 0) return null
  return (
    <details className="pt-1 text-13">
      <summary className="cursor-pointer text-12 text-ink-2">{m['audience.curve.table']()}</summary>
      <div className="max-w-[640px] overflow-x-auto pt-2">
        <table className="w-full border-collapse">
          <caption className="sr-only">{table.caption}</caption>
          <thead>
            <tr className="border-b border-ink">
              {table.head.map((head, index) => (
                <th
                  key={head}
                  scope="col"
                  className={`py-1 text-12 font-bold text-ink-3 ${index === 1 || index === 2 ? 'text-right' : 'pl-3 text-left first:pl-0'}`}
                >
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.toReversed().map(([head, ...cells]) => (
              <tr key={head} className="h-7 border-b border-hair">
                <th scope="row" className="text-left font-normal whitespace-nowrap">
                  {head}
                </th>
                {cells.map((text, index) => (
                  <td key={index} className={`whitespace-nowrap tabular-nums ${index < 2 ? 'text-right' : 'pl-3'}`}>
                    {text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

function SmallCurves({ channels, events, from, until, toToday }: Omit<Props, 'shown'>) {
  const language = useLanguage()
  const search = useAudienceSearch()
  const [box, width] = useWidth<HTMLDivElement>()
  const columns = width < 520 ? 1 : Math.min(3, channels.length)
  const each = Math.floor((width - (columns - 1) * 28) / columns)
  const first = channels.flatMap(({ days }) => days.slice(0, 1)).reduce((a, { day }) => (day < a ? day : a), until)
  const charts = useMemo(() => {
    if (each <= 0) return []
    const span = { from: Date.parse(`${first > from ? first : from}T00:00:00Z`), to: Date.parse(`${until}T24:00:00Z`) }
    return smallMultiples(
      channels.map((channel) => ({
        data: curveOf(channel, events, { toToday, from }),
        id: `small-${channel.id}`,
        title: channel.handle,
      })),
      { language, width: Math.min(each, 420), height: 120, ...span },
    )
  }, [channels, events, toToday, language, each, first, from, until])
  return (
    <section className="pb-6">
      <h2 className="rule pb-1.5 text-14 font-bold">{m['audience.others']({ count: channels.length })}</h2>
      <div
        ref={box}
        className="grid gap-x-7 gap-y-4 pt-3"
        style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 420px))` }}
      >
        {channels.map((channel, index) => {
          const chart = charts[index]
          const last = channel.days.at(-1)
          return (
            <div key={channel.id}>
              <Link
                to="/audience"
                search={{ ...search, channel: channel.id }}
                className="flex items-center gap-2 text-13 no-underline hover:underline"
              >
                <NetworkMark network={channel.network} />
                <span className="min-w-0 truncate font-medium">{channel.handle}</span>
                {last && <b className="ml-auto tabular-nums">{number(last.value)}</b>}
              </Link>
              <div className="min-h-[120px] pt-1">{chart && <div {...drawn(chart.svg)} />}</div>
            </div>
          )
        })}
      </div>
      <p className="pt-2 text-12 text-ink-3">{m['audience.others.says']()}</p>
    </section>
  )
}
