// The map of pages: one import and one name per feature. A feature's own routes stand in features/<feature>/feature.ts.
import { routesOf } from './frame/feature.ts'
import { frameRoute, rootRoute } from './frame/root-route.ts'
import { countdown } from './features/countdown/feature.ts'
import { signIn, signInRoutes } from './features/sign-in/feature.ts'
import { specimenRoutes } from './features/specimen/feature.ts'

export const features = [countdown, signIn] as const

export const routeTree = rootRoute.addChildren([
  ...signInRoutes,
  ...specimenRoutes,
  frameRoute.addChildren(routesOf(features)),
])
