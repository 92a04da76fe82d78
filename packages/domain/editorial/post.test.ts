import { expect, test } from 'vitest'
import { CreatePost, Crop } from './index.ts'

const CLIENT = '019a0000-0000-7000-8000-000000000001'
const CHANNEL = '019a0000-0000-7000-8000-000000000002'
const why = (input: unknown) =>
  CreatePost.safeParse(input).error?.issues.map(({ message, path }) => `${path.join('.')}: ${message}`)

test('a post may be begun with nothing but its client and its text', () => {
  expect(CreatePost.parse({ clientId: CLIENT, text: 'Décollage' })).toMatchObject({
    timing: { kind: 'unscheduled' },
    media: [],
    variants: [],
    link: null,
  })
})

test('an anchored post names its event, and a channel stands once', () => {
  const timing = { kind: 'anchored', base: 't0', offsetSeconds: -60, condition: 'go' }
  expect(why({ clientId: CLIENT, text: '', timing })).toEqual(['eventId: anchor-without-event'])
  const variants = [{ channelId: CHANNEL }, { channelId: CHANNEL }]
  expect(why({ clientId: CLIENT, text: '', variants })).toEqual(['variants: channel-twice'])
})

test('an instant comes with its offset, and is kept as an instant', () => {
  const post = CreatePost.parse({
    clientId: CLIENT,
    text: '',
    timing: { kind: 'fixed', at: '2026-12-12T14:37:00+01:00' },
  })
  expect(post.timing).toEqual({ kind: 'fixed', at: Temporal.Instant.from('2026-12-12T13:37:00Z') })
  expect(why({ clientId: CLIENT, text: '', timing: { kind: 'fixed', at: '2026-12-12 14:37' } })).toHaveLength(1)
})

test('a link is a web address', () => {
  expect(why({ clientId: CLIENT, text: '', link: 'javascript:alert(1)' })).toHaveLength(1)
  expect(why({ clientId: CLIENT, text: '', link: 'https://orphée.fr/a?b=c#d' })).toBeUndefined()
})

test('a crop lies within its picture', () => {
  expect(Crop.safeParse({ x: 0.5, y: 0, width: 0.5, height: 1 }).success).toBe(true)
  expect(Crop.safeParse({ x: 0.6, y: 0, width: 0.5, height: 1 }).success).toBe(false)
})
