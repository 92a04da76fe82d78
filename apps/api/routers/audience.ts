import { router } from '../trpc.ts'

export const audienceRouter = router({})
