import type { QueryClient } from '@tanstack/react-query'

/** A change that the server tells of: what kind of thing, and which one where it knows. */
export interface Change {
  topic: string
  id: string | null
}

/** The path of a tRPC router or procedure: ['countdown'], ['publishing', 'list']. */
export type QueryPath = readonly string[]

const registry = new Map<string, QueryPath[]>()

/** Says which queries a topic makes stale. Several features may register the same topic: all are refreshed. */
export function registerLiveTopics(topic: string, paths: readonly QueryPath[]): void {
  registry.set(topic, [...(registry.get(topic) ?? []), ...paths])
}

/** For tests. */
export function forgetLiveTopics(): void {
  registry.clear()
}

/** The routers that a topic makes stale; one that nobody registered stands for the router of its own name. */
export function pathsOf(topic: string): readonly QueryPath[] {
  return registry.get(topic) ?? [[topic]]
}

function isInside(path: QueryPath, key: readonly unknown[]): boolean {
  const [procedure] = key
  return Array.isArray(procedure) && path.every((part, i) => procedure[i] === part)
}

/** Makes every query under the topic's routers stale; those on the screen are asked again at once, the others when next seen. */
export function invalidateTopics(client: QueryClient, changes: readonly Change[]): void {
  const paths = changes.flatMap((change) => pathsOf(change.topic))
  if (paths.length === 0) return
  void client.invalidateQueries({ predicate: (query) => paths.some((path) => isInside(path, query.queryKey)) })
}
