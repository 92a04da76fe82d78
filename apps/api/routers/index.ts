import { router } from '../trpc.ts'
import { agencyRouter } from './agency.ts'
import { audienceRouter } from './audience.ts'
import { channelsRouter } from './channels.ts'
import { clientsRouter } from './clients.ts'
import { countdownRouter } from './countdown.ts'
import { editorialRouter } from './editorial.ts'
import { liveRouter } from './live.ts'
import { mandatesRouter } from './mandates.ts'
import { noticesRouter } from './notices.ts'
import { publishingRouter } from './publishing.ts'
import { rehearsalRouter } from './rehearsal.ts'
import { reportingRouter } from './reporting.ts'
import { restoreRouter } from './restore.ts'
import { searchRouter } from './search.ts'
import { sessionRouter } from './session.ts'
import { todayRouter } from './today.ts'

/** Every door of the product, one router per context. */
export const appRouter = router({
  session: sessionRouter,
  agency: agencyRouter,
  clients: clientsRouter,
  mandates: mandatesRouter,
  channels: channelsRouter,
  editorial: editorialRouter,
  countdown: countdownRouter,
  publishing: publishingRouter,
  audience: audienceRouter,
  rehearsal: rehearsalRouter,
  reporting: reportingRouter,
  notices: noticesRouter,
  restore: restoreRouter,
  search: searchRouter,
  today: todayRouter,
  live: liveRouter,
})
export type AppRouter = typeof appRouter
