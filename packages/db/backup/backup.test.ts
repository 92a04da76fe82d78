import { randomBytes } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { canReach, clusterFolder, postgresAccount, startInstanceServer } from '../embedded/index.ts'
import { makeBackup, stageRestore, type Unlock } from './index.ts'

let lab: string
let dataDir: string
let file: string
const picture = 'ab'.repeat(32)
const lock = { keyId: 'k1', secret: randomBytes(32).toString('base64url') }
const unlock = async (): Promise<Unlock> => ({ secrets: new Map([['k1', lock.secret]]), passphrase: null })

const ask = async (url: string, query: string) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(query)).rows
  } finally {
    await client.end()
  }
}

/** A house with a table of 20,000 lines, that is written to while it is copied. */
beforeAll(async () => {
  const account = await postgresAccount('/nowhere', () => undefined)
  lab = await mkdtemp(join((await canReach(tmpdir(), account)) ? tmpdir() : '/tmp', 'comptoir-backup-'))
  await chmod(lab, 0o755)
  dataDir = join(lab, 'data')
  await mkdir(join(dataDir, 'media', 'agency', 'ab'), { recursive: true })
  await writeFile(join(dataDir, 'media', 'agency', 'ab', picture), 'pixels')
  file = join(lab, 'house.backup')
  const { server, ownerUrl } = await startInstanceServer(dataDir)
  await ask(ownerUrl, 'create table lines as select n, md5(n::text) as text from generate_series(1, 20000) n')
  let writing = true
  const writer = (async () => {
    for (let n = 20_001; writing; n += 1) await ask(ownerUrl, `insert into lines values (${n}, md5('${n}'))`)
  })()
  const made = await makeBackup({ clusterDir: await clusterFolder(dataDir), url: ownerUrl, dataDir, file, lock })
  writing = false
  await writer
  expect(made.files).toBeGreaterThan(500)
  await ask(ownerUrl, "insert into lines values (-1, 'after the backup')")
  await server.stop()
}, 60_000)

afterAll(() => rm(lab, { recursive: true, force: true }))

const restoreInto = async (folder: string, from = file, replace = false) => {
  await mkdir(join(folder, 'keys'), { recursive: true })
  await writeFile(join(folder, 'keys', 'postgres'), await readFile(join(dataDir, 'keys', 'postgres')))
  return stageRestore({ file: from, dataDir: folder, replace, unlock })
}

test('a copy of a house at work opens elsewhere, whole, with its pictures, and holds nothing of later', async () => {
  const elsewhere = join(lab, 'elsewhere')
  const staged = await restoreInto(elsewhere)
  expect(await staged.swap()).toEqual([])
  expect(await readFile(join(elsewhere, 'media', 'agency', 'ab', picture), 'utf8')).toBe('pixels')
  const { server, ownerUrl } = await startInstanceServer(elsewhere)
  try {
    const [lines] = await ask(
      ownerUrl,
      'select count(*)::int as count, count(*) filter (where n = -1)::int as later, bool_and(n = -1 or text = md5(n::text)) as whole from lines',
    )
    expect(lines).toMatchObject({ later: 0, whole: true })
    expect(lines.count).toBeGreaterThanOrEqual(20_000)
  } finally {
    await server.stop()
  }
}, 30_000)

test('what stands there already is refused, or kept aside', async () => {
  await expect(restoreInto(dataDir)).rejects.toThrow(/--replace/)
  const staged = await restoreInto(dataDir, file, true)
  const aside = await staged.swap()
  expect(aside).toHaveLength(2)
  expect(await readdir(await clusterFolder(dataDir))).toContain('backup_label')
  expect(await readdir(aside.find((path) => path.includes('cluster'))!)).toContain('PG_VERSION')
}, 30_000)

test('a file that was changed, cut off or made with another key opens nothing, and nothing is left of it', async () => {
  const bytes = await readFile(file)
  const copy = join(lab, 'copy.backup')
  const tries: [string, () => Promise<void>, RegExp][] = [
    ['a byte in the middle', () => writeFile(copy, flipped(bytes, bytes.length >> 1)), /damaged/],
    ['a byte of the head', () => writeFile(copy, flipped(bytes, bytes.indexOf('startedAt') + 14)), /does not open/],
    [
      'its end cut off',
      async () => {
        await writeFile(copy, bytes)
        await truncate(copy, bytes.length - 100)
      },
      /end is missing|damaged/,
    ],
    [
      'a whole piece cut off',
      async () => {
        await writeFile(copy, bytes.subarray(0, firstPiece(bytes)))
      },
      /end is missing/,
    ],
    ['something added', () => writeFile(copy, Buffer.concat([bytes, Buffer.from('and more')])), /damaged/],
    ['no backup at all', () => writeFile(copy, 'hello'), /not a backup/],
  ]
  const folder = join(lab, 'refused')
  for (const [what, spoil, why] of tries) {
    await spoil()
    await expect(restoreInto(folder, copy)).rejects.toThrow(why)
    expect({ what, left: (await readdir(folder)).filter((name) => name.includes('restoring')) }).toEqual({
      what,
      left: [],
    })
  }
  const other: Unlock = { secrets: new Map([['k1', 'another']]), passphrase: null }
  await expect(stageRestore({ file, dataDir: folder, replace: false, unlock: async () => other })).rejects.toThrow(
    /does not open/,
  )
  await rm(join(folder, 'keys'), { recursive: true })
  await expect(stageRestore({ file, dataDir: folder, replace: false, unlock })).rejects.toThrow(/folder "keys"/)
}, 30_000)

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes)
  copy[at] = copy[at]! ^ 1
  return copy
}

/** Where the first sealed piece ends. */
function firstPiece(bytes: Buffer): number {
  const header = 16 + 4 + bytes.readUInt32BE(16)
  return header + 4 + (bytes.readUInt32BE(header) & 0x7fffffff)
}
