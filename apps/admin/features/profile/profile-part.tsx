import type { ReactNode } from 'react'

/** A part of the profile under its black rule. */
export function ProfilePart({ title, says, children }: { title: string; says?: string; children: ReactNode }) {
  return (
    <section className="grid min-w-0 gap-4">
      <h2 className="rule pb-1.5 text-13 font-bold">
        {title}
        {says && <span className="block text-12 font-normal text-pretty text-ink-3">{says}</span>}
      </h2>
      {children}
    </section>
  )
}
