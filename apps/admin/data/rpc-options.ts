import { skipToken, type QueryFunctionContext } from '@tanstack/react-query'
import type { Rpc } from './rpc.ts'

type Options = Record<string, unknown> | undefined
type Key = readonly [path: readonly string[], rest?: { input?: unknown; type?: string }]

/** Collects the names that are read off it, and calls `end` with them when it is called. */
function pathProxy(end: (path: string[], args: readonly unknown[]) => unknown, path: string[] = []): object {
  return new Proxy(() => undefined, {
    get: (_, name) => (typeof name === 'string' && name !== 'then' ? pathProxy(end, [...path, name]) : undefined),
    apply: (_, __, args: readonly unknown[]) => end(path, args),
  })
}

/** `client.clients.list.query(input, { signal })` and `.mutate(input)`. */
export function clientOver(rpc: Rpc): object {
  return pathProxy((path, [input, options]) => {
    const verb = path.at(-1)
    const signal = (options as { signal?: AbortSignal } | undefined)?.signal
    const name = path.slice(0, -1).join('.')
    if (verb === 'query') return rpc.query(name, input, signal)
    if (verb === 'mutate') return rpc.mutate(name, input, signal)
    throw new TypeError(`A procedure is asked by query or mutate, not ${verb}`)
  })
}

function keyOf(path: readonly string[], input: unknown, type?: string): Key {
  const given = input === undefined || input === skipToken ? {} : { input }
  return [path, type ? { ...given, type } : given]
}

/** The same options and keys for TanStack Query as tRPC's own package makes. */
export function optionsOver(rpc: Rpc): object {
  return pathProxy((path, args) => {
    const verb = path.at(-1) ?? ''
    const at = path.slice(0, -1)
    const name = at.join('.')
    const [input, options] = args as readonly [unknown, Options]
    switch (verb) {
      case 'queryOptions':
        return {
          ...options,
          queryKey: keyOf(at, input, 'query'),
          queryFn:
            input === skipToken ? skipToken : ({ signal }: QueryFunctionContext) => rpc.query(name, input, signal),
          trpc: { path: name },
        }
      case 'infiniteQueryOptions': {
        const { cursor, ...rest } = (typeof input === 'object' && input !== null ? input : {}) as Record<
          string,
          unknown
        >
        return {
          initialPageParam: options?.['initialCursor'] ?? cursor ?? null,
          ...options,
          queryKey: keyOf(at, input === skipToken ? skipToken : rest, 'infinite'),
          queryFn:
            input === skipToken
              ? skipToken
              : ({ pageParam, signal }: QueryFunctionContext<Key, unknown>) =>
                  rpc.query(
                    name,
                    pageParam === null || pageParam === undefined ? rest : { ...rest, cursor: pageParam },
                    signal,
                  ),
          trpc: { path: name },
        }
      }
      case 'mutationOptions':
        return {
          ...(input as Options),
          mutationKey: [at],
          mutationFn: (variables: unknown) => rpc.mutate(name, variables),
          trpc: { path: name },
        }
      case 'queryKey':
        return keyOf(at, input, 'query')
      case 'infiniteQueryKey':
        return keyOf(at, input, 'infinite')
      case 'mutationKey':
        return [at]
      case 'pathKey':
        return [at]
      case 'queryFilter':
        return { ...options, queryKey: keyOf(at, input, 'query') }
      case 'pathFilter':
        return { ...(input as Options), queryKey: [at] }
      default:
        throw new TypeError(`${path.join('.')} makes no options for TanStack Query`)
    }
  })
}
