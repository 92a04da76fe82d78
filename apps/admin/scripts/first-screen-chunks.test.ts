import { expect, test } from 'vitest'
import { firstScreenChunks, namedIn, type Facts } from './first-screen-chunks.ts'

const MODULES: Record<string, { code: string; importedIds: string[] }> = {
  '/main.tsx': { code: "m['frame.find']()", importedIds: ['/words.ts', '/node_modules/react/index.js'] },
  '/frame.tsx': {
    code: `import { Bell as BellIcon, CircleCheck } from "lucide-react"; m["frame.bell"]()`,
    importedIds: ['/words.ts', '/main.tsx', '/button.tsx'],
  },
  '/button.tsx': { code: '', importedIds: [] },
  '/sign-in.tsx': { code: '', importedIds: ['/button.tsx'] },
  '/words.ts': { code: '', importedIds: ['/paraglide/messages/_index.js'] },
  '/paraglide/messages/_index.js': {
    code: '',
    importedIds: [
      '/paraglide/messages/frame_find.js',
      '/paraglide/messages/frame_bell.js',
      '/paraglide/messages/later.js',
    ],
  },
  '/paraglide/messages/frame_find.js': { code: 'export { frame_find as "frame.find" }', importedIds: [] },
  '/paraglide/messages/frame_bell.js': { code: 'export { frame_bell as "frame.bell" }', importedIds: [] },
  '/paraglide/messages/later.js': { code: 'export { later as "later.title" }', importedIds: [] },
}
const facts: Facts = (id) => MODULES[id] ?? null

test('a module goes where it is first needed, a word and an icon where they are first named', () => {
  const chunkOf = firstScreenChunks(['/main.tsx'], ['/frame.tsx'], ['/sign-in.tsx'])
  const names = [
    ...Object.keys(MODULES),
    '/node_modules/lucide-react/dist/esm/icons/circle-check.mjs',
    '/node_modules/lucide-react/dist/esm/icons/rocket.mjs',
    '/later.tsx',
  ]
  expect(names.map((id) => [id.split('/').pop(), chunkOf(id, facts)])).toEqual([
    ['main.tsx', 'start'],
    ['frame.tsx', 'first'],
    ['button.tsx', 'start'],
    ['sign-in.tsx', null],
    ['words.ts', 'start'],
    ['_index.js', 'start'],
    ['frame_find.js', 'start'],
    ['frame_bell.js', 'first'],
    ['later.js', null],
    ['circle-check.mjs', 'first'],
    ['rocket.mjs', null],
    ['later.tsx', null],
  ])
})

test('an icon that was given another name is still known by its own', () => {
  expect(namedIn(`import { Bell as BellIcon } from 'lucide-react'`)).toEqual(['icon bell'])
})
