import { type ReactNode } from 'react'

export function Section({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  return (
    <section className="border-b border-line pt-4 pb-[18px] last:border-0">
      <h2 className="text-13">{title}</h2>
      <p className="pb-[11px] text-12 text-ink-3">{note}</p>
      {children}
    </section>
  )
}
