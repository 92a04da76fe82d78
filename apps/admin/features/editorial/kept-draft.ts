import { useCallback, useEffect, useEffectEvent, useState } from 'react'
import { useSession } from '../../data/session.ts'
import type { Draft } from './composer-draft.ts'

/** What was typed and not saved, as this browser keeps it. `version`: of the post that it was typed over; 0 for a new one. */
export type Kept = { version: number; at: string; draft: Draft; clientId?: string | undefined }

/** Grows when a draft's shape changes: what an older page kept is then no longer read. */
const SHAPE = 2
const LONGEST = 30 * 86_400_000
const PAUSE = 300

const placeOf = (userId: string, what: string) => `comptoir.draft.${SHAPE}.${userId}.${what}`

export function readKept(userId: string, what: string, now = Date.now()): Kept | null {
  const text = localStorage.getItem(placeOf(userId, what))
  if (text === null) return null
  const kept = parsed(text)
  if (!isKept(kept) || now - Date.parse(kept.at) > LONGEST) {
    forgetKept(userId, what)
    return null
  }
  return kept
}

export function keep(userId: string, what: string, kept: Kept): void {
  localStorage.setItem(placeOf(userId, what), JSON.stringify(kept))
}

export function forgetKept(userId: string, what: string): void {
  localStorage.removeItem(placeOf(userId, what))
}

/** What was cut short while it was written is no draft. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function isKept(value: unknown): value is Kept {
  return (
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    typeof value.version === 'number' &&
    'at' in value &&
    typeof value.at === 'string' &&
    'draft' in value &&
    typeof value.draft === 'object' &&
    value.draft !== null
  )
}

/**
 * Keeps what is typed until it is saved, over a reload, a lost session or a closed window. `typed` is null while nothing waits to be saved.
 * What an earlier visit left is offered, never put over what the server has; it stays until somebody decides.
 */
export function useKeptDraft(what: string, typed: Omit<Kept, 'at'> | null) {
  const userId = useSession().user?.id
  const [offered, setOffered] = useState(() => (userId ? readKept(userId, what) : null))
  const text = typed && JSON.stringify(typed)
  const write = useEffectEvent(() => {
    if (!userId) return
    if (typed) keep(userId, what, { ...typed, at: new Date().toISOString() })
    else if (!offered) forgetKept(userId, what)
  })
  useEffect(() => {
    const timer = setTimeout(write, PAUSE)
    return () => clearTimeout(timer)
  }, [text])
  useEffect(() => {
    // A window that closes right after a key leaves no time for the pause.
    const last = () => write()
    addEventListener('pagehide', last)
    return () => {
      removeEventListener('pagehide', last)
      last()
    }
  }, [])
  const forget = useCallback(() => {
    if (userId) forgetKept(userId, what)
    setOffered(null)
  }, [userId, what])
  return { offered, forget }
}
