import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { databaseDifferences } from './database/compare.ts'
import { cruiseHouse } from './floors/cruise-house.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** Fewer modules than this means that the cruiser read nothing: a check counts only if it looked. */
const FEWEST_MODULES = 300

type Step = { name: string; run: () => Promise<string[]> }

/** Faults of a command: what it said, when it did not end well. */
function command(name: string, args: string[]): Promise<string[]> {
  return new Promise((resolve) => {
    const child = spawn(name, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.on('error', (error) => resolve([error.message]))
    child.on('close', (code) => resolve(code === 0 ? [] : [said.trim() || `${name} ended with ${code}`]))
  })
}

async function floors(): Promise<string[]> {
  const { modules, breaches } = await cruiseHouse(ROOT)
  const faults = breaches.map(({ rule, from, to, instead }) => `${rule}: ${from} → ${to}\n  ${instead}`)
  if (modules < FEWEST_MODULES) faults.push(`only ${modules} modules were read: the floors were not checked`)
  return faults
}

const STEPS: Step[] = [
  { name: 'words and types', run: () => command('turbo', ['run', 'types', '--output-logs=errors-only']) },
  { name: 'lint', run: () => command('oxlint', ['--type-aware']) },
  { name: 'floors', run: floors },
  { name: 'unused files', run: () => command('knip', ['--include', 'files']) },
  { name: 'formatting', run: () => command('oxfmt', ['--check', '.']) },
  { name: 'database listing', run: databaseDifferences },
]

let failed = 0
for (const { name, run } of STEPS) {
  const started = performance.now()
  const faults = await run()
  const took = ((performance.now() - started) / 1000).toFixed(1)
  process.stdout.write(`${faults.length === 0 ? 'ok    ' : 'FAILED'} ${name} (${took} s)\n`)
  for (const fault of faults) process.stdout.write(`${fault}\n`)
  if (faults.length > 0) failed += 1
}
process.stdout.write(failed === 0 ? 'Every check holds.\n' : `${failed} of ${STEPS.length} checks failed.\n`)
process.exit(failed === 0 ? 0 : 1)
