import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FIRST_SCREEN_LIMIT, filesFor, readManifest, weigh, type Manifest } from './first-screen.ts'

const admin = join(import.meta.dirname, '..')
const dist = mkdtempSync(join(tmpdir(), 'comptoir-admin-'))
let manifest: Manifest

beforeAll(async () => {
  // A process of its own: under vitest the same build would be one for tests, not the one that is served.
  const vite = join(admin, 'node_modules/vite/bin/vite.js')
  await promisify(execFile)(process.execPath, [vite, 'build', '--outDir', dist, '--logLevel', 'error'], {
    cwd: admin,
    env: { ...process.env, NODE_ENV: 'production' },
  })
  manifest = readManifest(dist)
}, 120_000)
afterAll(() => rmSync(dist, { recursive: true, force: true }))

const bytesOf = (pages: string[]) => weigh(dist, filesFor(manifest, pages)).reduce((sum, part) => sum + part.bytes, 0)

/** The lazy page behind an address, by the folder that owns it. */
const pagesOf = (feature: string) =>
  Object.keys(manifest).filter((key) => new RegExp(`^features/${feature}/[\\w-]*page\\.tsx$`).test(key))

test.each(['sign-in-page', 'set-up-page'])('the %s costs at most 150 kB of JavaScript, gzipped', (page) => {
  expect(bytesOf([`features/sign-in/${page}.tsx`])).toBeLessThan(FIRST_SCREEN_LIMIT)
})

test('the frame with Today in it, listening, costs at most 150 kB of JavaScript, gzipped', () => {
  expect(bytesOf(['frame/frame.tsx', 'live/live.ts', ...pagesOf('today')])).toBeLessThan(FIRST_SCREEN_LIMIT)
})

test('what opens on demand is not carried before', () => {
  const first = filesFor(manifest, ['frame/frame.tsx'])
  for (const lazy of [
    'frame/palette.tsx',
    'frame/key-sheet.tsx',
    'frame/me-menu.tsx',
    'live/live.ts',
    'data/auth-client.ts',
  ]) {
    expect(first).not.toContain(manifest[lazy]?.file ?? expect.fail(`the manifest knows no ${lazy}`))
  }
})

test('nothing of the specimen sheet is shipped', () => {
  expect(Object.keys(manifest).filter((key) => key.includes('specimen-page'))).toEqual([])
})
