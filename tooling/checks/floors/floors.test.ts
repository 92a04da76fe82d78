import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cruiseHouse } from './cruise-house.ts'
import { RULES } from './rules.ts'

let root: string

/** A house in small: the same floors, the same public faces, a line in each. */
const SOUND: Record<string, string> = {
  'packages/domain/countdown/index.ts': `export { slip } from './slip.ts'`,
  'packages/domain/countdown/slip.ts': `export const slip = 1`,
  'packages/domain/editorial/index.ts': `export { hash } from './hash.ts'`,
  'packages/domain/editorial/hash.ts': `import { slip } from '../countdown/index.ts'\nexport const hash = slip`,
  'packages/db/index.ts': `export { inAgency } from './in-agency.ts'`,
  'packages/db/in-agency.ts': `import { slip } from '@comptoir/domain/countdown'\nexport const inAgency = slip`,
  'packages/connectors/sdk/index.ts': `export { http } from './http.ts'`,
  'packages/connectors/sdk/http.ts': `export const http = 1`,
  'packages/connectors/networks/index.ts': `export { bluesky } from './bluesky/index.ts'`,
  'packages/connectors/networks/bluesky/index.ts': `import { http } from '../../sdk/index.ts'\nexport const bluesky = http`,
  'packages/connectors/networks/mastodon/index.ts': `export const mastodon = 1`,
  'packages/reporting/index.ts': `export const report = 1`,
  'packages/operations/countdown/index.ts': `import { inAgency } from '@comptoir/db'\nexport const slipEvent = inAgency`,
  'apps/api/index.ts': `export type { Router } from './router.ts'\nexport const openApi = 1`,
  'apps/api/router.ts': `import { slipEvent } from '@comptoir/operations/countdown'\nexport type Router = typeof slipEvent`,
  'apps/worker/index.ts': `export const worker = 1`,
  'apps/admin/main.tsx': `import type { Router } from '@comptoir/api'\nexport const page = (router: Router) => <p>{router}</p>`,
  'tooling/launch/index.ts': `import { openApi } from '@comptoir/api'\nexport const start = openApi`,
  'tooling/demo/index.ts': `export { seed } from './seed.ts'`,
  'tooling/demo/seed.ts': `export const seed = 1`,
}

const EXPORTS: Record<string, Record<string, string>> = {
  'packages/domain': { './*': './*/index.ts' },
  'packages/operations': { './*': './*/index.ts' },
  'packages/connectors': { '.': './networks/index.ts', './sdk': './sdk/index.ts' },
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), `${text}\n`)
}

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'comptoir-floors-')))
  await mkdir(join(root, 'node_modules', '@comptoir'), { recursive: true })
  for (const [path, text] of Object.entries(SOUND)) await write(path, text)
  for (const folder of new Set(Object.keys(SOUND).map((path) => path.split('/').slice(0, 2).join('/')))) {
    const name = folder.split('/')[1]!
    const exports = EXPORTS[folder] ?? { '.': './index.ts' }
    await write(`${folder}/package.json`, JSON.stringify({ name: `@comptoir/${name}`, type: 'module', exports }))
    await symlink(join(root, folder), join(root, 'node_modules', '@comptoir', name))
  }
})
afterAll(() => rm(root, { recursive: true, force: true }))

async function breachesWith(path: string, text: string): Promise<string[]> {
  await write(path, text)
  try {
    const { breaches } = await cruiseHouse(root)
    return [...new Set(breaches.map(({ rule }) => rule))]
  } finally {
    if (SOUND[path]) await write(path, SOUND[path])
    else await rm(join(root, path))
  }
}

test('the small house is sound, and all of it was read', async () => {
  const { modules, dependencies, breaches } = await cruiseHouse(root)
  expect(breaches).toEqual([])
  expect(modules).toBe(Object.keys(SOUND).length)
  expect(dependencies).toBeGreaterThan(12)
})

