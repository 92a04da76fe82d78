import type { ReactNode } from 'react'

/** A key cap. */
export function Kbd({ children, className = '' }: { children: ReactNode; className?: string }) {
  return (
    <kbd
      className={`inline-block min-w-[18px] rounded-1 border border-b-2 border-line bg-surface px-1 text-center font-sans text-11 font-medium whitespace-nowrap text-ink-2 ${className}`}
    >
      {children}
    </kbd>
  )
}
