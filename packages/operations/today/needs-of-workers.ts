import type { AgencyTx } from '@comptoir/db'
import { readWorkers } from '../workers/index.ts'
import type { Need } from './need.ts'

/** What is wrong with the house itself: nobody publishes, a worker vanished, a machine's clock is off. */
export async function needsOfWorkers(tx: AgencyTx): Promise<Need[]> {
  const { alive, lost, clockOff, ever } = await readWorkers(tx)
  const common = { path: '/settings', who: null, networks: [] }
  const needs: Need[] = clockOff.map(({ id, host, offsetMs }) => ({
    ...common,
    id: `clock:${id}`,
    kind: 'clock',
    at: null,
    title: host,
    seconds: Math.round(Math.abs(offsetMs) / 1000),
  }))
  if (!ever) return needs
  if (alive.length === 0) {
    const at = lost[0]?.seenAt.toString() ?? null
    return [...needs, { ...common, id: 'workers', kind: 'workers', at, title: '', count: 0 }]
  }
  const vanished = lost.map(({ id, host, seenAt }): Need => {
    return { ...common, id: `workers:${id}`, kind: 'workers', at: seenAt.toString(), title: host, count: alive.length }
  })
  return [...needs, ...vanished]
}
