import { X } from 'lucide-react'
import { useEffect, useEffectEvent, useId, useRef, useState, type CSSProperties, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { useInspectorSlot } from '../frame/inspector-slot.ts'
import { m } from '../words.ts'
import { IconButton } from './button.tsx'

interface Props {
  title: ReactNode
  /** In grey beside the title. */
  aside?: ReactNode
  onClose: () => void
  children: ReactNode
  /** What is decided here: buttons, the next step last. */
  footer?: ReactNode
  /** In pixels at the desk; on a phone it takes the screen. */
  width?: number
}

/** Opens beside the page, never over it. Escape closes it and gives the focus back. Keep what is open in the address. */
export function Inspector({ title, aside, onClose, children, footer, width = 420 }: Props) {
  const slot = useInspectorSlot()
  const panel = useRef<HTMLElement>(null)
  const titleId = useId()
  const ready = slot !== null
  const [before] = useState(() => document.activeElement)
  useEffect(() => {
    if (!ready) return
    // A field that asked for the focus keeps it.
    if (!panel.current?.contains(document.activeElement)) panel.current?.focus({ preventScroll: true })
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [ready, before])
  const close = useEffectEvent(onClose)
  useEffect(() => {
    const node = panel.current
    if (!node) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      event.preventDefault()
      close()
    }
    node.addEventListener('keydown', onKeyDown)
    return () => node.removeEventListener('keydown', onKeyDown)
  }, [ready])
  if (!slot) return null
  return createPortal(
    <aside
      ref={panel}
      tabIndex={-1}
      aria-labelledby={titleId}
      style={{ '--inspector': `${width}px` } as CSSProperties}
      className="grid min-h-0 grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)_auto] border-l border-line bg-surface shadow-float outline-none [clip-path:inset(0_0_0_-40px)] [grid-area:inspector] desk:w-[min(var(--inspector),62vw)] phone:fixed phone:inset-0 phone:z-30 phone:border-0"
    >
      <header className="flex items-center gap-3 pt-2.5 pr-4 pb-2 pl-7 phone:pr-2 phone:pl-4">
        <h2 id={titleId} className="min-w-0 truncate text-16">
          {title}
        </h2>
        {aside && <span className="min-w-0 truncate text-12 text-ink-3">{aside}</span>}
        <IconButton label={m['frame.close']()} onPress={onClose} className="ml-auto">
          <X size={16} strokeWidth={1.75} />
        </IconButton>
      </header>
      <div className="overflow-auto px-7 pt-0.5 pb-4 phone:px-4">{children}</div>
      {footer && (
        <footer className="flex flex-wrap items-center gap-2.5 border-t border-line px-7 py-2.5 phone:px-4 phone:pb-[calc(12px+env(safe-area-inset-bottom))]">
          {footer}
        </footer>
      )}
    </aside>,
    slot,
  )
}
