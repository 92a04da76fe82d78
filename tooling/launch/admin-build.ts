import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { StartRefused } from '@comptoir/db'

const LEFT_OUT = new Set(['node_modules', 'dist', 'paraglide', 'cache'])
/** What a build leaves beside its sources (notes, caches, hidden files) would make the next start build again. */
const isInput = (name: string) =>
  !LEFT_OUT.has(name) && !name.startsWith('.') && !name.endsWith('.md') && !name.includes('.test.')
const INPUTS = ['apps/admin', 'packages/domain', 'packages/reporting', 'pnpm-lock.yaml']

async function filesUnder(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => null)
  if (!entries) return [path]
  const kept = entries.filter((entry) => isInput(entry.name))
  const nested = await Promise.all(
    kept.map(async (entry) => {
      const inside = join(path, entry.name)
      return entry.isDirectory() ? filesUnder(inside) : [inside]
    }),
  )
  return nested.flat()
}

async function inputsOf(root: string): Promise<string[]> {
  return (await Promise.all(INPUTS.map((input) => filesUnder(join(root, input))))).flat().toSorted()
}

async function hashOf(root: string, files: readonly string[], tell: (file: string) => Promise<string | Buffer>) {
  const hash = createHash('sha256')
  const told = await Promise.all(files.map(tell))
  for (const [index, file] of files.entries())
    hash.update(relative(root, file)).update('\0').update(told[index]!).update('\0')
  return hash.digest('hex')
}

/** One hash of everything that the built pages are made from. */
export async function inputsHash(root: string): Promise<string> {
  return hashOf(root, await inputsOf(root), (file) => readFile(file))
}

/** Changes with every write to an input, and often enough without: cheap to ask at each start. */
async function inputsStamp(root: string): Promise<string> {
  return hashOf(root, await inputsOf(root), async (file) => {
    const { size, mtimeMs } = await stat(file)
    return `${size} ${mtimeMs}`
  })
}

async function viteBuild(admin: string): Promise<void> {
  const fromAdmin = createRequire(join(admin, 'package.json'))
  const vite = join(dirname(fromAdmin.resolve('vite/package.json')), 'bin', 'vite.js')
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: admin,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve))
  if (code !== 0) throw new StartRefused(`The pages could not be built:\n${said.trim()}`)
}

/** Builds the admin when its build is missing or made from other sources. Returns whether it was built now. */
export async function buildAdmin(root: string, onBuild: () => void): Promise<boolean> {
  const admin = join(root, 'apps', 'admin')
  const mark = join(admin, 'dist', '.inputs')
  const stamp = await inputsStamp(root)
  const built = existsSync(join(admin, 'dist', 'index.html'))
  const [keptHash, keptStamp] = (await readFile(mark, 'utf8').catch(() => '')).split('\n')
  if (built && keptStamp === stamp) return false
  const hash = await inputsHash(root)
  const isSame = built && keptHash === hash
  if (!isSame) {
    onBuild()
    await viteBuild(admin)
  }
  await writeFile(mark, `${hash}\n${stamp}`)
  return !isSame
}
