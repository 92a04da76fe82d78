import { randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

// What the data folder knows of the database. DATA/incarnation/current.json names the database's incarnation; a folder of that name holds a file of
// marks for each process that sends.

const FOLDER = 'incarnation'
/** A line never straddles a sector of the disk: it is there whole, or not. */
const LINE = 64
/** More passages than are ever between their commit and their line at one time. */
const LINES = 64
/** A living process writes a mark each minute; what is this old was left behind. */
const LEFT_BEHIND_MS = 3_600_000

const Current = z.object({ incarnation: z.uuid() })
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Left by `comptoir restore`: the database is to be taken for restored, whatever the marks say. */
export const RestoreNote = z.object({ id: z.uuid(), backupAt: z.string() })
export type RestoreNote = z.output<typeof RestoreNote>

/** The incarnation that the data folder knows; null when it has met no database yet. */
export async function knownIncarnation(dataDir: string): Promise<string | null> {
  return (await readKept(join(dataDir, FOLDER, 'current.json'), Current))?.incarnation ?? null
}

export async function rememberIncarnation(dataDir: string, incarnation: string): Promise<void> {
  await writeKept(join(dataDir, FOLDER, 'current.json'), { incarnation })
}

const notePath = (dataDir: string) => join(dataDir, FOLDER, 'restored.json')

export const readNote = (dataDir: string): Promise<RestoreNote | null> => readKept(notePath(dataDir), RestoreNote)

/** To be written before the database is put in place. */
export const leaveNote = (dataDir: string, note: RestoreNote): Promise<void> => writeKept(notePath(dataDir), note)

export const forgetNote = (dataDir: string): Promise<void> => rm(notePath(dataDir), { force: true })

/** All marks that are kept of an incarnation, and when the last of them was written. */
export async function readMarks(
  dataDir: string,
  incarnation: string,
): Promise<{ ids: string[]; lastAt: Temporal.Instant | null }> {
  const folder = join(dataDir, FOLDER, incarnation)
  const ids: string[] = []
  let last = 0
  for (const name of await namesIn(folder)) {
    const path = join(folder, name)
    const text = await readFile(path, 'latin1')
    ids.push(
      ...text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => UUID.test(line)),
    )
    last = Math.max(last, (await stat(path)).mtimeMs)
  }
  return { ids, lastAt: last === 0 ? null : Temporal.Instant.fromEpochMilliseconds(Math.floor(last)) }
}

/** The marks of one process. A mark is on the disk before what it stands for may leave. */
export class MarksFile {
  readonly #file: FileHandle
  readonly #folder: string
  readonly #name: string
  #next = 0

  private constructor(file: FileHandle, folder: string, name: string) {
    this.#file = file
    this.#folder = folder
    this.#name = name
  }

  static async open(dataDir: string, incarnation: string, process: string): Promise<MarksFile> {
    const folder = join(dataDir, FOLDER, incarnation)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const name = `${process.replaceAll(/[^A-Za-z0-9._-]/g, '_')}.marks`
    return new MarksFile(await open(join(folder, name), 'w+', 0o600), folder, name)
  }

  async keep(id: string): Promise<void> {
    const line = this.#next
    this.#next = (this.#next + 1) % LINES
    await this.#file.write(`${id.padEnd(LINE - 1)}\n`, line * LINE, 'latin1')
    await this.#file.datasync()
  }

  /** Takes away what processes of before left: to be asked once a mark of this one is kept, which is younger than all of theirs. */
  async tidy(): Promise<void> {
    for (const name of await namesIn(this.#folder)) {
      if (name === this.#name) continue
      const path = join(this.#folder, name)
      const found = await stat(path).catch(missing)
      if (found && Date.now() - found.mtimeMs > LEFT_BEHIND_MS) await rm(path, { force: true })
    }
  }

  close(): Promise<void> {
    return this.#file.close()
  }
}

const namesIn = async (folder: string): Promise<string[]> =>
  ((await readdir(folder).catch(missing)) ?? []).filter((name) => name.endsWith('.marks'))

async function readKept<T>(path: string, schema: z.ZodType<T>): Promise<T | null> {
  const text = await readFile(path, 'utf8').catch(missing)
  return text === null ? null : schema.parse(JSON.parse(text))
}

/** Whole or not there, and on the disk. */
async function writeKept(path: string, value: object): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 })
  const draft = `${path}.${randomUUID()}`
  await writeFile(draft, `${JSON.stringify(value)}\n`, { mode: 0o600, flush: true })
  await rename(draft, path)
}

function missing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
  throw error
}
