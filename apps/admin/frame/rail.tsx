import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useRef, useState } from 'react'
import { Kbd } from '../components/kbd.tsx'
import { useSession } from '../data/session.ts'
import { initials } from '../format/index.ts'
import { m } from '../words.ts'
import type { RailEntry, RailGroup } from './feature.ts'
import { openLayer } from './layers.ts'
import { railEntries } from './registry.ts'

const AgencyMenu = lazy(() => import('./agency-menu.tsx'))

const GROUPS: Record<RailGroup, () => string> = {
  now: () => m['frame.now'](),
  plan: () => m['frame.plan'](),
  prove: () => m['frame.prove'](),
  run: () => m['frame.run'](),
}

/** The pages this person may see, in the rail's order. */
export function usePages(): readonly RailEntry[] {
  const { permissions } = useSession()
  const shown = railEntries().map(useShown)
  return railEntries().filter((entry, i) => shown[i] && (!entry.permission || permissions.includes(entry.permission)))
}

const always = () => true

// The entries are fixed at start, so each one's hook is called in its own place at every render.
function useShown(entry: RailEntry): boolean {
  const useOwn = entry.useShown ?? always
  return useOwn()
}

export function Rail({ slim }: { slim: boolean }) {
  const pages = usePages()
  const groups = (Object.keys(GROUPS) as RailGroup[]).filter((group) => pages.some((page) => page.group === group))
  return (
    <nav
      aria-label={m['frame.pages']()}
      className="flex min-h-0 flex-col overflow-x-hidden overflow-y-auto border-r border-line px-2 pb-2 [grid-area:rail] phone:hidden"
    >
      <House slim={slim} />
      {groups.map((group, i) => (
        <div key={group} role="group" aria-label={GROUPS[group]()}>
          {slim ? (
            i > 0 && <div className="mx-1.5 my-[7px] border-t border-hair" />
          ) : (
            <h2 aria-hidden className="px-2 pt-3 pb-[3px] text-11 font-medium text-ink-3">
              {GROUPS[group]()}
            </h2>
          )}
          {pages
            .filter((page) => page.group === group)
            .map((page) => (
              <RailLink key={page.to} entry={page} slim={slim} />
            ))}
        </div>
      ))}
      {!slim && (
        <div className="mt-auto p-2 text-11 text-ink-3">
          <button type="button" onClick={() => openLayer('keys')} className="flex items-center gap-1.5">
            {m['frame.keys.short']()} <Kbd>?</Kbd>
          </button>
        </div>
      )}
    </nav>
  )
}

function House({ slim }: { slim: boolean }) {
  const { agency, agencies } = useSession()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const name = agency?.name ?? 'Comptoir'
  const mark = (
    <>
      <span
        aria-hidden
        className="grid size-[22px] shrink-0 place-items-center rounded-2 bg-accent text-11 leading-none font-bold tracking-[-.02em] text-on-accent"
      >
        {houseLetters(name)}
      </span>
      <span className={slim ? 'sr-only' : 'truncate'}>{name}</span>
    </>
  )
  const box = `flex h-(--bar) shrink-0 items-center gap-2 font-bold ${slim ? 'px-[7px]' : 'px-2'}`
  if (agencies.length < 2) return <div className={box}>{mark}</div>
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        title={m['frame.switch-agency']()}
        onClick={() => setOpen(!open)}
        className={`${box} rounded-2 text-left hover:bg-hover`}
      >
        {mark}
      </button>
      {open && (
        <Suspense fallback={null}>
          <AgencyMenu trigger={button} close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

/** "Zinc & Cie" is Zc: the first letter, and the first of the second word in small. */
function houseLetters(name: string): string {
  const letters = initials(name)
  return letters.charAt(0) + letters.slice(1).toLocaleLowerCase()
}

function RailLink({ entry, slim }: { entry: RailEntry; slim: boolean }) {
  const Icon = entry.icon
  const label = entry.label()
  return (
    <Link
      to={entry.to}
      title={slim ? label : undefined}
      activeProps={{ 'aria-current': 'page' }}
      className={`relative flex h-7 items-center gap-2.5 rounded-2 text-13 text-ink-2 no-underline hover:bg-hover current:bg-selected current:font-bold current:text-ink current:before:absolute current:before:top-[5px] current:before:bottom-[5px] current:before:-left-2 current:before:w-[3px] current:before:rounded-r-[2px] current:before:bg-accent current:before:content-[''] ${slim ? 'justify-center' : 'px-2'}`}
    >
      <Icon size={16} strokeWidth={1.75} className="shrink-0" />
      <span className={slim ? 'sr-only' : 'truncate'}>{label}</span>
      {entry.useCount && <RailCount useCount={entry.useCount} hot={entry.hot === true} slim={slim} />}
    </Link>
  )
}

function RailCount({ useCount, hot, slim }: { useCount: () => number | undefined; hot: boolean; slim: boolean }) {
  const count = useCount()
  if (!count) return null
  return (
    <span
      className={
        slim
          ? 'absolute top-0 right-px text-[9px] leading-3 font-bold'
          : `ml-auto text-12 ${hot ? 'font-bold text-ink' : 'font-normal text-ink-3'}`
      }
    >
      {count}
    </span>
  )
}
