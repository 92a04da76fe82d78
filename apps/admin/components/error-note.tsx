import { OctagonX } from 'lucide-react'
import type { ReactNode } from 'react'

interface Props {
  /** What happened, in one sentence. */
  title: string
  /** What was kept. */
  kept?: string
  /** What to do: a sentence, a button, or both. */
  children?: ReactNode
}

/** An error in plain words: what happened, what was kept, what to do. */
export function ErrorNote({ title, kept, children }: Props) {
  return (
    <div role="alert" className="flex gap-2.5 rounded-3 border border-line bg-surface p-4 text-13">
      <OctagonX size={16} strokeWidth={1.75} className="mt-0.5 shrink-0" />
      <div className="grid min-w-0 gap-1">
        <p className="text-14 font-bold">{title}</p>
        {kept && <p className="text-ink-2">{kept}</p>}
        {children && <div className="flex flex-wrap items-center gap-2 pt-1.5">{children}</div>}
      </div>
    </div>
  )
}
