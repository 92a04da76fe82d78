import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPds } from '@comptoir/connectors/testing'
import { seedDemo } from '@comptoir/demo'
import { startHouse } from '@comptoir/launch'

// The whole product on free ports, on an empty database or with the demo's story in it, beside a real Bluesky server; ends when its stdin ends, so that it never outlives a run.
const dataDir = await mkdtemp(join(tmpdir(), 'comptoir-e2e-'))
// As root the database runs as another user, who must be able to enter.
await chmod(dataDir, 0o755)
const say = (line: string) => process.stderr.write(`${line}\n`)
const stops: (() => Promise<void>)[] = [() => rm(dataDir, { recursive: true, force: true })]

let stopping: Promise<void> | undefined
/** In order, once: a house that is being stopped also says that its parts have ended. */
function stopAll(code: number): Promise<void> {
  return (stopping ??= (async () => {
    for (const stop of stops.toReversed()) await stop()
    process.exit(code)
  })())
}
process.stdin.resume().once('end', () => void stopAll(0))
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stopAll(0))

try {
  const pds = await startPds()
  stops.push(pds.stop)
  const account = await pds.createAccount('orphee')
  const house = await startHouse({
    say,
    ...(process.env.E2E_STORY === 'demo' ? { seed: seedDemo } : {}),
    env: {
      ...process.env,
      PORT: '0',
      COMPTOIR_URL: '',
      COMPTOIR_DATA: dataDir,
      COMPTOIR_LOG: process.env.COMPTOIR_LOG ?? 'error',
      // The simulated networks run in any case.
      COMPTOIR_DEMO: '1',
      COMPTOIR_ALLOW_ORIGINS: new URL(pds.url).origin,
      DATABASE_URL: '',
      SMTP_URL: '',
    },
  })
  stops.push(house.stop)
  void house.fallen.then((why) => {
    if (!stopping) say(why)
    return stopAll(1)
  })
  const ready = {
    ready: true,
    url: house.url,
    simulator: house.simulatorUrl,
    bluesky: { service: pds.url, ...account },
  }
  process.stdout.write(`${JSON.stringify(ready)}\n`)
} catch (error) {
  say(error instanceof Error ? String(error.stack) : String(error))
  await stopAll(1)
}
