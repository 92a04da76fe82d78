import { databaseDifferences } from './database/compare.ts'
import { floorFaults } from './floors/floor-faults.ts'
import { ROOT, runTool } from './run-tool.ts'

/** What is wrong, in words for whoever broke it; null when nothing is. */
type Step = { name: string; run: () => Promise<string | null> }

const tool =
  (name: string, ...args: string[]) =>
  async (): Promise<string | null> => {
    const { code, said } = await runTool(name, args)
    return code === 0 ? null : said.trim()
  }

async function types(): Promise<string | null> {
  const root = await runTool('tsc', ['--noEmit'])
  if (root.code !== 0) return root.said.trim()
  const { code, said } = await runTool('turbo', [
    'run',
    'types',
    '--output-logs=errors-only',
    '--no-update-notifier',
    '--continue=always',
  ])
  return code === 0 ? null : said.trim()
}

const orNull = (faults: readonly string[]) => (faults.length === 0 ? null : faults.join('\n'))

/** What nobody reaches: files, exports, types, dependencies, versions in the catalog. */
const DEAD = 'files,unresolved,unlisted,dependencies,catalog,exports,types,duplicates'

const STEPS: Step[] = [
  { name: 'types', run: types },
  { name: 'lint', run: tool('oxlint', '--type-aware', '--deny-warnings') },
  { name: 'floors', run: async () => orNull(await floorFaults(ROOT)) },
  { name: 'dead code', run: tool('knip', '--include', DEAD, '--no-progress', '--no-config-hints') },
  { name: 'format', run: tool('oxfmt', '--check', '.') },
  { name: 'database', run: async () => orNull(await databaseDifferences()) },
]

async function timed({ name, run }: Step): Promise<boolean> {
  const started = performance.now()
  const fault = await run().catch((error: unknown) =>
    error instanceof Error ? (error.stack ?? error.message) : String(error),
  )
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${fault === null ? '✓' : '✗'} ${name.padEnd(10)} ${seconds.padStart(5)} s`)
  if (fault !== null) console.log(`${fault}\n`)
  return fault === null
}

// All of them, one after the other: whoever mends one wants to know of the others.
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !STEPS.some((step) => step.name === name))
if (unknown.length > 0) {
  console.error(`No such check: ${unknown.join(', ')}. There are: ${STEPS.map((step) => step.name).join(', ')}.`)
  process.exit(1)
}
let sound = true
for (const step of STEPS) if (wanted.length === 0 || wanted.includes(step.name)) sound = (await timed(step)) && sound
if (!sound) console.log('pnpm check found faults: each is named above.')
process.exitCode = sound ? 0 : 1
