import { Link, useMatches } from '@tanstack/react-router'
import { Bell as BellIcon, Search } from 'lucide-react'
import { Fragment, lazy, Suspense, useEffect, useRef, useState } from 'react'
import { Avatar } from '../components/avatar.tsx'
import { Kbd } from '../components/kbd.tsx'
import { T0Clock } from '../components/t0-clock.tsx'
import { useSession } from '../data/session.ts'
import { m } from '../words.ts'
import { useOwnCrumbs, type Crumb } from './crumbs.ts'
import type { Bell } from './feature.ts'
import { openLayer } from './layers.ts'
import { bell, nextT0Hook } from './registry.ts'

const MeMenu = lazy(() => import('./me-menu.tsx'))
const BellPanel = lazy(() => import('./bell-panel.tsx'))

export const onMac = /Mac|iP(hone|ad)/.test(navigator.platform)

export function TopBar() {
  const brought = bell()
  return (
    <header className="flex min-w-0 items-center gap-3 border-b border-line px-5 [grid-area:bar] phone:sticky phone:top-0 phone:z-20 phone:h-[52px] phone:gap-2 phone:bg-canvas phone:px-4">
      <Breadcrumb />
      <div className="flex-1" />
      <button
        type="button"
        onClick={() => openLayer('palette')}
        className="flex h-[30px] w-[248px] min-w-0 items-center gap-2 rounded-2 border border-line bg-surface pr-1.5 pl-2.5 text-13 text-ink-3 hover:border-strong phone:w-auto phone:border-0 phone:bg-transparent phone:px-2"
      >
        <Search size={14} strokeWidth={2} className="shrink-0 phone:size-4" />
        <span className="truncate phone:sr-only">{m['frame.find']()}</span>
        <span aria-hidden className="ml-auto phone:hidden">
          <Kbd>{onMac ? '⌘ K' : 'Ctrl K'}</Kbd>
        </span>
      </button>
      <NextClock />
      {brought && <BellButton bell={brought} />}
      <Me />
    </header>
  )
}

function Breadcrumb() {
  const { agency } = useSession()
  const own = useOwnCrumbs()
  const matches = useMatches()
  const ofRoutes: Crumb[] = matches
    .filter((match) => match.staticData.crumb)
    .map((match) => ({ label: match.staticData.crumb?.() ?? '', href: match.pathname }))
  const crumbs: Crumb[] = [...(agency ? [{ label: agency.name, href: '/' }] : []), ...ofRoutes, ...(own ?? [])]
  const last = crumbs.at(-1)?.label
  useEffect(() => {
    document.title = last && last !== agency?.name ? `${last} · Comptoir` : 'Comptoir'
  }, [last, agency?.name])
  return (
    <nav
      aria-label={m['frame.breadcrumb']()}
      className="flex min-w-0 items-center gap-1.5 text-13 whitespace-nowrap text-ink-3"
    >
      {crumbs.map((crumb, i) => {
        const isLast = i === crumbs.length - 1
        return (
          <Fragment key={`${crumb.label} ${i}`}>
            {isLast || !crumb.href ? (
              <span
                aria-current={isLast ? 'page' : undefined}
                className={isLast ? 'truncate font-medium text-ink' : 'truncate phone:hidden'}
              >
                {crumb.label}
              </span>
            ) : (
              <Link to={crumb.href} className="truncate no-underline hover:text-ink hover:underline phone:hidden">
                {crumb.label}
              </Link>
            )}
            {!isLast && (
              <span aria-hidden className="phone:hidden">
                /
              </span>
            )}
          </Fragment>
        )
      })}
    </nav>
  )
}

function NextClock() {
  const useNextT0 = nextT0Hook()
  const next = useNextT0()
  if (!next) return null
  return <T0Clock size="bar" {...next} />
}

function BellButton({ bell: { useUnread, panel } }: { bell: Bell }) {
  const unread = useUnread() ?? 0
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={unread > 0 ? m['frame.bell.unread']({ count: unread }) : m['frame.bell']()}
        onClick={() => setOpen(!open)}
        className="relative grid size-8 shrink-0 place-items-center rounded-2 text-ink-2 hover:bg-hover"
      >
        <BellIcon size={16} strokeWidth={1.75} />
        {unread > 0 && (
          <span className="absolute top-0.5 right-0 min-w-[15px] rounded-[8px] bg-accent px-[3px] text-center text-[10px] leading-[15px] font-bold text-on-accent">
            {unread > 99 ? '99+' : unread}
          </span>
        )}
      </button>
      {open && (
        <Suspense fallback={null}>
          <BellPanel trigger={button} close={() => setOpen(false)} load={panel} />
        </Suspense>
      )}
    </>
  )
}

function Me() {
  const { user } = useSession()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  if (!user) return null
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={m['frame.me']({ name: user.name })}
        onClick={() => setOpen(!open)}
        className="grid size-8 shrink-0 place-items-center rounded-full phone:hidden"
      >
        <Avatar name={user.name} decorative />
      </button>
      {open && (
        <Suspense fallback={null}>
          <MeMenu trigger={button} close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
