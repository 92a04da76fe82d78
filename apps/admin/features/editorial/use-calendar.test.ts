import { describe, expect, test } from 'vitest'
import { draw } from './use-calendar.ts'

type Material = Parameters<typeof draw>[0]

const post = (id: string, at: string, over: Partial<Material['posts'][number]> = {}): Material['posts'][number] => ({
  id,
  clientId: 'orphee',
  title: id,
  eventId: null,
  timing: { kind: 'fixed', at },
  at,
  projected: false,
  state: 'armed',
  version: 1,
  channels: ['fb'],
  ...over,
})
const client = (id: string) => ({ id, quietHours: { from: '22:00', until: '07:00', zone: 'Europe/Paris' } })
const material = (posts: Material['posts'], search: Material['search'] = {}): Material => ({
  posts,
  channels: [
    { id: 'fb', network: 'facebook' },
    { id: 'x', network: 'x' },
  ] as Material['channels'],
  clients: [client('orphee'), client('delvoye')] as Material['clients'],
  close: 15,
  search,
})

describe('what the calendar says of its posts', () => {
  test('two on one channel within the limit collide, by name and by minutes; at the limit they do not', () => {
    const { cards, collisions } = draw(
      material([
        post('a', '2025-12-12T17:37:00Z'),
        post('b', '2025-12-12T17:40:00Z'),
        post('c', '2025-12-12T17:55:00Z'),
        post('d', '2025-12-12T17:38:00Z', { channels: ['x'] }),
        post('e', '2025-12-12T17:39:00Z', { state: 'cancelled' }),
      ]),
    )
    expect(cards[0]?.near).toEqual([{ id: 'b', title: 'b', minutes: 3, networks: ['facebook'] }])
    expect(collisions.map(({ first, second, minutes }) => [first.id, second.id, minutes])).toEqual([['a', 'b', 3]])
  })

  test('two that collide on several channels are said once, with their networks', () => {
    const both = { channels: ['fb', 'x'] }
    const { cards } = draw(material([post('a', '2025-12-12T17:37:00Z', both), post('b', '2025-12-12T17:40:00Z', both)]))
    expect(cards[0]?.near).toEqual([{ id: 'b', title: 'b', minutes: 3, networks: ['facebook', 'x'] }])
  })

  test('what is out already is no collision any more', () => {
    const out = { state: 'published' } as const
    const posts = [post('a', '2025-12-12T17:37:00Z', out), post('b', '2025-12-12T17:40:00Z', out)]
    expect(draw(material(posts)).collisions).toEqual([])
  })

  test('a post in its client’s night is marked, one that left in it is not', () => {
    const { cards } = draw(
      material([
        post('late', '2025-12-12T21:30:00Z'),
        post('evening', '2025-12-12T20:59:00Z'),
        post('left', '2025-12-12T21:31:00Z', { state: 'published' }),
      ]),
    )
    expect(cards.map(({ inQuiet }) => inQuiet)).toEqual([true, false, false])
  })

  test('the filters leave a collision with what they hide, but do not draw its pair', () => {
    const posts = [post('a', '2025-12-12T17:37:00Z'), post('b', '2025-12-12T17:40:00Z', { state: 'draft' })]
    const { cards, collisions } = draw(material(posts, { states: ['armed'] }))
    expect(cards.map(({ id, near }) => [id, near.length])).toEqual([['a', 1]])
    expect(collisions).toEqual([])
  })

  test('the night is shaded where all that is shown share it', () => {
    const posts = [post('a', '2025-12-12T10:00:00Z'), post('b', '2025-12-12T12:00:00Z', { clientId: 'delvoye' })]
    expect(draw(material(posts)).quiet).toEqual(client('orphee').quietHours)
    const differing = material(posts)
    const other = { ...client('delvoye'), quietHours: null }
    expect(draw({ ...differing, clients: [client('orphee'), other] as Material['clients'] }).quiet).toBeNull()
  })
})
