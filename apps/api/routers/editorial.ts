import { router } from '../trpc.ts'

export const editorialRouter = router({})
