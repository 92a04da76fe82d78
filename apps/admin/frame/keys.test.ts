import { describe, expect, test } from 'vitest'
import { capsOf, matchKey, nameOfKey, type KeyPress } from './keys.ts'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  inField: false,
  ...more,
})
const commands = [
  { id: 'today', keys: 'g t' },
  { id: 'new', keys: 'n' },
  { id: 'find', keys: 'mod+k' },
  { id: 'keys', keys: '?' },
]

describe('keys', () => {
  test('stay silent in a field, while composing, and with Alt', () => {
    expect(nameOfKey(press('n', { inField: true }))).toBeNull()
    expect(nameOfKey(press('n', { isComposing: true }))).toBeNull()
    expect(nameOfKey(press('n', { altKey: true }))).toBeNull()
    expect(nameOfKey(press('Enter'))).toBeNull()
  })

  test('with Ctrl or ⌘ reach through a field', () => {
    expect(nameOfKey(press('k', { ctrlKey: true, inField: true }))).toBe('mod+k')
    expect(nameOfKey(press('K', { metaKey: true }))).toBe('mod+k')
  })

  test('are read as printed, so ? is found on every layout', () => {
    expect(nameOfKey(press('?'))).toBe('?')
  })

  test('in a pair wait for the second', () => {
    expect(matchKey(commands, '', 'g')).toEqual({ kind: 'wait', pending: 'g' })
    expect(matchKey(commands, 'g', 't')).toEqual({ kind: 'run', command: commands[0] })
  })

  test('after an unknown pair still mean what they mean alone', () => {
    expect(matchKey(commands, 'g', 'n')).toEqual({ kind: 'run', command: commands[1] })
    expect(matchKey(commands, 'g', 'q')).toEqual({ kind: 'none' })
  })

  test('are drawn as caps', () => {
    expect(capsOf('g t', false)).toEqual(['G', 'T'])
    expect(capsOf('mod+k', true)).toEqual(['⌘ K'])
  })
})
