import { createRoute } from '@tanstack/react-router'
import { defineFeature } from '../../frame/feature.ts'
import { page } from '../../frame/page.tsx'
import { frameRoute, rootRoute } from '../../frame/root-route.ts'
import { m } from '../../words.ts'

const text = (value: unknown) => (typeof value === 'string' ? value : undefined)
/** Where to go once signed in: a path of ours, never another site. */
const path = (value: unknown) => (typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : undefined)

/** Doors for whoever is not signed in: no frame round them. */
export const signInRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/sign-in',
    validateSearch: (search): { to?: string | undefined } => ({ to: path(search['to']) }),
    component: page(() => import('./sign-in-page.tsx')),
  }),
  createRoute({ getParentRoute: () => rootRoute, path: '/set-up', component: page(() => import('./set-up-page.tsx')) }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/forgot-password',
    component: page(() => import('./forgot-page.tsx')),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/reset-password',
    validateSearch: (search): { token?: string | undefined } => ({ token: text(search['token']) }),
    component: page(() => import('./reset-page.tsx')),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/magic-link',
    validateSearch: (search): { token?: string | undefined } => ({ token: text(search['token']) }),
    component: page(() => import('./magic-link-page.tsx')),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/invitation',
    validateSearch: (search): { token?: string | undefined } => ({ token: text(search['token']) }),
    component: page(() => import('./invitation-page.tsx')),
  }),
] as const

const sessionsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/sessions',
  staticData: { crumb: () => m['sign-in.sessions.title']() },
  component: page(() => import('./sessions-page.tsx')),
})

export const signIn = defineFeature({ name: 'sign-in', routes: [sessionsRoute] })
