import { spawn } from 'node:child_process'
import { join } from 'node:path'

// `pnpm e2e`: every story of the browser, the long ones too. Arguments are playwright's own: a file, `--headed`, `--ui`.
const root = join(import.meta.dirname, '..', '..')
const bin = join(root, 'node_modules', '.bin')
const config = join(import.meta.dirname, 'playwright.config.ts')
const child = spawn(join(bin, 'playwright'), ['test', '--config', config, ...process.argv.slice(2)], {
  cwd: root,
  env: { ...process.env, PATH: `${bin}:${process.env.PATH}`, E2E_EVERYTHING: '1' },
  stdio: 'inherit',
})
child.once('close', (code) => process.exit(code ?? 1))
