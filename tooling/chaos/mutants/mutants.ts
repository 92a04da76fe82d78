import { judge, type Pledge, type Verdict } from '../judge/judge.ts'
import { runSchedule } from '../run/run.ts'
import type { Schedule } from '../schedule/plan.ts'
import { FROZEN_BETWEEN_TWO_STEPS, FROZEN_IN_THE_GATE, HOLDS_AT_THE_GATE, LOST_ANSWERS } from './scenarios.ts'

/** A house with one of its guards taken away, and the promise that must be seen broken. `breaks` null: a control, nothing may break. */
export type Mutant = { name: string; preload: string | null; schedule: Schedule; breaks: Pledge | null }

const moduleOf = (name: string) => new URL(`./${name}.ts`, import.meta.url).href

export const MUTANTS: readonly Mutant[] = [
  { name: 'lost answers, nothing taken away', preload: null, schedule: LOST_ANSWERS, breaks: null },
  { name: 'without identity', preload: moduleOf('without-identity'), schedule: LOST_ANSWERS, breaks: 'duplicates' },
  { name: 'a slow gate, its locks kept', preload: moduleOf('slow-gate'), schedule: HOLDS_AT_THE_GATE, breaks: null },
  {
    name: 'without the gate’s lock',
    preload: moduleOf('without-the-gates-lock'),
    schedule: HOLDS_AT_THE_GATE,
    breaks: 'afterHold',
  },
  { name: 'frozen in the gate', preload: null, schedule: FROZEN_IN_THE_GATE, breaks: null },
  { name: 'frozen between two steps, fences kept', preload: null, schedule: FROZEN_BETWEEN_TWO_STEPS, breaks: null },
  {
    name: 'without fencing',
    preload: moduleOf('without-fencing'),
    schedule: FROZEN_BETWEEN_TWO_STEPS,
    breaks: 'duplicates',
  },
]

export async function runMutant(mutant: Mutant, say: (line: string) => void): Promise<Verdict> {
  const preload = mutant.preload === null ? [] : [mutant.preload]
  return judge((await runSchedule(mutant.schedule, { say, preload, drainSeconds: 60 })).history)
}

/** The judge must be red for a mutant and green for a control. */
export const isSeen = ({ breaks }: Mutant, { counts, breaches }: Verdict): boolean =>
  breaks === null ? breaches.length === 0 : counts[breaks] > 0
