import { m } from '../../words.ts'

const WORDS: Record<string, () => string> = {
  director: m['sign-in.role.director'],
  account_manager: m['sign-in.role.account_manager'],
  community_manager: m['sign-in.role.community_manager'],
  creator: m['sign-in.role.creator'],
  analyst: m['sign-in.role.analyst'],
}

/** A role as a sentence says it. */
export function roleWord(role: string): string {
  return WORDS[role]?.() ?? role
}
