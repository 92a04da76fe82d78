import { Outlet, useMatches, useRouter } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useState, type CSSProperties } from 'react'
import { Button } from '../components/button.tsx'
import { ErrorNote } from '../components/error-note.tsx'
import { useSession } from '../data/session.ts'
import { useSessionLost } from '../data/session-lost.ts'
import { m } from '../words.ts'
import { ConnectionBanner } from './connection-banner.tsx'
import { registerFrameCommands } from './frame-commands.ts'
import { InspectorSlot } from './inspector-slot.ts'
import { useKeyListener } from './key-listener.ts'
import { useLanguage } from './language.ts'
import { openLayer, useLayer } from './layers.ts'
import { Rail } from './rail.tsx'
import { TabBar } from './tab-bar.tsx'
import { Toasts } from './toast-region.tsx'
import { TopBar } from './top-bar.tsx'

const Palette = lazy(() => import('./palette.tsx'))
const KeySheet = lazy(() => import('./key-sheet.tsx'))
const StopBanner = lazy(async () => ({ default: (await import('./stop-banner.tsx')).StopBanner }))
const ClosedPage = lazy(() => import('./closed-page.tsx'))
const SignInOverlay = lazy(() => import('./sign-in-overlay.tsx'))

/** Rail, top bar, page and inspector; on a phone, top bar, page and bottom bar. */
export default function Frame() {
  useLanguage()
  const router = useRouter()
  const session = useSession()
  const matches = useMatches()
  const layer = useLayer()
  const sessionLost = useSessionLost()
  const [slot, setSlot] = useState<HTMLElement | null>(null)
  const wide = matches.some((match) => match.staticData.wide)
  const bare = matches.some((match) => match.staticData.bare)

  const { permissions } = session
  const closed = matches.some(({ staticData: { permission } }) => permission && !permissions.includes(permission))
  const isMember = session.member !== null
  useKeyListener(useCallback((permission: string) => permissions.includes(permission), [permissions]))
  useEffect(() => registerFrameCommands(router), [router])
  useEffect(() => {
    // The stream of changes comes after the first paint: it is not what the eye waits for.
    if (isMember) void import('../live/live.ts').then((live) => live.startLive())
  }, [isMember])

  if (session.user && !session.member) {
    return (
      <main className="mx-auto max-w-xl px-5 py-12">
        <ErrorNote title={m['frame.no-agency.title']()} kept={m['frame.no-agency.why']({ email: session.user.email })}>
          <Button onPress={() => void import('./sign-out.ts').then(({ signOut }) => signOut())}>
            {m['frame.sign-out']()}
          </Button>
        </ErrorNote>
      </main>
    )
  }

  // Rare, so that its words and its code are not what the first screen waits for.
  const stopped = session.agency?.stoppedAt && (
    <Suspense fallback={null}>
      <StopBanner />
    </Suspense>
  )
  const page = (
    <InspectorSlot value={slot}>
      <main id="page" tabIndex={-1} className="min-h-0 min-w-0 outline-none desk:overflow-auto desk:[grid-area:page]">
        {closed ? (
          <Suspense fallback={null}>
            <ClosedPage />
          </Suspense>
        ) : (
          <Outlet />
        )}
      </main>
      <div ref={setSlot} className="contents" />
    </InspectorSlot>
  )

  return (
    <>
      <a
        href="#page"
        className="sr-only z-50 rounded-2 bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {m['frame.skip']()}
      </a>
      {bare ? (
        <div className="min-h-dvh">
          {stopped}
          <ConnectionBanner />
          {page}
        </div>
      ) : (
        <div
          className="desk:grid desk:h-dvh desk:[grid-template-areas:'rail_bar_bar''rail_banner_banner''rail_page_inspector'] desk:[grid-template-columns:var(--rail)_minmax(0,1fr)_auto] desk:[grid-template-rows:var(--bar)_auto_minmax(0,1fr)] phone:min-h-dvh phone:pb-[calc(64px+env(safe-area-inset-bottom))]"
          style={wide ? ({ '--rail': '52px' } as CSSProperties) : undefined}
        >
          <Rail slim={wide} />
          <TopBar />
          <div className="[grid-area:banner]">
            {stopped}
            <ConnectionBanner />
          </div>
          {page}
          <TabBar />
        </div>
      )}
      <Toasts />
      <Suspense fallback={null}>
        {layer === 'palette' && <Palette close={() => openLayer(null)} />}
        {layer === 'keys' && <KeySheet close={() => openLayer(null)} />}
        {sessionLost && <SignInOverlay />}
      </Suspense>
    </>
  )
}
