import { router } from '../trpc.ts'

export const reportingRouter = router({})
