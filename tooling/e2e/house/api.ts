import type { AppRouter } from '@comptoir/api'
import type { APIRequestContext } from '@playwright/test'
import { createTRPCClient, httpLink, type TRPCClient } from '@trpc/client'

export type Api = TRPCClient<AppRouter>

/** The house's procedures, as whoever is signed in there: for what a story needs and does not tell. */
export function apiOf(url: string, request: APIRequestContext): Api {
  return createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: `${url}/trpc`,
        async fetch(address, init) {
          const answer = await request.fetch(String(address), {
            method: init?.method ?? 'GET',
            headers: { 'content-type': 'application/json', origin: url },
            ...(typeof init?.body === 'string' ? { data: init.body } : {}),
          })
          return new Response(new Uint8Array(await answer.body()), {
            status: answer.status(),
            headers: answer.headers(),
          })
        },
      }),
    ],
  })
}
