import { NetworkMark, networkName } from '../../components/network-mark.tsx'
import { number } from '../../format/index.ts'
import { m } from '../../words.ts'
import { type Mandate, type ScopeLine, scopeLines } from './mandate-words.ts'

/** What went out this month beside what was promised, network by network. */
export function ScopeTable({ mandate }: { mandate: Mandate }) {
  const lines = scopeLines(mandate)
  if (lines.length === 0) return <p className="py-2 text-13 text-ink-3">{m['mandates.no-scope-says']()}</p>
  return (
    <table className="w-full text-13">
      <thead>
        <tr className="text-left text-12 text-ink-3">
          <th className="w-[34%] py-1 font-normal">{m['mandates.network']()}</th>
          <th className="py-1 font-normal @max-md:hidden" aria-hidden />
          <th className="w-16 py-1 text-right font-normal">{m['mandates.out']()}</th>
          <th className="w-16 py-1 text-right font-normal">{m['mandates.promised']()}</th>
          <th className="w-24 py-1 text-right font-normal">{m['mandates.to-do']()}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.network} className="border-t border-hair">
            <th scope="row" className="py-2 text-left font-medium">
              <span className="inline-flex items-center gap-2 align-middle">
                <NetworkMark network={line.network} decorative /> {networkName(line.network)}
              </span>
            </th>
            <td aria-hidden className="pr-2 @max-md:hidden">
              <Bar line={line} />
            </td>
            <td className="text-right font-bold">{number(line.done)}</td>
            <td className="text-right">{line.promised === null ? '–' : number(line.promised)}</td>
            <td className="text-right text-ink-2">{leftOf(line)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function leftOf({ promised, done }: ScopeLine): string {
  if (promised === null) return m['mandates.not-promised']()
  if (done === promised) return m['mandates.kept']()
  return done > promised ? m['mandates.extra']({ count: number(done - promised) }) : number(promised - done)
}

/** How full the promise is: ink on a hairline, since colour would mean a state. */
function Bar({ line: { promised, done } }: { line: ScopeLine }) {
  if (!promised) return null
  return (
    <span className="relative block h-[5px] rounded-1 bg-selected">
      <span
        className="absolute inset-y-0 left-0 rounded-1 bg-ink"
        style={{ width: `${Math.min(1, done / promised) * 100}%` }}
      />
    </span>
  )
}
