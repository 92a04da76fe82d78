import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { judge } from './judge/judge.ts'
import { isSeen, MUTANTS, runMutant } from './mutants/mutants.ts'
import { runSchedule } from './run/run.ts'
import { LONG, scheduleOf, SHORT } from './schedule/schedule.ts'
import { figuresOf, tell } from './tell.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    short: { type: 'boolean', default: false },
    mutants: { type: 'boolean', default: false },
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

async function chaos(): Promise<boolean> {
  const seed = whole(values.seed, 'seed') ?? randomInt(1, 1_000_000)
  const size = values.short ? SHORT : LONG
  const wanted = {
    ...size,
    deliveries: whole(values.deliveries, 'deliveries') ?? size.deliveries,
    kills: whole(values.kills, 'kills') ?? size.kills,
  }
  say(`seed ${seed}: ${wanted.deliveries} deliveries, ${wanted.kills} kills`)
  const ran = await runSchedule(scheduleOf(seed, wanted), { say, drainSeconds: values.short ? 120 : 900 })
  const verdict = judge(ran.history)
  const figures = figuresOf(seed, ran, verdict)
  process.stdout.write(
    values.json ? `${JSON.stringify(figures)}\n` : tell({ seed, wanted, short: values.short }, ran, verdict),
  )
  return verdict.breaches.length === 0
}

process.exitCode = (await (values.mutants ? mutants() : chaos())) ? 0 : 1
