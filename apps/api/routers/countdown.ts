import { router } from '../trpc.ts'

export const countdownRouter = router({})
