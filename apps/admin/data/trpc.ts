import type { AppRouter } from '@comptoir/api'
import { QueryClient } from '@tanstack/react-query'
import { createTRPCClient, httpBatchLink, TRPCClientError, type TRPCLink } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import { language } from '../format/index.ts'
import { connectionIsBack, connectionWasLost, onConnectionBack } from './connection.ts'
import { sessionWasLost } from './session-lost.ts'

/** What a procedure answers: `Outputs['clients']['list']`. */
export type Outputs = inferRouterOutputs<AppRouter>
/** What a procedure wants. */
export type Inputs = inferRouterInputs<AppRouter>

/** The server never answered, as opposed to answering no. */
export function gotNoAnswer(error: unknown): boolean {
  return error instanceof TRPCClientError && !error.data && !error.meta?.['response']
}

/** Sorts every answer: none at all means the connection, "who are you?" means the session. */
const watch: TRPCLink<AppRouter> = () => {
  return ({ next, op }) =>
    observable((observer) =>
      next(op).subscribe({
        next(value) {
          connectionIsBack()
          observer.next(value)
        },
        error(error) {
          if (gotNoAnswer(error)) connectionWasLost()
          else {
            connectionIsBack()
            if (error.data?.httpStatus === 401 && op.path !== 'session.me') sessionWasLost()
          }
          observer.error(error)
        },
        complete: () => observer.complete(),
      }),
    )
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (count, error) => count < 2 && gotNoAnswer(error),
    },
    mutations: { retry: false },
  },
})

onConnectionBack(() => void queryClient.invalidateQueries())

export const trpcClient = createTRPCClient<AppRouter>({
  links: [
    watch,
    httpBatchLink({
      url: '/trpc',
      maxURLLength: 4_000,
      headers: () => ({ 'accept-language': language() }),
    }),
  ],
})

/** `useQuery(trpc.clients.list.queryOptions())`, `useMutation(trpc.countdown.hold.mutationOptions())`. */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client: trpcClient, queryClient })
