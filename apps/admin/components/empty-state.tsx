import type { ComponentType, ReactNode } from 'react'

interface Props {
  icon?: ComponentType<{ size?: number | string; strokeWidth?: number | string; className?: string }>
  title: string
  /** What will stand here. */
  children?: ReactNode
  /** The button that makes the first one. */
  actions?: ReactNode
}

/** A page with nothing on it yet: what will be here, and how to make the first one. */
export function EmptyState({ icon: Icon, title, children, actions }: Props) {
  return (
    <div className="rounded-3 border border-dashed border-line px-4 py-5 text-center">
      {Icon && <Icon size={20} strokeWidth={1.75} className="mx-auto mb-2 text-ink-3" />}
      <h3 className="text-16">{title}</h3>
      {children && <div className="mx-auto max-w-[52ch] pt-1 text-13 text-balance text-ink-2">{children}</div>}
      {actions && <div className="flex flex-wrap justify-center gap-2 pt-3.5">{actions}</div>}
    </div>
  )
}
