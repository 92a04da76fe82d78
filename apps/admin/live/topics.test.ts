import { QueryClient } from '@tanstack/react-query'
import { afterEach, describe, expect, test } from 'vitest'
import { forgetLiveTopics, invalidateTopics, registerLiveTopics } from './topics.ts'

function cacheOf(...paths: string[][]) {
  const client = new QueryClient()
  for (const path of paths) client.setQueryData([path, { type: 'query' }], path.join('.'))
  const stale = () =>
    client
      .getQueryCache()
      .getAll()
      .filter((query) => query.state.isInvalidated)
      .map((query) => query.state.data)
  return { client, stale }
}

afterEach(forgetLiveTopics)

describe('a change told by the server', () => {
  test('makes stale what features registered for its topic, and nothing else', () => {
    registerLiveTopics('countdown', [['countdown'], ['publishing', 'list']])
    registerLiveTopics('countdown', [['calendar']])
    const { client, stale } = cacheOf(
      ['countdown', 'get'],
      ['publishing', 'list'],
      ['publishing', 'one'],
      ['calendar', 'week'],
      ['clients', 'list'],
    )
    invalidateTopics(client, [{ topic: 'countdown', id: 'lyre-3' }])
    expect(stale()).toEqual(['countdown.get', 'publishing.list', 'calendar.week'])
  })

  test('falls back to the router of the topic’s own name', () => {
    const { client, stale } = cacheOf(['clients', 'list'], ['channels', 'list'])
    invalidateTopics(client, [{ topic: 'clients', id: null }])
    expect(stale()).toEqual(['clients.list'])
  })
})
