import { QueryClient, skipToken } from '@tanstack/react-query'
import { initTRPC, TRPCError } from '@trpc/server'
import { createHTTPServer } from '@trpc/server/adapters/standalone'
import { createTRPCClient, httpLink, type TRPCClient } from '@trpc/client'
import { createTRPCOptionsProxy, type TRPCOptionsProxy } from '@trpc/tanstack-react-query'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { clientOver, optionsOver } from './rpc-options.ts'
import { openRpc, RpcError } from './rpc.ts'

const t = initTRPC.context<{ language: string | undefined }>().create({
  errorFormatter: ({ shape }) => ({ ...shape, data: { ...shape.data, sentence: 'Not now.' } }),
})
const router = t.router({
  clients: t.router({
    list: t.procedure.query(() => ['Orphée Lanceurs']),
    one: t.procedure.input(z.object({ id: z.string() })).query(({ input }) => `client ${input.id}`),
    language: t.procedure.query(({ ctx }) => ctx.language),
    rename: t.procedure.input(z.object({ name: z.string().min(1) })).mutation(({ input }) => input.name.toUpperCase()),
    secret: t.procedure.query(() => {
      throw new TRPCError({ code: 'UNAUTHORIZED' })
    }),
    page: t.procedure
      .input(z.object({ size: z.int(), cursor: z.int().nullish() }))
      .query(({ input }) => ({ from: input.cursor ?? 0, next: (input.cursor ?? 0) + input.size })),
  }),
})
type Router = typeof router

const requests: string[] = []
const ends: [string, number | string | null][] = []
const server = createHTTPServer({
  router,
  basePath: '/trpc/',
  createContext: ({ req }) => {
    requests.push(`${req.method} ${req.url?.split('?')[0] ?? ''}`)
    return { language: req.headers['accept-language'] }
  },
})
let url = ''

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, resolve))
  url = `http://localhost:${(server.address() as AddressInfo).port}/trpc`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))
beforeEach(() => {
  requests.length = 0
  ends.length = 0
})

function setUp(at = url) {
  const rpc = openRpc({
    url: at,
    headers: () => ({ 'accept-language': 'fr' }),
    onAnswer: (path, error) =>
      ends.push([path, error === null ? null : error.answered ? Number(error.data?.['httpStatus']) : 'silence']),
  })
  return { client: clientOver(rpc) as TRPCClient<Router>, options: optionsOver(rpc) as TRPCOptionsProxy<Router>, rpc }
}

describe('over a real tRPC server', () => {
  test('queries of one moment travel together, each with its own answer', async () => {
    const { client } = setUp()
    const answers = await Promise.allSettled([
      client.clients.list.query(),
      client.clients.one.query({ id: '7' }),
      client.clients.secret.query(),
    ])
    expect(
      answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : answer.reason.data.sentence)),
    ).toEqual([['Orphée Lanceurs'], 'client 7', 'Not now.'])
    expect(requests).toEqual(['GET /trpc/clients.list,clients.one,clients.secret'])
    expect(ends).toEqual([
      ['clients.list', null],
      ['clients.one', null],
      ['clients.secret', 401],
    ])
  })

  test('too long an address is cut into several', async () => {
    const { client } = setUp()
    const ids = Array.from({ length: 40 }, (_, i) => `${i}`.padStart(200, 'x'))
    const answers = await Promise.all(ids.map((id) => client.clients.one.query({ id })))
    expect(answers).toEqual(ids.map((id) => `client ${id}`))
    expect(requests.length).toBeGreaterThan(2)
  })

  test('a mutation travels alone, in the reader’s language', async () => {
    const { client } = setUp()
    expect(await client.clients.rename.mutate({ name: 'Lyre' })).toBe('LYRE')
    expect(requests).toEqual(['POST /trpc/clients.rename'])
    expect(await client.clients.language.query()).toBe('fr')
  })

  test('the same order given again while it is on its way goes out once; another one, or a later one, goes too', async () => {
    const { client } = setUp()
    const twice = [client.clients.rename.mutate({ name: 'Lyre' }), client.clients.rename.mutate({ name: 'Lyre' })]
    expect(await Promise.all([...twice, client.clients.rename.mutate({ name: 'Calliope' })])).toEqual([
      'LYRE',
      'LYRE',
      'CALLIOPE',
    ])
    expect(requests).toHaveLength(2)
    expect(await client.clients.rename.mutate({ name: 'Lyre' })).toBe('LYRE')
    expect(requests).toHaveLength(3)
  })

  test('a refused input says so as the server does', async () => {
    const { client } = setUp()
    const refusal: unknown = await client.clients.rename.mutate({ name: '' }).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(RpcError)
    expect(refusal).toMatchObject({ answered: true, data: { httpStatus: 400, sentence: 'Not now.' } })
  })

  test('no answer is told apart from a no', async () => {
    const { client } = setUp('http://localhost:1/trpc')
    await expect(client.clients.list.query()).rejects.toMatchObject({ answered: false })
    await expect(client.clients.rename.mutate({ name: 'x' })).rejects.toMatchObject({ answered: false })
    expect(ends).toEqual([
      ['clients.list', 'silence'],
      ['clients.rename', 'silence'],
    ])
  })

  test('a query that nobody waits for any more is nobody’s news', async () => {
    const { client } = setUp()
    const leaving = new AbortController()
    const asked = client.clients.list.query(undefined, { signal: leaving.signal })
    leaving.abort()
    await expect(asked).rejects.toBe(leaving.signal.reason)
    expect(ends).toEqual([])
  })
})

describe('for TanStack Query', () => {
  test('makes the very keys that tRPC’s own package makes', () => {
    const { options } = setUp()
    const theirs = createTRPCOptionsProxy<Router>({
      client: createTRPCClient<Router>({ links: [httpLink({ url })] }),
      queryClient: new QueryClient(),
    })
    const keysOf = (proxy: TRPCOptionsProxy<Router>) => [
      proxy.clients.list.queryOptions().queryKey,
      proxy.clients.one.queryOptions({ id: '7' }).queryKey,
      proxy.clients.one.queryOptions(skipToken).queryKey,
      proxy.clients.one.queryKey({ id: '7' }),
      proxy.clients.page.infiniteQueryOptions({ size: 2 }, { getNextPageParam: (page) => page.next }).queryKey,
      proxy.clients.rename.mutationOptions().mutationKey,
      proxy.clients.rename.mutationKey(),
      proxy.clients.pathKey(),
      proxy.clients.pathFilter().queryKey,
      proxy.clients.one.queryFilter({ id: '7' }).queryKey,
    ]
    expect(keysOf(options)).toEqual(keysOf(theirs))
  })

  test('fetches, skips, turns pages and keeps the caller’s own options', async () => {
    const { options } = setUp()
    const queries = new QueryClient()
    expect(await queries.fetchQuery(options.clients.one.queryOptions({ id: '7' }, { staleTime: 5 }))).toBe('client 7')
    expect(options.clients.one.queryOptions({ id: '7' }, { staleTime: 5 }).staleTime).toBe(5)
    expect(options.clients.one.queryOptions(skipToken).queryFn).toBe(skipToken)
    const pages = await queries.fetchInfiniteQuery({
      ...options.clients.page.infiniteQueryOptions({ size: 2 }, { getNextPageParam: (page) => page.next }),
      pages: 3,
    })
    expect(pages.pages.map((page) => page.from)).toEqual([0, 2, 4])
  })
})
