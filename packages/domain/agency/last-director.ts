import { type Refused, refused } from '../shared/index.ts'
import type { Role } from './permissions.ts'

/** Refuses the change that would leave an agency without a director. `to` is null when the member leaves. */
export function changeRole(
  member: { role: Role },
  to: Role | null,
  directors: number,
): { kind: 'changed'; role: Role | null } | Refused<'last-director'> {
  if (member.role === 'director' && to !== 'director' && directors <= 1) return refused('last-director')
  return { kind: 'changed', role: to }
}
