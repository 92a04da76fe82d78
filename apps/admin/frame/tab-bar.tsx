import { Link } from '@tanstack/react-router'
import { Menu } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { m } from '../words.ts'
import type { RailEntry } from './feature.ts'
import { usePages } from './rail.tsx'

const MoreMenu = lazy(() => import('./more-menu.tsx'))

const CELL =
  'relative grid min-w-0 content-center justify-items-center gap-[3px] text-[10.5px] leading-3 font-medium text-ink-3 no-underline current:font-bold current:text-ink current:shadow-[inset_0_2px_var(--accent)]'

/** The phone's bottom bar: four pages under the thumb, the rest behind More. */
export function TabBar() {
  const pages = usePages()
  const [open, setOpen] = useState(false)
  const more = useRef<HTMLButtonElement>(null)
  const shown = pages
    .filter((page) => page.phone !== undefined)
    .toSorted((a, b) => (a.phone ?? 0) - (b.phone ?? 0))
    .slice(0, 4)
  return (
    <nav
      aria-label={m['frame.pages']()}
      className="fixed inset-x-0 bottom-0 z-20 grid h-[calc(60px+env(safe-area-inset-bottom))] auto-cols-fr grid-flow-col border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] desk:hidden"
    >
      {shown.map((entry) => (
        <Link key={entry.to} to={entry.to} activeProps={{ 'aria-current': 'page' }} className={CELL}>
          <entry.icon size={20} strokeWidth={1.75} />
          <span className="max-w-full truncate px-1">{(entry.phoneLabel ?? entry.label)()}</span>
          {entry.useCount && <Pip useCount={entry.useCount} />}
        </Link>
      ))}
      <button
        ref={more}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className={CELL}
      >
        <Menu size={20} strokeWidth={1.75} />
        <span>{m['frame.more']()}</span>
      </button>
      {open && (
        <Suspense fallback={null}>
          <MoreMenu close={() => setOpen(false)} />
        </Suspense>
      )}
    </nav>
  )
}

function Pip({ useCount }: { useCount: NonNullable<RailEntry['useCount']> }) {
  const count = useCount()
  if (!count) return null
  return (
    <span className="absolute top-1.5 left-[calc(50%+6px)] min-w-[15px] rounded-[8px] bg-accent px-[3px] text-center text-[10px] leading-[15px] font-bold text-on-accent">
      {count > 99 ? '99+' : count}
    </span>
  )
}
