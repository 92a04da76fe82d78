import type { ReactNode } from 'react'

/** A key cap; `onInk` inside a primary button or a toast. */
export function Kbd({
  children,
  onInk = false,
  className = '',
}: {
  children: ReactNode
  onInk?: boolean
  className?: string
}) {
  return (
    <kbd
      className={`inline-block min-w-[18px] rounded-1 border border-b-2 px-1 text-center font-sans text-11 font-medium whitespace-nowrap ${onInk ? 'border-current opacity-60' : 'border-line bg-surface text-ink-2'} ${className}`}
    >
      {children}
    </kbd>
  )
}