const FAULTS: [rule: string, path: string, text: string][] = [
  [
    'domain-imports-nothing-above',
    'packages/domain/countdown/bad.ts',
    `import { inAgency } from '@comptoir/db'\nexport const bad = inAgency`,
  ],
  [
    'domain-is-pure',
    'packages/domain/countdown/bad.ts',
    `import { readFileSync } from 'node:fs'\nexport const bad = readFileSync`,
  ],
  [
    'middle-floor-stands-on-domain',
    'packages/reporting/bad.ts',
    `import { inAgency } from '@comptoir/db'\nexport const bad = inAgency`,
  ],
  ['middle-floor-stands-on-domain', 'packages/db/bad.ts', `export { slipEvent } from '@comptoir/operations/countdown'`],
  [
    'connectors-may-be-taken-alone',
    'packages/connectors/sdk/bad.ts',
    `import type { slip } from '@comptoir/domain/countdown'\nexport type Bad = typeof slip`,
  ],
  [
    'text-rules-may-be-taken-alone',
    'packages/domain/text/bad.ts',
    `import { slip } from '../countdown/index.ts'\nexport const bad = slip`,
  ],
  [
    'operations-imports-nothing-above',
    'packages/operations/countdown/bad.ts',
    `import { worker } from '@comptoir/worker'\nexport const bad = worker`,
  ],
  ['no-app-imports-another', 'apps/api/bad.ts', `import { worker } from '@comptoir/worker'\nexport const bad = worker`],
  [
    'only-the-admin-sees-the-api',
    'apps/worker/bad.ts',
    `import type { Router } from '@comptoir/api'\nexport type Bad = Router`,
  ],
  [
    'admin-sees-types-of-the-api',
    'apps/admin/bad.ts',
    `import { openApi } from '@comptoir/api'\nexport const bad = openApi`,
  ],
  [
    'admin-stays-in-the-browser',
    'apps/admin/bad.ts',
    `import { inAgency } from '@comptoir/db'\nexport const bad = inAgency`,
  ],
  ['nothing-imports-tooling', 'apps/worker/bad.ts', `export const bad = await import('@comptoir/demo')`],
  [
    'apps-by-their-public-entry',
    'tooling/launch/bad.ts',
    `import type { Router } from '../../apps/api/router.ts'\nexport type Bad = Router`,
  ],
  [
    'packages-by-their-public-face',
    'packages/operations/countdown/bad.ts',
    `export { inAgency } from '../../db/in-agency.ts'`,
  ],
  ['packages-by-their-public-face', 'tooling/launch/bad.ts', `export { seed } from '../demo/seed.ts'`],
  ['contexts-by-their-public-face', 'packages/domain/editorial/bad.ts', `export { slip } from '../countdown/slip.ts'`],
  [
    'sdk-and-networks-by-their-public-face',
    'packages/connectors/networks/bluesky/bad.ts',
    `export { http } from '../../sdk/http.ts'`,
  ],
  [
    'networks-stand-side-by-side',
    'packages/connectors/networks/bluesky/bad.ts',
    `export { mastodon } from '../mastodon/index.ts'`,
  ],
  ['jsx-in-the-admin-only', 'packages/reporting/bad.ts', `export { page } from '../../apps/admin/main.tsx'`],
  [
    'tests-are-not-imported',
    'packages/domain/countdown/slip.test.ts',
    `import './slip.test.ts'\nexport const helper = 1`,
  ],
  ['no-circle', 'packages/domain/countdown/slip.ts', `import { two } from './two.ts'\nexport const slip = two`],
  ['everything-resolves', 'packages/domain/countdown/bad.ts', `export { nowhere } from './nowhere.ts'`],
]

test.each(FAULTS)('%s: %s', async (rule, path, text) => {
  if (rule === 'no-circle')
    await write('packages/domain/countdown/two.ts', `import { slip } from './slip.ts'\nexport const two = slip`)
  expect(await breachesWith(path, text)).toContain(rule)
  if (rule === 'no-circle') await rm(join(root, 'packages/domain/countdown/two.ts'))
})

test('a fault beside a `using` declaration is seen', async () => {
  const text = `export async function bad() {\n  await using held = await import('node:fs')\n  return held\n}`
  expect(await breachesWith('packages/domain/countdown/bad.ts', text)).toContain('domain-is-pure')
})

test('every rule has a planted fault, and says what to do instead', () => {
  expect(new Set(FAULTS.map(([rule]) => rule))).toEqual(new Set(RULES.map(({ name }) => name)))
  for (const { comment } of RULES) expect(comment).toMatch(/: /)
})
