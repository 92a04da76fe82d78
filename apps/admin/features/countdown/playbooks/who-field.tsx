import { useQuery } from '@tanstack/react-query'
import { Select } from '../../../components/select.tsx'
import { trpc } from '../../../data/trpc.ts'
import { m } from '../../../words.ts'
import type { TaskFor } from './types.ts'

const ROLES = ['director', 'account_manager', 'community_manager', 'creator', 'analyst'] as const

/** Who does it: whoever of a role, or one person. */
export function WhoField({
  value,
  isDisabled = false,
  onChange,
}: {
  value: TaskFor
  isDisabled?: boolean
  onChange: (value: TaskFor) => void
}) {
  const { data: members } = useQuery(trpc.agency.members.queryOptions())
  const gone = value.kind === 'member' && members && !members.some(({ id }) => id === value.memberId)
  return (
    <Select
      label={m['playbooks.who']()}
      isDisabled={isDisabled}
      value={value.kind === 'role' ? value.role : value.memberId}
      onChange={(next) => {
        const role = ROLES.find((one) => one === next)
        onChange(role ? { kind: 'role', role } : { kind: 'member', memberId: next })
      }}
      error={gone ? m['playbooks.who.gone']() : undefined}
      options={[
        ...ROLES.map((role) => ({ value: role as string, label: m[`people.role.${role}`]() })),
        ...(members ?? []).map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  )
}

/** Whom a task is for, in words. */
export function whoWord(asked: { kind: 'role'; role: string } | { kind: 'member'; name: string }): string {
  if (asked.kind === 'member') return asked.name
  const role = ROLES.find((one) => one === asked.role)
  return role ? m[`people.role.${role}`]() : asked.role
}
