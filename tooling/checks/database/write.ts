import { writeFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { keptFiles } from './kept-files.ts'

for (const { path, text } of await keptFiles()) {
  await writeFile(path, text)
  console.log(`wrote ${relative(process.cwd(), path)}`)
}
