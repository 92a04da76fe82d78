import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { judge } from './judge/judge.ts'
import { isSeen, MUTANTS, runMutant } from './mutants/mutants.ts'
import { runRestore } from './run/restore-act.ts'
import { runSchedule } from './run/run.ts'
import { restorePlanOf } from './schedule/restore-plan.ts'
import { LONG, scheduleOf, SHORT } from './schedule/schedule.ts'
import { figuresOf, type Outcome, tell, tellRestore } from './tell.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    short: { type: 'boolean', default: false },
    mutants: { type: 'boolean', default: false },
    act: { type: 'string' },
    seed: { type: 'string' },
    deliveries: { type: 'string' },
    kills: { type: 'string' },
  },
})

const whole = (value: string | undefined, name: string): number | null => {
  if (value === undefined) return null
  if (!/^\d{1,9}$/.test(value)) throw new RangeError(`--${name} wants a whole number, not ${value}`)
  return Number(value)
}

const say = (line: string) => void process.stderr.write(`${line}\n`)

async function mutants(): Promise<boolean> {
  let sound = true
  for (const mutant of MUTANTS) {
    const verdict = await runMutant(mutant, () => undefined)
    const seen = isSeen(mutant, verdict)
    sound &&= seen
    const broken = Object.entries(verdict.counts).flatMap(([pledge, count]) =>
      count > 0 ? [`${count} ${pledge}`] : [],
    )
    const wanted = mutant.breaks === null ? 'nothing broken' : `${mutant.breaks} seen`
    process.stdout.write(
      `${seen ? '✓' : '✗'} ${mutant.name}: ${broken.join(', ') || 'nothing broken'} (wanted: ${wanted})\n`,
    )
  }
  return sound
}

/** What is let loose: first the schedule, then a restore from an old backup; `--act` plays one of them alone, the short run has no second. */
const ACTS = ['schedule', 'restore'] as const
type Act = (typeof ACTS)[number]

function actsToPlay(): readonly Act[] {
  if (values.act === undefined) return values.short ? ['schedule'] : ACTS
  const act = ACTS.find((name) => name === values.act)
  if (!act) throw new RangeError(`--act wants one of ${ACTS.join(', ')}, not ${values.act}`)
  return [act]
}

type Played = Outcome & { story: string }

async function playSchedule(seed: number): Promise<Played> {
  const size = values.short ? SHORT : LONG
  const wanted = {
    ...size,
    deliveries: whole(values.deliveries, 'deliveries') ?? size.deliveries,
    kills: whole(values.kills, 'kills') ?? size.kills,
  }
  say(`seed ${seed}: ${wanted.deliveries} deliveries, ${wanted.kills} kills`)
  const ran = await runSchedule(scheduleOf(seed, wanted), { say, drainSeconds: values.short ? 120 : 900 })
  const verdict = judge(ran.history)
  return { ran, verdict, story: tell({ seed, wanted, short: values.short }, ran, verdict) }
}

async function playRestore(seed: number): Promise<Played> {
  say(`seed ${seed}: a restore from an old backup`)
  const ran = await runRestore(restorePlanOf(seed), { say })
  const verdict = judge(ran.history)
  return { ran, verdict, story: tellRestore(seed, ran, verdict) }
}

async function chaos(): Promise<boolean> {
  const seed = whole(values.seed, 'seed') ?? randomInt(1, 1_000_000)
  const played: Played[] = []
  for (const act of actsToPlay()) played.push(await (act === 'schedule' ? playSchedule : playRestore)(seed))
  process.stdout.write(
    values.json ? `${JSON.stringify(figuresOf(seed, played))}\n` : played.map(({ story }) => story).join('\n'),
  )
  return played.every(({ verdict }) => verdict.breaches.length === 0)
}

process.exitCode = (await (values.mutants ? mutants() : chaos())) ? 0 : 1
