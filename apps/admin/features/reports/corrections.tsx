import { m } from '../../words.ts'
import { dayText, type EditionPage } from './report-words.ts'

/** What later readings changed. The printed figures stay; these stand beside them, on the page too. */
export function Corrections({ edition: { corrections } }: { edition: EditionPage }) {
  return (
    <section className="pb-6">
      <h2 className="rule flex gap-2 pb-1.5 text-13">
        {m['reporting.corrections']()} <span className="font-normal text-ink-3">{corrections.length || ''}</span>
      </h2>
      {corrections.length === 0 && (
        <p className="py-2 text-13 text-pretty text-ink-3">{m['reporting.no-corrections']()}</p>
      )}
      <ul>
        {corrections.map((one) => (
          <li key={one.figure} className="border-b border-hair py-1.5 text-13">
            <p className="font-medium">{one.label}</p>
            <p>
              {one.is === null
                ? m['reporting.correction-gone']({ was: one.was })
                : m['reporting.correction']({ was: one.was, is: one.is })}
            </p>
            <p className="text-12 text-ink-3">
              {m[`reporting.because.${one.why}`]()}, {m['reporting.noticed']({ day: dayText(one.since) })}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
