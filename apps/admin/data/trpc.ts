import type { AppRouter } from '@comptoir/api'
import { QueryClient } from '@tanstack/react-query'
import type { TRPCClient } from '@trpc/client'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import type { TRPCOptionsProxy } from '@trpc/tanstack-react-query'
import { language } from '../format/index.ts'
import { connectionIsBack, connectionWasLost, onConnectionBack } from './connection.ts'
import { heedInvalidation } from './heed-invalidation.ts'
import { clientOver, optionsOver } from './rpc-options.ts'
import { openRpc, RpcError } from './rpc.ts'
import { heardServer } from './server-clock.ts'
import { sessionWasLost } from './session-lost.ts'

/** What a procedure answers: `Outputs['clients']['list']`. */
export type Outputs = inferRouterOutputs<AppRouter>
/** What a procedure wants. */
export type Inputs = inferRouterInputs<AppRouter>

/** The server never answered, as opposed to answering no. */
export function gotNoAnswer(error: unknown): boolean {
  return error instanceof RpcError && !error.answered
}

/** Sorts every answer: none at all means the connection, "who are you?" means the session. */
const rpc = openRpc({
  url: '/trpc',
  headers: () => ({ 'accept-language': language() }),
  onClock: heardServer,
  onAnswer(path, error) {
    if (error && !error.answered) return connectionWasLost()
    connectionIsBack()
    if (error?.data?.['httpStatus'] === 401 && path !== 'session.me') sessionWasLost()
  },
})

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (count, error) => count < 2 && gotNoAnswer(error),
    },
    mutations: { retry: false },
  },
})

heedInvalidation(queryClient)
onConnectionBack(() => void queryClient.invalidateQueries())

/** Asked outside a component: `await trpcClient.agency.setUp.mutate(answers)`. */
export const trpcClient = clientOver(rpc) as TRPCClient<AppRouter>

/** `useQuery(trpc.clients.list.queryOptions())`, `useMutation(trpc.countdown.hold.mutationOptions())`. */
export const trpc = optionsOver(rpc) as TRPCOptionsProxy<AppRouter>
