import type { Pledge, Verdict } from './judge/judge.ts'
import type { Ran } from './run/run.ts'
import type { Size } from './schedule/schedule.ts'

export type Figures = { seed: number; deliveries: number; kills: number } & Record<Pledge, number>

/** The six last are counts of broken promises. */
export function figuresOf(seed: number, { history, kills }: Ran, { counts }: Verdict): Figures {
  const { duplicates, lost, early, late, afterHold, unsettled } = counts
  return { seed, deliveries: history.intents.length, kills, duplicates, lost, early, late, afterHold, unsettled }
}

const SHOWN = 20

/** What happened, for people, and how to have it again. */
export function tell(
  { seed, wanted, short }: { seed: number; wanted: Size; short: boolean },
  ran: Ran,
  verdict: Verdict,
): string {
  const { history, killedAt } = ran
  const states = Map.groupBy(history.ledger, ({ state }) => state)
  const lines = [
    `${history.intents.length} deliveries in ${ran.seconds} s: ${[...states].map(([state, all]) => `${all.length} ${state}`).join(', ')}`,
    `${history.arrivals.length} parts and posts arrived; ${verdict.beforeAPerson} deliveries stand before a person`,
    `${ran.kills} workers killed, ${ran.freezes} frozen, the database killed ${ran.databaseKills} times, all replaced ${ran.deploys} times, ${history.stops.length} stops`,
    `killed at: ${[...killedAt]
      .toSorted((a, b) => b[1] - a[1])
      .map(([point, times]) => `${point} ${times}`)
      .join(', ')}`,
    `the slowest stop answered after ${Math.max(0, ...history.stops.map(({ askedAt, returnedAt }) => returnedAt - askedAt))} ms`,
    ...(verdict.unknownCameLater > 0
      ? [`${verdict.unknownCameLater} arrived after a stop that had called them unknown`]
      : []),
    ...(ran.crashes.length > 0 ? [`${ran.crashes.length} workers ended unasked: ${ran.crashes[0]}`] : []),
    '',
    ...Object.entries(verdict.counts).map(([pledge, count]) => `${pledge.padEnd(12)}${count}`),
    ...verdict.breaches
      .slice(0, SHOWN)
      .flatMap(({ promise, deliveryId, what }) => [
        `  ${promise}: ${what} (${deliveryId})`,
        ...pathOf(ran, deliveryId),
      ]),
    ...(verdict.breaches.length > SHOWN ? [`  … and ${verdict.breaches.length - SHOWN} more`] : []),
    '',
    `again: pnpm chaos --seed ${seed} --deliveries ${wanted.deliveries} --kills ${wanted.kills}${short ? ' --short' : ''}`,
  ]
  return `${lines.join('\n')}\n`
}

function pathOf({ history }: Ran, deliveryId: string): string[] {
  const line = history.ledger.find((one) => one.deliveryId === deliveryId)
  const intent = history.intents.find((one) => one.deliveryId === deliveryId)
  if (!line || !intent) return []
  const due = intent.dues[0]?.at ?? intent.plantedAt
  const ms = (at: number) => `${Math.round(at - due)} ms`
  const steps = line.transitions.map(({ to, cause, at }) => `${to} (${cause}) ${ms(at)}`)
  const arrived = history.arrivals
    .filter((one) => one.deliveryId === deliveryId)
    .map(({ step, at }) => `step ${step} at ${ms(at)}`)
  return [`      ${intent.network}: ${steps.join(', ')}`, `      arrived: ${arrived.join(', ') || 'never'}`]
}
