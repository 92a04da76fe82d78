import { createReadStream } from 'node:fs'
import { chmod, chown, mkdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { PassThrough } from 'node:stream'
import { createZstdDecompress } from 'node:zlib'
import { postgresAccount } from '../embedded/account.ts'
import { embeddedHome } from '../embedded/instance.ts'
import { clusterOf, stagedOf } from '../embedded/server.ts'
import { stopLeftover } from '../embedded/postmaster.ts'
import { sqlMigrations } from '../read-migrations.ts'
import { StartRefused } from '../start-refused.ts'
import { below, unpack, type Place } from './archive.ts'
import { type BackupHeader, FORMAT, passwordMark } from './make-backup.ts'
import { findKey, OpenStream, type Unlock } from './sealed-stream.ts'

export type RestoreOrder = {
  file: string
  /** COMPTOIR_DATA; whoever asks holds it. */
  dataDir: string
  /** What stands there is kept aside. Without this, a folder with a database is refused. */
  replace: boolean
  unlock(hint: BackupHeader['key']): Promise<Unlock>
  log?: (line: string) => void
}

/** A backup that was read to its end and found whole, beside the place where it will stand. */
export type Staged = {
  takenAt: Temporal.Instant
  files: number
  /** Puts it in place; answers where what stood there is now. */
  swap(): Promise<string[]>
  discard(): Promise<void>
}

/** Unpacks a backup beside the data folder's database. Nothing that stands there is touched. */
export async function stageRestore(order: RestoreOrder): Promise<Staged> {
  const { dataDir, log = () => undefined } = order
  const home = await embeddedHome(dataDir, log)
  const cluster = clusterOf(home)
  const staged = {
    cluster: stagedOf(home),
    media: join(dataDir, 'media.restoring'),
    keys: join(dataDir, 'keys.restoring'),
  }
  const isThere = (path: string) =>
    stat(path).then(
      () => true,
      () => false,
    )
  if (!order.replace && (await isThere(cluster))) {
    throw new StartRefused(
      `There is a database in ${dataDir} already: choose another COMPTOIR_DATA, or say --replace (what stands there is kept aside).`,
    )
  }
  const account = await postgresAccount(cluster, log)
  const discard = async () => {
    for (const path of Object.values(staged)) await rm(path, { recursive: true, force: true })
  }
  await discard()
  await mkdir(home, { recursive: true, mode: 0o700 })
  if (account) await chown(home, account.uid, account.gid)
  try {
    const end = await readWhole(order, (path): Place => {
      if (path === 'cluster' || path.startsWith('cluster/')) {
        // PostgreSQL itself brings the whole folder to the disk before it reads the log.
        return { path: below(staged.cluster, path, 'cluster'), owner: account, flush: false }
      }
      if (path.startsWith('media/')) return { path: below(staged.media, path, 'media'), owner: null, flush: true }
      if (path.startsWith('keys/')) return { path: below(staged.keys, path, 'keys'), owner: null, flush: true }
      return null
    })
    await chmod(staged.cluster, 0o700)
    if (account) await chown(staged.cluster, account.uid, account.gid)
    return {
      takenAt: Temporal.Instant.from(end.takenAt),
      files: end.files,
      discard,
      async swap() {
        // A server that outlived its launcher must not go on writing to what is put aside.
        await stopLeftover(cluster, log)
        const aside: string[] = []
        const mark = `before-${Temporal.Now.instant().toString({ smallestUnit: 'second' }).replaceAll(':', '')}`
        const put = async (from: string, to: string) => {
          if (!(await isThere(from))) return
          if (await isThere(to)) {
            await rename(to, `${to}.${mark}`)
            aside.push(`${to}.${mark}`)
          }
          await rename(from, to)
        }
        await put(staged.media, join(dataDir, 'media'))
        await put(staged.keys, join(dataDir, 'keys'))
        await put(staged.cluster, cluster)
        return aside
      },
    }
  } catch (error) {
    await discard()
    throw error
  }
}

async function readWhole(order: RestoreOrder, placeOf: (path: string) => Place) {
  const header = await readHeader(order.file)
  await refuseWhatIsNotForUs(header, order)
  const key = findKey(header.key, await order.unlock(header.key))
  const plain = new PassThrough()
  const unpacked = unpack(plain, ({ path }) => placeOf(path))
  const read = pipeline(createReadStream(order.file), new OpenStream(() => key), createZstdDecompress(), plain)
  // The one that fails tells the other; the reading's own word comes first, it knows more.
  const [reading, unpacking] = await Promise.allSettled([
    read,
    unpacked.catch((error: unknown) => {
      plain.destroy()
      throw error
    }),
  ])
  if (reading.status === 'rejected' && !isPremature(reading.reason)) throw inPlainWords(reading.reason)
  if (unpacking.status === 'rejected') throw inPlainWords(unpacking.reason)
  if (reading.status === 'rejected') throw inPlainWords(reading.reason)
  return unpacking.value
}

const isPremature = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'

function inPlainWords(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOSPC') return new StartRefused('The disk is full: nothing was changed.')
  return code.startsWith('ZSTD')
    ? new StartRefused('This backup is damaged: nothing was changed. Use another copy.')
    : error
}

/** The head of the file, read in the clear; its seal is checked with the first piece. */
async function readHeader(file: string): Promise<BackupHeader> {
  let header: unknown
  const found = new Error('found')
  const stream = new OpenStream((read) => {
    header = read
    throw found
  })
  const source = createReadStream(file, { end: 1 << 17 })
  await pipeline(source, stream, async (rest) => {
    for await (const _ of rest) continue
  }).catch((error: unknown) => {
    if (error === found) return
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code === 'ENOENT') throw new StartRefused(`There is no file ${file}.`)
    if (code === 'EACCES' || code === 'EISDIR') throw new StartRefused(`${file} cannot be read (${code}).`)
    throw error
  })
  if (!isHeader(header))
    throw new StartRefused(`${file} is damaged, or not a backup of Comptoir that this version knows.`)
  return header
}

/** What is in the clear may have been changed by anyone: its seal is looked at later. */
function isHeader(header: unknown): header is BackupHeader {
  const has = (value: unknown, kinds: Record<string, string>): value is Record<string, unknown> =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(kinds).every(([name, kind]) => typeof Reflect.get(value, name) === kind)
  return (
    has(header, { format: 'number', postgres: 'string', schema: 'string', password: 'string', withKeys: 'boolean' }) &&
    has(header.key, { kind: 'string', salt: 'string' }) &&
    (header.key.kind === 'house'
      ? has(header.key, { keyId: 'string' })
      : header.key.kind === 'passphrase' && header.key.cost === 1 << 15)
  )
}

async function refuseWhatIsNotForUs(header: BackupHeader, { dataDir }: RestoreOrder): Promise<void> {
  const known = Object.keys(await sqlMigrations.getMigrations())
  if (header.format !== FORMAT || !known.includes(header.schema)) {
    throw new StartRefused(
      `This backup was made by a newer Comptoir (it has ${header.schema}): restore it with that version or a later one.`,
    )
  }
  if (header.postgres !== '18')
    throw new StartRefused(`This backup holds a PostgreSQL ${header.postgres}; this version runs 18.`)
  if (header.withKeys) return
  const password = await readFile(join(dataDir, 'keys', 'postgres'), 'utf8').catch(() => null)
  if (password === null || passwordMark(password) !== header.password) {
    const what = password === null ? 'are not in' : 'that belong to it are not those in'
    throw new StartRefused(
      `The keys of this backup ${what} ${join(dataDir, 'keys')}: put the folder "keys" that was kept apart there first.`,
    )
  }
}
