import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DraftKeeper, type SaveAnswer } from './draft-keeper.ts'
import type { Words } from './words-draft.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const words = (headline: string): Words => ({
  headline,
  deck: '',
  sections: [],
  captions: { curve: '', launches: '' },
})

/** A server that answers when told to. */
function desk() {
  const sent: { headline: string; seen: string | null; answer: (answer: SaveAnswer | Error) => Promise<void> }[] = []
  const keeper = new DraftKeeper({
    start: { words: words(''), updatedAt: null },
    save: ({ headline }, seen) =>
      new Promise((resolve, reject) => {
        sent.push({
          headline,
          seen,
          answer: async (answer) => {
            if (answer instanceof Error) reject(answer)
            else resolve(answer)
            await vi.advanceTimersByTimeAsync(0)
          },
        })
      }),
  })
  return { keeper, sent, status: () => keeper.read().status.kind }
}
const saved = (updatedAt: string) => ({ kind: 'saved', updatedAt }) as const

test('what is typed is kept a moment after the last key, once', async () => {
  const { keeper, sent, status } = desk()
  keeper.write(words('37'), false)
  await vi.advanceTimersByTimeAsync(500)
  keeper.write(words('370'), false)
  expect([status(), sent.length]).toEqual(['waiting', 0])
  await vi.advanceTimersByTimeAsync(900)
  expect([status(), sent.length, sent[0]?.headline]).toEqual(['saving', 1, '370'])
  await sent[0]?.answer(saved('2026-11-24T14:02:00Z'))
  expect(keeper.read()).toMatchObject({ keptAt: '2026-11-24T14:02:00Z', status: { kind: 'kept' } })
  expect(keeper.unsaved()).toBe(false)
})

test('what is typed while the first is on its way goes after it, knowing it', async () => {
  const { keeper, sent, status } = desk()
  keeper.write(words('a'), false)
  await vi.advanceTimersByTimeAsync(900)
  keeper.write(words('ab'), false)
  await vi.advanceTimersByTimeAsync(5000)
  expect(sent).toHaveLength(1)
  await sent[0]?.answer(saved('1'))
  expect(status()).toBe('waiting')
  await vi.advanceTimersByTimeAsync(900)
  expect(sent[1]).toMatchObject({ headline: 'ab', seen: '1' })
  await sent[1]?.answer(saved('2'))
  expect(status()).toBe('kept')
})

test('a line that is down is tried again, with the newest words', async () => {
  const { keeper, sent, status } = desk()
  keeper.write(words('a'), false)
  await vi.advanceTimersByTimeAsync(900)
  await sent[0]?.answer(new Error('no line'))
  expect([status(), keeper.unsaved()]).toEqual(['failed', true])
  await vi.advanceTimersByTimeAsync(5000)
  await sent[1]?.answer(new Error('no line'))
  await vi.advanceTimersByTimeAsync(9999)
  expect(sent).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(1)
  await sent[2]?.answer(saved('1'))
  expect([status(), sent.length]).toEqual(['kept', 3])
})

test('other words kept meanwhile are never written over unasked', async () => {
  const { keeper, sent, status } = desk()
  keeper.write(words('mine'), false)
  await vi.advanceTimersByTimeAsync(900)
  await sent[0]?.answer({ kind: 'refused', why: 'changed-meanwhile', words: words('theirs'), updatedAt: '7' })
  expect([status(), keeper.read().words.headline]).toEqual(['clash', 'mine'])
  keeper.write(words('mine still'), false)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(sent).toHaveLength(1)
  keeper.keepMine()
  await vi.advanceTimersByTimeAsync(0)
  expect(sent[1]).toMatchObject({ headline: 'mine still', seen: '7' })
  await sent[1]?.answer({ kind: 'refused', why: 'changed-meanwhile', words: words('theirs again'), updatedAt: '9' })
  keeper.takeTheirs()
  expect(keeper.read()).toMatchObject({ words: { headline: 'theirs again' }, keptAt: '9', status: { kind: 'kept' } })
})

test('somebody else’s words come in while nothing is being written, and not otherwise', async () => {
  const { keeper, status } = desk()
  keeper.adopt({ words: words('theirs'), updatedAt: '3' })
  expect(keeper.read()).toMatchObject({ words: { headline: 'theirs' }, keptAt: '3' })
  keeper.write(words('mine'), false)
  keeper.adopt({ words: words('theirs again'), updatedAt: '4' })
  expect([status(), keeper.read().words.headline]).toEqual(['waiting', 'mine'])
})

test('words that the server would refuse wait until they are mended; leaving sends what waits', async () => {
  const { keeper, sent, status } = desk()
  keeper.write(words('{nobody}'), true)
  await vi.advanceTimersByTimeAsync(60_000)
  expect([status(), sent.length, await keeper.flush()]).toEqual(['faulty', 0, false])
  keeper.write(words('mended'), false)
  keeper.close()
  expect(sent[0]?.headline).toBe('mended')
})

test('keeping at once waits for what is on its way and for what came after', async () => {
  const { keeper, sent } = desk()
  keeper.write(words('a'), false)
  await vi.advanceTimersByTimeAsync(900)
  keeper.write(words('ab'), false)
  const flushed = keeper.flush()
  await sent[0]?.answer(saved('1'))
  await sent[1]?.answer(saved('2'))
  expect([await flushed, sent[1]?.headline]).toEqual([true, 'ab'])
})
