import { fileURLToPath } from 'node:url'
import { paraglideVitePlugin } from '@inlang/paraglide-js'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { firstScreenChunks } from './scripts/first-screen-chunks.ts'
import { onlySaidWords } from './scripts/only-said-words.ts'
import { precompress } from './scripts/precompress.ts'
import { shortWords } from './scripts/short-words.ts'
import { wordsOptions } from './scripts/words-options.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const chunkOf = firstScreenChunks(
  [here('main.tsx')],
  [here('frame/frame.tsx'), here('features/today/today-page.tsx')],
  [here('features/sign-in/sign-in-page.tsx'), here('features/sign-in/set-up-page.tsx')],
)

const api = process.env['COMPTOIR_API'] ?? 'http://localhost:3000'

const FRAMEWORK = /node_modules[\\/](?:react|react-dom|scheduler|@tanstack)[\\/]/
/** Parts of the framework that only pages opened later use: a long list, several questions at once, the guard before leaving. */
const OF_LATER_PAGES = /[\\/](?:useInfiniteQuery|infiniteQueryObserver|useQueries|queriesObserver|useBlocker)\.m?js$/

/** React Aria ships its own words in thirty languages; we speak two. */
function onlyOurLanguages(): Plugin {
  const foreign =
    /[\\/]react-(?:aria|aria-components|stately)[\\/].*[\\/]intl[\\/](?:.*[\\/])?(?!en-US|fr-FR)[a-z]{2}-[A-Z]{2}\.m?js$/
  return {
    name: 'comptoir:only-our-languages',
    enforce: 'pre',
    load: (id) => (foreign.test(id) ? 'export default {}' : null),
  }
}

export default defineConfig({
  plugins: [
    onlyOurLanguages(),
    onlySaidWords(),
    paraglideVitePlugin(wordsOptions),
    shortWords(),
    tailwindcss(),
    react(),
    precompress(),
  ],
  server: {
    proxy: Object.fromEntries(
      ['/trpc', '/api', '/health', '/media', '/files', '^/r/', '^/poll/'].map((path) => [
        path,
        { target: api, changeOrigin: false },
      ]),
    ),
  },
  build: {
    target: 'es2022',
    manifest: true,
    outDir: 'dist',
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What every page needs and what changes only with an upgrade: one file, kept long.
            {
              name: 'base',
              test: (id) => FRAMEWORK.test(id) && !OF_LATER_PAGES.test(id),
              priority: 20,
            },
            {
              name: (id, graph) => chunkOf(id, (one) => graph.getModuleInfo(one)),
              debugName: 'first screen',
              priority: 15,
              includeDependenciesRecursively: false,
            },
            // Words that several pages say, by who says them: a page loads its own, and no file holds a single one.
            {
              name: 'words',
              test: /[\\/]paraglide[\\/]messages[\\/]/,
              minShareCount: 2,
              entriesAware: true,
              entriesAwareMergeThreshold: 1_000,
              priority: 10,
            },
          ],
        },
      },
    },
  },
})
