import { useState } from 'react'
import { TextField } from '../../components/text-field.tsx'
import { foldText } from '../../frame/match-text.ts'
import { m } from '../../words.ts'
import type { NamedFigure } from './words-draft.ts'

interface Props {
  figures: readonly NamedFigure[]
  /** The field that they go into. */
  into: string
  onPlace: (key: string) => void
}

/** The figures that words may name: a click places one at the cursor. */
export function FigureList({ figures, into, onPlace }: Props) {
  const [typed, setTyped] = useState('')
  const wanted = foldText(typed.trim())
  const found = figures
    .filter(({ key, label }) => foldText(`${label} ${key}`).includes(wanted))
    // What has no value yet may be named, but nobody looks for it first.
    .toSorted((a, b) => Number(b.known) - Number(a.known))
  return (
    <section>
      <h2 className="rule pb-1.5 text-13">{m['reporting.figures']()}</h2>
      <p className="py-1.5 text-12 text-pretty text-ink-3">{m['reporting.figures-says']({ field: into })}</p>
      <TextField
        label={m['reporting.figures-find']()}
        hideLabel
        type="search"
        placeholder={m['reporting.figures-find']()}
        value={typed}
        onChange={setTyped}
      />
      {found.length === 0 && <p className="py-2 text-13 text-ink-3">{m['reporting.figures-none']()}</p>}
      <ul className="pt-1.5">
        {found.map(({ key, label, value, known }) => (
          <li key={key} className="border-b border-hair">
            <button
              type="button"
              onClick={() => onPlace(key)}
              title={`{${key}}`}
              className="flex w-full items-baseline gap-2 py-1.5 text-left text-12 hover:bg-hover phone:min-h-11"
            >
              <span className="min-w-0 flex-1">{label}</span>
              <span className={`shrink-0 ${known ? 'font-bold' : 'text-ink-3'}`}>{value}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
