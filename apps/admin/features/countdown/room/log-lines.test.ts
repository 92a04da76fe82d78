import { expect, test } from 'vitest'
import type { EventPage } from '../event-types.ts'
import { logLines } from './log-lines.ts'

const at = (time: string) => `2025-12-12T${time}Z`
const left = (id: string, time: string, network: string, state = 'published') => ({
  kind: 'delivery' as const,
  id,
  at: at(time),
  state,
  postId: 'décollage',
  title: 'Décollage',
  network,
})
const said = (id: string, time: string, verb: string) => ({
  kind: 'poll' as const,
  id,
  at: at(time),
  verb,
  name: 'Claire Tessier',
  reason: '',
})
const go = { id: 'go', at: at('18:00:00'), verb: 'go' } as EventPage['changes'][number]

test('orders, answers and deliveries stand in one order of time', () => {
  const happened = [left('a', '18:37:00', 'x'), said('b', '17:59:00', 'said-go')]
  expect(logLines({ changes: [go], happened }).map(({ kind }) => kind)).toEqual(['delivery', 'order', 'poll'])
})

test('one post that leaves on several networks is one line, an uncertain one and a second try are lines of their own', () => {
  const happened = [
    left('d', '18:39:30', 'x'),
    left('c', '18:37:02', 'facebook'),
    left('b', '18:37:01', 'mastodon', 'uncertain'),
    left('a', '18:37:00', 'bluesky'),
  ]
  const lines = logLines({ changes: [], happened })
  expect(lines.map((line) => line.kind === 'delivery' && [line.id, line.state, line.networks])).toEqual([
    ['d', 'published', ['x']],
    ['c', 'published', ['facebook', 'bluesky']],
    ['b', 'uncertain', ['mastodon']],
  ])
})
