import { beforeEach, describe, expect, test, vi } from 'vitest'
import { emptyDraft } from './composer-draft.ts'
import { forgetKept, keep, readKept } from './kept-draft.ts'

const shelf = new Map<string, string>()
beforeEach(() => {
  shelf.clear()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => shelf.get(key) ?? null,
    setItem: (key: string, text: string) => void shelf.set(key, text),
    removeItem: (key: string) => void shelf.delete(key),
  })
})

const AT = '2026-11-24T14:00:00.000Z'
const kept = { version: 3, at: AT, draft: { ...emptyDraft({}), text: 'Le direct est ouvert' } }
const later = (days: number) => Date.parse(AT) + days * 86_400_000

describe('what was typed and not saved', () => {
  test('comes back to who typed it, for that post and no other', () => {
    keep('nour', 'post-1', kept)
    expect(readKept('nour', 'post-1', later(1))).toEqual(kept)
    expect(readKept('salome', 'post-1', later(1))).toBeNull()
    expect(readKept('nour', 'post-2', later(1))).toBeNull()
  })

  test('is forgotten once it is saved, and after a month', () => {
    keep('nour', 'post-1', kept)
    expect(readKept('nour', 'post-1', later(31))).toBeNull()
    expect(shelf.size).toBe(0)
    keep('nour', 'post-1', kept)
    forgetKept('nour', 'post-1')
    expect(readKept('nour', 'post-1', later(1))).toBeNull()
  })

  test('is not taken for a draft when it is something else', () => {
    keep('nour', 'post-1', kept)
    for (const text of ['{"text":"no"}', '{"version":3,"at"', 'null']) {
      keep('nour', 'post-1', kept)
      for (const key of shelf.keys()) shelf.set(key, text)
      expect(readKept('nour', 'post-1', later(1))).toBeNull()
      expect(shelf.size).toBe(0)
    }
  })
})
