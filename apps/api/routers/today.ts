import { router } from '../trpc.ts'

export const todayRouter = router({})
