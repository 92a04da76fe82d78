import { createRoute } from '@tanstack/react-router'
import { page } from '../../frame/page.tsx'
import { rootRoute } from '../../frame/root-route.ts'

/** Every part on one sheet, for whoever draws with them. Only `vite` serves it; the build leaves it out. */
export const specimenRoutes = import.meta.env.DEV
  ? [
      createRoute({
        getParentRoute: () => rootRoute,
        path: '/specimen',
        component: page(() => import('./specimen-page.tsx')),
      }),
    ]
  : []
