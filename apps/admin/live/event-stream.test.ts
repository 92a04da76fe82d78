import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { changesOf, keepStream, SILENCE_MS, streamUrl } from './event-stream.ts'

/** The browser's end of a stream, driven by hand: what a network does cannot be asked of a real one on demand. */
class HandDrivenSource extends EventTarget {
  readyState = 1
  closed = false
  readonly url: string
  constructor(url: string) {
    super()
    this.url = url
  }
  close() {
    this.closed = true
    this.readyState = 2
  }
  say(type: string, data = '', id = '') {
    this.dispatchEvent(new MessageEvent(type, { data, lastEventId: id }))
  }
}

function setUp({ stands = true, from = null as string | null } = {}) {
  const sources: HandDrivenSource[] = []
  const heard: unknown[] = []
  const states: string[] = []
  const missed = vi.fn()
  const end = keepStream(
    from,
    { onChanges: (changes, id) => heard.push([changes, id]), onState: (state) => states.push(state) },
    {
      open: (url) => {
        const source = new HandDrivenSource(url)
        sources.push(source)
        return source
      },
      sessionStands: () => Promise.resolve(stands),
      mayHaveMissed: missed,
    },
  )
  return { sources, heard, states, missed, end, newest: () => sources.at(-1) ?? expect.fail('no stream was opened') }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const EVENT = JSON.stringify({ topics: [{ topic: 'countdown', id: 'lyre-3' }] })

describe('the stream of changes', () => {
  test('passes on what the server tells, with its place', () => {
    const { newest, heard, states } = setUp()
    newest().say('connected')
    newest().say('message', EVENT, '41')
    expect(heard).toEqual([[[{ topic: 'countdown', id: 'lyre-3' }], '41']])
    expect(states).toEqual(['open'])
  })

  test('after a long silence is opened anew from the last event', () => {
    const { newest, sources, states } = setUp()
    newest().say('connected')
    newest().say('message', EVENT, '41')
    vi.advanceTimersByTime(SILENCE_MS - 1)
    newest().say('ping')
    vi.advanceTimersByTime(SILENCE_MS - 1)
    expect(sources).toHaveLength(1)
    vi.advanceTimersByTime(1)
    expect(sources.map(({ url, closed }) => [url, closed])).toEqual([
      [streamUrl(null), true],
      [streamUrl('41'), false],
    ])
    expect(states).toEqual(['open', 'lost'])
  })

  test('refused for good tries again while the session stands, and says what may have been missed', async () => {
    const { newest, sources, missed } = setUp()
    newest().readyState = 2
    newest().say('error')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(sources).toHaveLength(2)
    newest().say('connected')
    expect(missed).toHaveBeenCalledOnce()
  })

  test('ends with the session', async () => {
    const { newest, sources } = setUp({ stands: false })
    newest().readyState = 2
    newest().say('error')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sources).toHaveLength(1)
  })

  test('once left stays silent', async () => {
    const { newest, sources, end } = setUp()
    end()
    newest().say('error')
    await vi.advanceTimersByTimeAsync(120_000)
    expect(sources.map(({ closed }) => closed)).toEqual([true])
  })

  test('an event of another shape changes nothing', () => {
    expect(changesOf('{"hello":1}')).toEqual([])
  })
})
