import { router } from '../trpc.ts'

export const noticesRouter = router({})
