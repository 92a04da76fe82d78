import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'
import { heedInvalidation } from './heed-invalidation.ts'

const KEY = ['people', 'list']
const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

/** A page that shows what a server tells; the server answers when the test lets it. */
function open(heeding: boolean) {
  const client = new QueryClient()
  if (heeding) stops.push(heedInvalidation(client))
  const answers: ((value: string) => void)[] = []
  const observer = new QueryObserver(client, {
    queryKey: KEY,
    queryFn: () => new Promise<string>((resolve) => answers.push(resolve)),
    staleTime: 30_000,
  })
  stops.push(observer.subscribe(() => {}))
  return { client, answers, shown: () => client.getQueryData(KEY) }
}

test('without it, a change made during the first fetch stays unseen', async () => {
  const { client, answers, shown } = open(false)
  await vi.waitFor(() => expect(answers).toHaveLength(1))
  void client.invalidateQueries({ queryKey: KEY })
  answers[0]?.('before the change')
  await new Promise((resolve) => setTimeout(resolve, 30))
  expect([shown(), answers.length]).toEqual(['before the change', 1])
})

test('a change made during the first fetch is asked for as soon as that has ended, once', async () => {
  const { client, answers, shown } = open(true)
  await vi.waitFor(() => expect(answers).toHaveLength(1))
  void client.invalidateQueries({ queryKey: KEY })
  void client.invalidateQueries({ queryKey: KEY })
  await new Promise((resolve) => setTimeout(resolve, 10))
  answers[0]?.('before the change')
  await vi.waitFor(() => expect(answers).toHaveLength(2))
  answers[1]?.('after it')
  await vi.waitFor(() => expect(shown()).toBe('after it'))
  await new Promise((resolve) => setTimeout(resolve, 30))
  expect(answers).toHaveLength(2)
})

test('nor does it matter that the answer comes at the very moment of the change', async () => {
  const { client, answers, shown } = open(true)
  await vi.waitFor(() => expect(answers).toHaveLength(1))
  answers[0]?.('before the change')
  void client.invalidateQueries({ queryKey: KEY })
  await vi.waitFor(() => expect(answers).toHaveLength(2))
  answers[1]?.('after it')
  await vi.waitFor(() => expect(shown()).toBe('after it'))
})

test('what is not made stale is asked for once', async () => {
  const { answers, shown } = open(true)
  await vi.waitFor(() => expect(answers).toHaveLength(1))
  answers[0]?.('as it is')
  await vi.waitFor(() => expect(shown()).toBe('as it is'))
  await new Promise((resolve) => setTimeout(resolve, 30))
  expect(answers).toHaveLength(1)
})
