import { afterEach, describe, expect, test, vi } from 'vitest'
import { joinStream, type LiveTab, type StreamListener } from './one-stream.ts'
import type { Change } from './topics.ts'

const HELD: Change[] = [{ topic: 'countdown', id: 'lyre-3' }]

interface Opened {
  from: string | null
  listener: StreamListener
  closed: boolean
}

/** A browser with real locks and real channels; only the connection to the server is watched instead of made. */
function browser(name: string, locks: LockManager | null = navigator.locks) {
  const opened: Opened[] = []
  const tabs: { tab: LiveTab; heard: Change[]; states: string[] }[] = []
  return {
    tabs,
    opened,
    streaming: () => opened.filter((stream) => !stream.closed),
    openTab() {
      const heard: Change[] = []
      const states: string[] = []
      const tab = joinStream(
        name,
        {
          locks,
          openChannel: (channel) => new BroadcastChannel(channel),
          openStream: (from, listener) => {
            const stream: Opened = { from, listener, closed: false }
            opened.push(stream)
            return () => {
              stream.closed = true
            }
          },
        },
        { onChanges: (changes) => heard.push(...changes), onState: (state) => states.push(state) },
      )
      const entry = { tab, heard, states }
      tabs.push(entry)
      return entry
    },
  }
}

const open: ReturnType<typeof browser>[] = []
const start = (locks?: null) => {
  const made = browser(`test ${Math.random()}`, locks)
  open.push(made)
  return made
}
afterEach(() => {
  for (const made of open.splice(0)) for (const { tab } of made.tabs) tab.close()
})

describe('one stream per browser', () => {
  test('eight tabs open one connection, and all eight hear of a change', async () => {
    const made = start()
    for (let i = 0; i < 8; i += 1) made.openTab()
    await vi.waitFor(() => expect(made.streaming()).toHaveLength(1))
    made.streaming()[0]?.listener.onChanges(HELD, '7')
    await vi.waitFor(() => expect(made.tabs.map(({ heard }) => heard)).toEqual(Array.from({ length: 8 }, () => HELD)))
    expect(made.tabs.filter(({ tab }) => tab.leads())).toHaveLength(1)
  })

  test('without locks each tab has its own, and hears each change once', async () => {
    const made = start(null)
    for (let i = 0; i < 3; i += 1) made.openTab()
    expect(made.streaming()).toHaveLength(3)
    for (const { listener } of made.streaming()) listener.onChanges(HELD, '7')
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(made.tabs.map(({ heard }) => heard)).toEqual([HELD, HELD, HELD])
    made.tabs[0]?.tab.close()
    await vi.waitFor(() => expect(made.streaming()).toHaveLength(2))
  })

  test('when the tab that leads closes, another goes on from the last event it heard of', async () => {
    const made = start()
    const first = made.openTab()
    await vi.waitFor(() => expect(first.tab.leads()).toBe(true))
    const second = made.openTab()
    made.streaming()[0]?.listener.onChanges(HELD, '41')
    await vi.waitFor(() => expect(second.heard).toEqual(HELD))
    first.tab.close()
    await vi.waitFor(() => expect(second.tab.leads()).toBe(true))
    expect(made.streaming().map((stream) => stream.from)).toEqual(['41'])
  })

  test('a tab opened late learns where the stream stands before it has to lead', async () => {
    const made = start()
    const first = made.openTab()
    await vi.waitFor(() => expect(first.tab.leads()).toBe(true))
    made.streaming()[0]?.listener.onChanges(HELD, '12')
    made.streaming()[0]?.listener.onState('lost')
    const late = made.openTab()
    await vi.waitFor(() => expect(late.states).toContain('lost'))
    first.tab.close()
    await vi.waitFor(() => expect(made.streaming().map((stream) => stream.from)).toEqual(['12']))
  })

  test('another person in the same browser gets a stream of their own, from the start', async () => {
    const made = start()
    const first = made.openTab()
    await vi.waitFor(() => expect(first.tab.leads()).toBe(true))
    const second = made.openTab()
    made.streaming()[0]?.listener.onChanges(HELD, '5')
    second.tab.restart()
    await vi.waitFor(() => expect(made.opened).toHaveLength(2))
    expect(made.streaming().map((stream) => stream.from)).toEqual([null])
  })
})
