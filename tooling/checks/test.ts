import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addTallies, readPlaywright, readVitest, sentence, type Tally } from './tallies.ts'
import { ROOT, runTool } from './run-tool.ts'

// Everything that a change must pass. Arguments choose files, as vitest takes them; the browser's tests run when there are none.
const chosen = process.argv.slice(2)
const results = await mkdtemp(join(tmpdir(), 'comptoir-results-'))

/** A run that ends without a readable result counts as a failure: nothing is green because it never ran. */
async function resultOf(path: string, code: number, read: (json: unknown) => Tally): Promise<Tally> {
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) return { passed: 0, failed: 1, skipped: 0 }
  const tally = read(JSON.parse(text))
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally
}

async function unitAndIntegration(): Promise<Tally> {
  const file = join(results, 'vitest.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const { code } = await runTool('vitest', ['run', ...reporters, ...chosen], { show: true })
  return resultOf(file, code, readVitest)
}

async function inTheBrowser(): Promise<Tally> {
  const config = join('tooling', 'e2e', 'playwright.config.ts')
  if (chosen.length > 0 || !existsSync(join(ROOT, config))) return { passed: 0, failed: 0, skipped: 0 }
  const file = join(results, 'playwright.json')
  const { code } = await runTool('playwright', ['test', '--config', config, '--reporter=list,json'], {
    show: true,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  })
  return resultOf(file, code, readPlaywright)
}

try {
  const tally = addTallies(await unitAndIntegration(), await inTheBrowser())
  console.log(sentence(tally))
  process.exitCode = tally.failed === 0 && tally.passed > 0 ? 0 : 1
} finally {
  await rm(results, { recursive: true, force: true })
}
