import { useId, useState } from 'react'
import { m } from '../words.ts'

interface Props {
  /** From @comptoir/reporting/charts: our own drawing, escaped there, with its title and description inside. */
  svg: string
  /** The same readings as rows, for whoever does not see the drawing. */
  table?: { head: readonly string[]; rows: readonly (readonly string[])[]; caption: string }
  /** Under the drawing: source and time of reading. */
  source?: string
}

/** A drawn chart with its table behind a button and its source below. */
export function Chart({ svg, table, source }: Props) {
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <figure className="min-w-0">
      {/* The string is made by our own package from numbers and escaped labels; nothing that a person typed reaches it raw. */}
      <div
        className="overflow-x-auto [&>svg]:h-auto [&>svg]:w-full [&>svg]:min-w-[320px]"
        dangerouslySetInnerHTML={{ __html: svg }}
      />
      {(source || table) && (
        <figcaption className="flex flex-wrap gap-x-3 pt-1 text-12 text-ink-3">
          {source && <span>{source}</span>}
          {table && (
            <button
              type="button"
              aria-expanded={open}
              aria-controls={id}
              onClick={() => setOpen(!open)}
              className="underline decoration-strong underline-offset-3"
            >
              {open ? m['parts.chart.hide']() : m['parts.chart.table']()}
            </button>
          )}
        </figcaption>
      )}
      {table && open && (
        <div id={id} className="max-h-80 overflow-auto pt-2">
          <table className="w-full text-12">
            <caption className="sr-only">{table.caption}</caption>
            <thead>
              <tr className="border-b border-ink text-left text-ink-3">
                {table.head.map((cell) => (
                  <th key={cell} scope="col" className="py-1 pr-3 font-bold">
                    {cell}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row, i) => (
                <tr key={i} className="border-b border-hair">
                  {row.map((cell, j) => (
                    <td key={j} className="py-1 pr-3">
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </figure>
  )
}
