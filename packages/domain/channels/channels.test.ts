import { describe, expect, test } from 'vitest'
import { afterCall, ChannelState, connect, disconnect, healthOf, serveByHand } from './index.ts'

const NOW = Temporal.Instant.from('2026-11-24T09:00:00Z')
const hours = (n: number) => NOW.add({ hours: n })

describe('a channel', () => {
  test('asks to be reconnected after a proven authentication error, and after nothing else', () => {
    for (const evidence of [
      'permission-missing',
      'delayed',
      'refused',
      'unavailable',
      'uncertain',
      'worked',
    ] as const) {
      expect(afterCall('connected', evidence)).toEqual({ kind: 'unchanged' })
    }
    expect(afterCall('connected', 'credentials-lost')).toEqual({ kind: 'moved', state: 'reconnect' })
    expect(afterCall('reconnect', 'worked')).toEqual({ kind: 'moved', state: 'connected' })
  })

  test('that a person took off or serves by hand is not changed by any call', () => {
    for (const state of ['disconnected', 'by-hand'] as const) {
      for (const evidence of ['credentials-lost', 'worked', 'unavailable'] as const) {
        expect(afterCall(state, evidence)).toEqual({ kind: 'unchanged' })
      }
    }
  })

  test('may be connected, taken off and served by hand from every state but the same', () => {
    for (const state of ChannelState.options) {
      expect(connect(state)).toEqual({ kind: 'moved', state: 'connected' })
      expect(disconnect(state).kind).toBe(state === 'disconnected' ? 'refused' : 'moved')
      expect(serveByHand(state).kind).toBe(state === 'by-hand' ? 'refused' : 'moved')
    }
  })
})

describe('its health', () => {
  const channel = { state: 'connected', credentialsExpireAt: null, lastHeardAt: hours(-1) } as const
  const facts = { refreshable: false, nextDueAt: null, now: NOW }
  const code = (
    change: Partial<Parameters<typeof healthOf>[0]>,
    more: Partial<typeof facts> | { nextDueAt: Temporal.Instant } = {},
  ) => healthOf({ ...channel, ...change }, { ...facts, ...more }).code

  test('is told by what a person must do', () => {
    expect(code({})).toBe('works')
    expect(code({ lastHeardAt: null })).toBe('never-heard')
    expect(code({ lastHeardAt: hours(-25) })).toBe('silent')
    expect(code({ state: 'reconnect' })).toBe('reconnect')
    expect(code({ state: 'disconnected' })).toBe('disconnected')
    expect(code({ state: 'by-hand' })).toBe('by-hand')
  })

  test('says before a post is due that its credentials will have run out', () => {
    const credentialsExpireAt = hours(24 * 20)
    expect(code({ credentialsExpireAt })).toBe('works')
    expect(code({ credentialsExpireAt }, { nextDueAt: hours(24 * 21) })).toBe('expires-before-post')
    expect(code({ credentialsExpireAt }, { nextDueAt: hours(24 * 19) })).toBe('works')
    expect(code({ credentialsExpireAt: hours(24 * 6) })).toBe('expires-soon')
    expect(code({ credentialsExpireAt: NOW })).toBe('expired')
    expect(code({ credentialsExpireAt: NOW }, { refreshable: true })).toBe('works')
  })
})
