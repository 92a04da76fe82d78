import { spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

type Report = { numPassedTests: number; numFailedTests: number; numPendingTests: number; numTodoTests: number; success: boolean }

/** Every test that a change must pass; ends with one line that counts what really ran. */
const report = join(tmpdir(), `comptoir-tests-${process.pid}.json`)
const code = await new Promise<number>((resolve) => {
  const child = spawn('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)], {
    cwd: ROOT,
    stdio: 'inherit',
  })
  child.on('error', () => resolve(1))
  child.on('close', (status) => resolve(status ?? 1))
})
const counted: Report = JSON.parse(await readFile(report, 'utf8'))
await rm(report, { force: true })
const skipped = counted.numPendingTests + counted.numTodoTests
process.stdout.write(`${counted.numPassedTests} passed, ${counted.numFailedTests} failed, ${skipped} skipped\n`)
process.exit(code !== 0 || !counted.success || counted.numPassedTests === 0 ? 1 : 0)
