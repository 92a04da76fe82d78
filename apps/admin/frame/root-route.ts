import { createRootRoute, createRoute, redirect } from '@tanstack/react-router'
import { ensureSession } from '../data/session.ts'
import { page } from './page.tsx'
import { NotFoundPage, PageError, Root } from './root.tsx'

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** The page's own word in the breadcrumb. */
    crumb?: () => string
    /** The page needs the width: the rail folds to 52 px. */
    wide?: boolean
    /** The page is alone on the screen: neither rail nor top bar (the launch room). */
    bare?: boolean
    /** Without it the page says that one's role does not open it, instead of a form that nobody would take. */
    permission?: string
  }
}

export const rootRoute = createRootRoute({
  component: Root,
  notFoundComponent: NotFoundPage,
  errorComponent: PageError,
})

/** Parent of every page that needs somebody signed in. */
export const frameRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'frame',
  component: page(() => import('./frame.tsx')),
  beforeLoad: async ({ location }) => {
    const session = await ensureSession()
    if (session.needsSetUp) throw redirect({ href: '/set-up', replace: true })
    if (!session.user) {
      const back = location.href === '/' ? '' : `?to=${encodeURIComponent(location.href)}`
      throw redirect({ href: `/sign-in${back}`, replace: true })
    }
  },
})
