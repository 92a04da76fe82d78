import { m } from '../../words.ts'

/** What better-auth answers when it says no. */
export interface AuthRefusal {
  status: number
  code?: string | undefined
}

/** Why the door stayed shut, in the reader's words. */
export function refusalSentence(refusal: AuthRefusal): string {
  if (refusal.status === 429) return m['sign-in.too-many']()
  if (refusal.status === 401 || refusal.status === 403) return m['sign-in.wrong']()
  if (refusal.status === 0) return m['frame.error.no-answer']()
  return m['frame.error.ours']()
}
