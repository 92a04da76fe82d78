import type { Outputs } from '../../data/trpc.ts'
import { m } from '../../words.ts'

export type Member = Outputs['agency']['members'][number]
export type Role = Member['role']

export const ROLES: readonly Role[] = ['director', 'account_manager', 'community_manager', 'creator', 'analyst']

export function roleWord(role: Role): string {
  return m[`people.role.${role}`]()
}

/** What the role may do, in one line. */
export function mayWord(role: Role): string {
  return m[`people.may.${role}`]()
}

/** The roles to choose among, each with what it may. */
export function roleOptions() {
  return ROLES.map((value) => ({ value, label: roleWord(value), hint: mayWord(value) }))
}
