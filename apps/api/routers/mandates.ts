import { router } from '../trpc.ts'

export const mandatesRouter = router({})
