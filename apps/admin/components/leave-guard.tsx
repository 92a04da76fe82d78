import { useBlocker } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'

const LeavePop = lazy(() => import('./leave-pop.tsx'))

export interface LeaveWords {
  /** What leaving does: "Leave without saving". */
  title: string
  /** What would be lost. */
  says: string
  stay: string
  go: string
}

interface Props extends LeaveWords {
  /** Whether something would be lost now; asked at the moment of leaving. */
  unsaved: () => boolean
  /** Going on within the same page (another search) loses nothing either. */
  samePageIsFine?: boolean
}

/** Before leaving a page with text that is not kept anywhere: names what would be lost. The browser asks when the tab closes. */
export function LeaveGuard({ unsaved, samePageIsFine = false, ...words }: Props) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => unsaved() && !(samePageIsFine && current.pathname === next.pathname),
    enableBeforeUnload: unsaved,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return (
    <Suspense fallback={null}>
      <LeavePop {...words} onStay={blocker.reset} onGo={blocker.proceed} />
    </Suspense>
  )
}
