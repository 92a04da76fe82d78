import type { History } from '../judge/history.ts'
import { judge, type Pledge, type Verdict } from '../judge/judge.ts'
import { runRestore } from '../run/restore-act.ts'
import { runSchedule } from '../run/run.ts'
import type { Schedule } from '../schedule/plan.ts'
import { restorePlanOf } from '../schedule/restore-plan.ts'
import { FROZEN_BETWEEN_TWO_STEPS, FROZEN_IN_THE_GATE, HOLDS_AT_THE_GATE, LOST_ANSWERS } from './scenarios.ts'

/** A house with one of its guards taken away, and the promise that must be seen broken. `breaks` null: a control, nothing may break. */
export type Mutant = {
  name: string
  preload: string | null
  play: (options: { say: (line: string) => void; preload: readonly string[] }) => Promise<{ history: History }>
  breaks: Pledge | null
}

const scheduled =
  (schedule: Schedule): Mutant['play'] =>
  (options) =>
    runSchedule(schedule, { ...options, drainSeconds: 60 })

const moduleOf = (name: string) => new URL(`./${name}.ts`, import.meta.url).href

export const MUTANTS: readonly Mutant[] = [
  { name: 'lost answers, nothing taken away', preload: null, play: scheduled(LOST_ANSWERS), breaks: null },
  {
    name: 'without identity',
    preload: moduleOf('without-identity'),
    play: scheduled(LOST_ANSWERS),
    breaks: 'duplicates',
  },
  {
    name: 'a slow gate, its locks kept',
    preload: moduleOf('slow-gate'),
    play: scheduled(HOLDS_AT_THE_GATE),
    breaks: null,
  },
  {
    name: 'without the gate’s lock',
    preload: moduleOf('without-the-gates-lock'),
    play: scheduled(HOLDS_AT_THE_GATE),
    breaks: 'afterHold',
  },
  { name: 'frozen in the gate', preload: null, play: scheduled(FROZEN_IN_THE_GATE), breaks: null },
  {
    name: 'frozen between two steps, fences kept',
    preload: null,
    play: scheduled(FROZEN_BETWEEN_TWO_STEPS),
    breaks: null,
  },
  {
    name: 'without fencing',
    preload: moduleOf('without-fencing'),
    play: scheduled(FROZEN_BETWEEN_TWO_STEPS),
    breaks: 'duplicates',
  },
  {
    name: 'without reading back after a restore',
    preload: moduleOf('without-reading-back'),
    play: (options) => runRestore(restorePlanOf(1), options),
    breaks: 'duplicates',
  },
]

export async function runMutant(mutant: Mutant, say: (line: string) => void): Promise<Verdict> {
  const preload = mutant.preload === null ? [] : [mutant.preload]
  return judge((await mutant.play({ say, preload })).history)
}

/** The judge must be red for a mutant and green for a control. */
export const isSeen = ({ breaks }: Mutant, { counts, breaches }: Verdict): boolean =>
  breaks === null ? breaches.length === 0 : counts[breaks] > 0
