import { router } from '../trpc.ts'

export const publishingRouter = router({})
