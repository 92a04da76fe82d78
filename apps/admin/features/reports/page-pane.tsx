import { useState } from 'react'
import { ErrorNote } from '../../components/error-note.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { m } from '../../words.ts'
import { type FrameWidth, ReportFrame } from './report-frame.tsx'

interface Props {
  /** Above the page. */
  heading: string
  /** What the page is, for those who hear it. */
  title: string
  label: string
  start: FrameWidth
  page: { data: { html: string } | undefined; error: unknown; isFetching: boolean }
  className?: string
}

/** A report's page in its pane: as a phone or a desk shows it, while it comes, and when it does not. */
export function PagePane({ heading, title, label, start, page, className = '' }: Props) {
  const [width, setWidth] = useState(start)
  return (
    <section aria-label={label} className={`grid min-h-[420px] grid-rows-[auto_minmax(0,1fr)] bg-canvas ${className}`}>
      <header className="flex flex-wrap items-center gap-3 px-4 py-2">
        <h2 className="flex-1 text-12 font-medium text-ink-2">{heading}</h2>
        <Segmented
          label={m['reporting.width']()}
          value={width}
          onChange={setWidth}
          options={[
            { value: 'phone', label: m['reporting.width.phone']() },
            { value: 'desk', label: m['reporting.width.desk']() },
          ]}
        />
      </header>
      {page.error ? (
        <div className="p-4">
          <ErrorNote title={sentenceOf(page.error)} />
        </div>
      ) : page.data ? (
        <div className="min-h-0 border-t border-line">
          <ReportFrame html={page.data.html} width={width} title={title} stale={page.isFetching} />
        </div>
      ) : (
        <div className="grid content-start gap-4 border-t border-line p-8">
          <Skeleton width="70%" height={40} />
          <Skeleton width="90%" height={14} />
          <Skeleton width="80%" height={14} />
          <Skeleton width="100%" height={220} />
        </div>
      )}
    </section>
  )
}
