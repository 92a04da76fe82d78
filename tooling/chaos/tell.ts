import type { History } from './judge/history.ts'
import type { Pledge, Verdict } from './judge/judge.ts'
import type { Restored } from './run/restore-act.ts'
import type { Ran } from './run/run.ts'
import type { Size } from './schedule/schedule.ts'

export type Figures = { seed: number; deliveries: number; kills: number } & Record<Pledge, number>

/** What one act came to. */
export type Outcome = { ran: { history: History; kills: number }; verdict: Verdict }

/** The six last are counts of broken promises, those of all acts together. */
export function figuresOf(seed: number, acts: readonly Outcome[]): Figures {
  const sum = (of: (act: Outcome) => number) => acts.reduce((all, act) => all + of(act), 0)
  return {
    seed,
    deliveries: sum(({ ran }) => ran.history.intents.length),
    kills: sum(({ ran }) => ran.kills),
    duplicates: sum(({ verdict }) => verdict.counts.duplicates),
    lost: sum(({ verdict }) => verdict.counts.lost),
    early: sum(({ verdict }) => verdict.counts.early),
    late: sum(({ verdict }) => verdict.counts.late),
    afterHold: sum(({ verdict }) => verdict.counts.afterHold),
    unsettled: sum(({ verdict }) => verdict.counts.unsettled),
  }
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
    ...judged(history, verdict),
    '',
    `again: pnpm chaos --seed ${seed} --deliveries ${wanted.deliveries} --kills ${wanted.kills}${short ? ' --short' : ''}`,
  ]
  return `${lines.join('\n')}\n`
}

/** The second act's story: a house that came back from an old backup. */
export function tellRestore(seed: number, restored: Restored, verdict: Verdict): string {
  const { history, outSinceBackup, readBack, there, absent } = restored
  const lines = [
    `brought back from an old backup: ${statesOf(history)} in ${restored.seconds} s, ${restored.kills} workers killed`,
    `${outSinceBackup} deliveries had left since the backup began; ${readBack} were looked for in their accounts`,
    `a person said of ${there} that they are there, of ${absent} that they are not; ${verdict.beforeAPerson} stand before a person`,
    '',
    ...judged(history, verdict),
    '',
    `again: pnpm chaos --act restore --seed ${seed}`,
  ]
  return `${lines.join('\n')}\n`
}

function statesOf({ ledger, intents }: History): string {
  const states = Map.groupBy(ledger, ({ state }) => state)
  return `${intents.length} deliveries (${[...states].map(([state, all]) => `${all.length} ${state}`).join(', ')})`
}

const judged = (history: History, { counts, breaches }: Verdict): string[] => [
  ...Object.entries(counts).map(([pledge, count]) => `${pledge.padEnd(12)}${count}`),
  ...breaches
    .slice(0, SHOWN)
    .flatMap(({ promise, deliveryId, what }) => [
      `  ${promise}: ${what} (${deliveryId})`,
      ...pathOf(history, deliveryId),
    ]),
  ...(breaches.length > SHOWN ? [`  … and ${breaches.length - SHOWN} more`] : []),
]

function pathOf(history: History, deliveryId: string): string[] {
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
