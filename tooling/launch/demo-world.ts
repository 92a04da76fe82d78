import { join } from 'node:path'
import { readFile, writeFile } from 'node:fs/promises'
import { tryPort } from './ports.ts'

/**
 * The simulator's port: kept, because the demo's channels and permalinks name it. The first free one above the house's own at
 * the first start.
 */
export async function simulatorPort(dataDir: string, housePort: number): Promise<number> {
  const path = join(dataDir, 'simulator.port')
  const kept = Number(await readFile(path, 'utf8').catch(() => ''))
  if (Number.isInteger(kept) && kept > 0) return kept
  for (let port = housePort + 1; ; port += 1) {
    const free = await tryPort(port, '127.0.0.1')
    if (free === null) continue
    await writeFile(path, `${free}\n`)
    return free
  }
}
