import { Download, LoaderCircle } from 'lucide-react'
import { buttonClass } from '../../components/button.tsx'
import { m } from '../../words.ts'
import type { EditionPage } from './report-words.ts'

const PARTS = ['figures', 'followers', 'posts'] as const

/** The edition to take away: a PDF once it is printed, its figures as CSV. */
export function EditionFiles({ edition }: { edition: EditionPage }) {
  const file = (type: 'pdf' | 'csv', part?: string) =>
    `/files/reports/editions/${edition.id}.${type}${part ? `?part=${part}` : ''}`
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span role="group" aria-label={m['reporting.csv']()} className="inline-flex items-center gap-2.5 text-12">
        <span aria-hidden className="text-ink-3">
          CSV
        </span>
        {PARTS.map((part) => (
          <a key={part} href={file('csv', part)} download className="phone:py-2.5">
            {m[`reporting.csv.${part}`]()}
          </a>
        ))}
      </span>
      <span role="status">
        {edition.pdf === 'ready' ? (
          <a href={file('pdf')} download className={buttonClass()}>
            <Download size={14} strokeWidth={2} aria-hidden /> {m['reporting.pdf-download']()}
          </a>
        ) : (
          <span className="inline-flex h-control items-center gap-1.5 text-13 text-ink-2">
            <LoaderCircle size={14} strokeWidth={2} aria-hidden className="animate-turn" />
            {m['reporting.pdf-rendering']()}
          </span>
        )}
      </span>
    </div>
  )
}
