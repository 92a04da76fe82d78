import { openKeyRing, openPools, StartRefused } from '@comptoir/db'
import { readSettings } from '@comptoir/operations/settings'
import { openWorker } from './worker.ts'

async function main(): Promise<void> {
  const settings = readSettings(process.env)
  if (!settings.databaseUrl) {
    throw new StartRefused(
      'DATABASE_URL is not set: `pnpm start` starts a database of its own, the worker alone does not.',
    )
  }
  const keys = await openKeyRing({ dataDir: settings.dataDir, masterKey: settings.masterKey ?? undefined })
  const pools = openPools({
    ownerUrl: settings.databaseUrl,
    directUrl: settings.directUrl ?? undefined,
    keys,
    application: 'comptoir worker',
  })
  const worker = await openWorker(settings, keys, pools)
  process.stdout.write(`${JSON.stringify({ ready: true, worker: worker.id })}\n`)

  let stopping: Promise<void> | undefined
  const stop = () => {
    stopping ??= worker.stop().then(() => pools.end())
    void stopping.then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`)
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  // The launcher is gone, however it went.
  process.on('disconnect', stop)
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof StartRefused ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  )
  process.exit(1)
})
