import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { useZone } from '../../data/session.ts'
import { capital, dayWithYear } from '../../format/index.ts'
import { m } from '../../words.ts'
import { type EditionLine, periodWord } from './report-words.ts'

const SHORT = 4

/** The editions of a report, the newest first. */
export function EditionList({ editions }: { editions: readonly EditionLine[] }) {
  const zone = useZone()
  const [all, setAll] = useState(false)
  const shown = all ? editions : editions.slice(0, SHORT)
  return (
    <section>
      <h2 className="rule flex gap-2 pb-1.5 text-13">
        {m['reporting.editions']()} <span className="font-normal text-ink-3">{editions.length || ''}</span>
      </h2>
      {editions.length === 0 && <p className="py-2 text-13 text-ink-3">{m['reporting.no-editions']()}</p>}
      <ul>
        {shown.map((edition) => (
          <li key={edition.id} className="relative border-b border-hair py-1.5 text-13 hover:bg-hover">
            <Link
              to="/reports/editions/$editionId"
              params={{ editionId: edition.id }}
              className="font-medium no-underline after:absolute after:inset-0"
            >
              {capital(periodWord(edition))}
            </Link>
            <p className="text-12 text-ink-3">
              {m['reporting.edition']({ number: edition.number })}
              {', '}
              {m['reporting.frozen-on']({ day: dayWithYear(edition.frozenAt, zone) })}
              {edition.opened > 0 && ` · ${m['reporting.opened']({ count: edition.opened })}`}
            </p>
          </li>
        ))}
      </ul>
      {editions.length > SHORT && !all && (
        <div className="pt-2">
          <Button size="small" kind="quiet" onPress={() => setAll(true)}>
            {m['reporting.all-editions']({ count: editions.length })}
          </Button>
        </div>
      )}
    </section>
  )
}
