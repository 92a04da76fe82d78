import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { NetworkMark } from '../../components/network-mark.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { Select } from '../../components/select.tsx'
import { trpc, type Inputs } from '../../data/trpc.ts'
import { m } from '../../words.ts'
import type { Preview } from './audience-words.ts'

type Columns = NonNullable<Inputs['audience']['dryRun']['columns']>
export interface Reading {
  columns: Columns | null
  order: 'day-first' | 'month-first' | null
}

interface Props {
  plan: Preview
  clientId: string | null
  /** The channel that the file is about, where it names none. */
  channelId: string | null
  onChange: (reading: Reading) => void
}

type Role = 'date' | 'figures' | 'name' | 'ignored' | `channel:${string}`

/** What each column was taken for, with its first cells; a person may say otherwise. Open at once where it could not be told. */
export function ColumnsField({ plan, clientId, channelId, onChange }: Props) {
  const { data: lines } = useQuery({
    ...trpc.audience.channels.queryOptions(clientId ? { clientId } : {}),
    enabled: clientId !== null,
  })
  const [roles, setRoles] = useState<Role[]>(() => rolesOf(plan))
  const [order, setOrder] = useState(plan.order)
  if (plan.header.every((head) => head.trim() === '')) return null
  const say = (nextRoles: Role[], nextOrder: typeof order) => {
    setRoles(nextRoles)
    setOrder(nextOrder)
    const columns = columnsOf(nextRoles, channelId)
    if (columns) onChange({ columns, order: nextOrder })
  }
  const options = [
    { value: 'ignored' as Role, label: m['audience.column.ignored']() },
    { value: 'date' as Role, label: m['audience.column.date']() },
    { value: 'figures' as Role, label: m['audience.column.figures']() },
    { value: 'name' as Role, label: m['audience.column.name']() },
    ...(lines ?? []).map((line) => ({
      value: `channel:${line.id}` as Role,
      label: m['audience.column.of']({ handle: line.handle }),
      mark: <NetworkMark network={line.network} decorative />,
    })),
  ]
  return (
    <details className="rounded-3 border border-line" open={plan.columns === null || undefined}>
      <summary className="cursor-pointer px-4 py-2 text-13 font-medium">{m['audience.columns']()}</summary>
      <div className="grid gap-4 px-4 pt-1 pb-4">
        <p className="text-12 text-ink-2">{m['audience.columns.says']()}</p>
        <ul className="grid grid-cols-3 gap-4 phone:grid-cols-1">
          {plan.header.map((head, index) => (
            <li key={index} className="min-w-0">
              <Select
                label={head.trim() || m['audience.column.unnamed']({ number: index + 1 })}
                value={roles[index] ?? 'ignored'}
                onChange={(role) => say(withRole(roles, index, role), order)}
                options={options}
              />
              <p className="truncate pt-1 text-12 text-ink-3 tabular-nums">
                {plan.sample
                  .slice(0, 3)
                  .map((cells) => cells[index] ?? '')
                  .join(' · ')}
              </p>
            </li>
          ))}
        </ul>
        <Segmented
          label={m['audience.order']()}
          showLabel
          value={order}
          onChange={(next) => say(roles, next)}
          options={[
            { value: 'day-first', label: m['audience.order.day-first']() },
            { value: 'month-first', label: m['audience.order.month-first']() },
          ]}
        />
        {!columnsOf(roles, channelId) && <p className="text-12 text-ink-2">{m['audience.columns.need']()}</p>}
      </div>
    </details>
  )
}

function rolesOf({ header, columns }: Preview): Role[] {
  return header.map((_, index): Role => {
    if (!columns) return 'ignored'
    if (index === columns.date) return 'date'
    if (columns.kind === 'by-row')
      return index === columns.value ? 'figures' : index === columns.channel ? 'name' : 'ignored'
    const own = columns.figures.find(({ column }) => column === index)
    return own ? `channel:${own.channelId}` : 'ignored'
  })
}

/** Each role has one column: choosing another frees the first. */
export function withRole(roles: readonly Role[], index: number, role: Role): Role[] {
  return roles.map((before, at) => (at === index ? role : role !== 'ignored' && before === role ? 'ignored' : before))
}

/** What the roles say together; null while something is missing. */
export function columnsOf(roles: readonly Role[], channelId: string | null): Columns | null {
  const date = roles.indexOf('date')
  const value = roles.indexOf('figures')
  const channel = roles.indexOf('name')
  if (date < 0) return null
  if (value >= 0 && channel >= 0) return { kind: 'by-row', date, value, channel }
  if (value >= 0) return channelId ? { kind: 'by-column', date, figures: [{ column: value, channelId }] } : null
  const figures = roles.flatMap((role, column) =>
    role.startsWith('channel:') ? [{ column, channelId: role.slice('channel:'.length) }] : [],
  )
  return figures.length > 0 && channel < 0 ? { kind: 'by-column', date, figures } : null
}
