import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress } from 'node:zlib'
import { sqlMigrations } from '../read-migrations.ts'
import { bytesEntry, endEntry, fileEntry } from './archive.ts'
import { copyCluster } from './copy-cluster.ts'
import { freshKey, SealStream, type KeyHint } from './sealed-stream.ts'

export const FORMAT = 1

/** In the clear at the head of a backup, and covered by its seal. */
export type BackupHeader = {
  format: typeof FORMAT
  startedAt: string
  postgres: string
  /** The last migration: a version that does not know it must not open the database. */
  schema: string
  key: KeyHint
  /** Tells whether the password file that is kept apart belongs to this database. */
  password: string
  withKeys: boolean
}

export type BackupOrder = {
  /** The cluster's folder, and a superuser's address of its server, which runs. */
  clusterDir: string
  url: string
  /** COMPTOIR_DATA: media and, if asked, keys are read from it. */
  dataDir: string
  file: string
  lock: { keyId: string; secret: string } | { passphrase: string }
  withKeys?: boolean
}

export type BackupMade = { files: number; bytes: number; takenAt: Temporal.Instant }

export const passwordMark = (password: string) =>
  createHash('sha256').update(`comptoir backup ${password.trim()}`).digest('hex')

/** Writes a backup beside its name and moves it there once it is whole and on the disk. */
export async function makeBackup(order: BackupOrder): Promise<BackupMade> {
  const { file, dataDir } = order
  const { key, hint } = freshKey(order.lock)
  const password = await readFile(join(dataDir, 'keys', 'postgres'), 'utf8').catch(() => '')
  const header: BackupHeader = {
    format: FORMAT,
    startedAt: Temporal.Now.instant().toString(),
    postgres: (await readFile(join(order.clusterDir, 'PG_VERSION'), 'utf8')).trim(),
    schema: Object.keys(await sqlMigrations.getMigrations()).at(-1) ?? '',
    key: hint,
    password: passwordMark(password),
    withKeys: order.withKeys ?? false,
  }
  const partial = `${file}.partial`
  const made = { files: 0, takenAt: Temporal.Now.instant() }
  try {
    await pipeline(
      Readable.from(everything(order, made), { objectMode: true, highWaterMark: 4 }),
      createZstdCompress(),
      new SealStream(key, header),
      createWriteStream(partial, { mode: 0o600, flush: true }),
    )
    await rename(partial, file)
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
  const folder = await open(dirname(file))
  await folder.sync()
  await folder.close()
  const written = await open(file)
  const { size } = await written.stat()
  await written.close()
  return { ...made, bytes: size }
}

async function* everything(
  order: BackupOrder,
  made: { files: number; takenAt: Temporal.Instant },
): AsyncGenerator<Buffer> {
  const { dataDir } = order
  const copied = yield* copyCluster(order.clusterDir, order.url)
  made.files = copied.files
  made.takenAt = copied.takenAt
  // After the database: a picture is kept before it is named there, so none that it names is missing here.
  for await (const path of mediaIn(join(dataDir, 'media'))) {
    if (yield* fileEntry(`media/${path}`, join(dataDir, 'media', path))) made.files += 1
  }
  for (const name of order.withKeys ? ['ring.json', 'postgres'] : []) {
    const bytes = await readFile(join(dataDir, 'keys', name)).catch(() => null)
    if (!bytes) continue
    yield bytesEntry(`keys/${name}`, bytes)
    made.files += 1
  }
  yield endEntry(made.files, made.takenAt)
}

/** Whole files only: what is still being written has a longer name. */
async function* mediaIn(root: string, path = ''): AsyncGenerator<string> {
  const found = await readdir(join(root, path), { withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  })
  for (const one of found) {
    const own = path === '' ? one.name : `${path}/${one.name}`
    if (one.isDirectory()) yield* mediaIn(root, own)
    else if (/^[0-9a-f]{64}$/.test(one.name)) yield own
  }
}
