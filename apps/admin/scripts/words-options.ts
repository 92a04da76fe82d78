import { fileURLToPath } from 'node:url'

const here = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))

/** How the message files become code: one module per message, so that a page carries only the words it says. */
export const wordsOptions = {
  project: here('project.inlang'),
  outdir: here('paraglide'),
  strategy: ['globalVariable', 'baseLocale'] as ('globalVariable' | 'baseLocale')[],
  outputStructure: 'message-modules' as const,
  emitReadme: false,
}
