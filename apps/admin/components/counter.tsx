import { number } from '../format/index.ts'
import { m } from '../words.ts'
import { networkName } from './network-mark.tsx'

interface Props {
  /** By the network's own rule. */
  count: number
  limit: number | null
  /** Said when it is over: "X would refuse: 9 too many". */
  network?: string
  /** "Near" from here on, as a share of the limit. */
  nearFrom?: number
}

/** How much is written, by the network's own rule. Near turns bold, over turns red and says so. */
export function Counter({ count, limit, network, nearFrom = 0.9 }: Props) {
  if (limit === null) return <span className="text-12 text-ink-3">{number(count)}</span>
  const share = limit === 0 ? 1 : Math.min(count / limit, 1)
  const over = count > limit
  const near = !over && share >= nearFrom
  return (
    <span className="inline-flex items-center gap-1.5 text-12 whitespace-nowrap" role="status" aria-live="off">
      <span
        className={`inline-flex items-center gap-1.5 ${over ? 'font-bold text-failed' : near ? 'font-bold text-ink' : 'text-ink-3'}`}
      >
        <svg aria-hidden width="14" height="14" viewBox="0 0 14 14" className="shrink-0 -rotate-90">
          <circle cx="7" cy="7" r="5.5" fill="none" stroke="var(--line)" strokeWidth="3" />
          <circle
            cx="7"
            cy="7"
            r="5.5"
            fill="none"
            stroke="currentColor"
            strokeWidth="3"
            pathLength="100"
            strokeDasharray={`${share * 100} 100`}
          />
        </svg>
        {number(count)} / {number(limit)}
      </span>
      {near && <span className="text-ink-3">{m['parts.counter.left']({ count: limit - count })}</span>}
      {over && (
        <span className="text-failed">
          {network
            ? m['parts.counter.refused']({ network: networkName(network), count: count - limit })
            : m['parts.counter.over']({ count: count - limit })}
        </span>
      )}
    </span>
  )
}
