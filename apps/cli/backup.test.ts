import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTestDatabase, type TestDatabase } from '@comptoir/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runVerb } from './index.ts'

let lab: string
let house: TestDatabase

beforeAll(async () => {
  house = await createTestDatabase()
  // Where PostgreSQL's own user may go when the tests run as root.
  lab = await mkdtemp(join('/tmp', 'comptoir-backup-verb-'))
  await chmod(lab, 0o755)
})
afterAll(async () => {
  await house.close()
  await rm(lab, { recursive: true, force: true })
})

async function comptoir(line: string, env: NodeJS.ProcessEnv): Promise<{ code: number; said: string }> {
  const said: string[] = []
  const code = await runVerb(line.split(' '), env, (words) => void said.push(words))
  return { code, said: said.join('\n') }
}

test('with its keys inside, a backup is locked with a passphrase, and a fresh folder needs nothing else', async () => {
  const old = { COMPTOIR_DATA: join(lab, 'old') }
  const fresh = { COMPTOIR_DATA: join(lab, 'fresh') }
  const file = join(lab, 'house.backup')
  const [right, wrong] = [join(lab, 'right'), join(lab, 'wrong')]
  await writeFile(right, 'douze tonnes de poussée\n')
  await writeFile(wrong, 'treize tonnes de poussée\n')
  expect(await comptoir(`backup ${file} --with-keys`, old)).toMatchObject({ code: 1 })
  const made = await comptoir(`backup ${file} --with-keys --passphrase-file=${right}`, old)
  expect(made).toMatchObject({ code: 0, said: expect.stringContaining('The keys are inside') })
  expect(await comptoir(`restore ${file}`, fresh)).toMatchObject({ code: 1, said: expect.stringMatching(/passphrase/) })
  expect(await comptoir(`restore ${file} --passphrase-file=${wrong}`, fresh)).toMatchObject({
    code: 1,
    said: expect.stringMatching(/does not open/),
  })
  const back = await comptoir(`restore ${file} --passphrase-file=${right}`, fresh)
  expect(back).toMatchObject({ code: 0, said: expect.stringContaining('Restored') })
  const ring = (folder: string) => readFile(join(folder, 'keys', 'ring.json'), 'utf8')
  expect(await ring(fresh.COMPTOIR_DATA)).toBe(await ring(old.COMPTOIR_DATA))
  expect(await comptoir('upgrade', fresh)).toMatchObject({ code: 0 })
}, 60_000)

test('on a server of one’s own the server’s tools are named, and a person says what was done with them', async () => {
  const env = {
    DATABASE_URL: house.ownerUrl,
    COMPTOIR_DATA: join(lab, 'own'),
    COMPTOIR_MASTER_KEY: house.keys.active.secret.toString('base64'),
  }
  const incarnation = async () =>
    (await house.root.selectFrom('instance').select('incarnation').executeTakeFirstOrThrow()).incarnation
  expect(await comptoir('backup here.backup', env)).toMatchObject({ code: 1, said: expect.stringContaining('pg_dump') })
  expect(await comptoir('restore here.backup', env)).toMatchObject({ code: 1 })
  const before = await incarnation()
  expect(await comptoir('restored --moved', env)).toMatchObject({ code: 0 })
  expect(await incarnation()).toBe(before)
  expect(await comptoir('restored --backup-taken=yesterday', env)).toMatchObject({ code: 1 })
  const said = await comptoir('restored --backup-taken=2026-11-23T18:00:00Z', env)
  expect(said).toMatchObject({ code: 0, said: expect.stringContaining('2026-11-23T18:00:00Z') })
  expect(await incarnation()).not.toBe(before)
})
