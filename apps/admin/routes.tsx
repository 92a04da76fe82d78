// The map of pages: one import and one name per feature. A feature's own routes stand in features/<feature>/feature.ts.
import { routesOf } from './frame/feature.ts'
import { frameRoute, rootRoute } from './frame/root-route.ts'
import { audience } from './features/audience/feature.ts'
import { channels } from './features/channels/feature.ts'
import { clients } from './features/clients/feature.ts'
import { countdown } from './features/countdown/feature.ts'
import { editorial } from './features/editorial/feature.ts'
import { mandates } from './features/mandates/feature.ts'
import { notices } from './features/notices/feature.ts'
import { people } from './features/people/feature.ts'
import { profile } from './features/profile/feature.ts'
import { publishing } from './features/publishing/feature.ts'
import { reports } from './features/reports/feature.ts'
import { search } from './features/search/feature.ts'
import { settings } from './features/settings/feature.ts'
import { signIn, signInRoutes } from './features/sign-in/feature.ts'
import { specimenRoutes } from './features/specimen/feature.ts'
import { today } from './features/today/feature.ts'

export const features = [
  audience,
  channels,
  clients,
  countdown,
  editorial,
  mandates,
  notices,
  people,
  profile,
  publishing,
  reports,
  search,
  settings,
  today,
  signIn,
] as const

export const routeTree = rootRoute.addChildren([
  ...signInRoutes,
  ...specimenRoutes,
  frameRoute.addChildren(routesOf(features)),
])
