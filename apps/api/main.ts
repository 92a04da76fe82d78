import { openKeyRing, openPools, StartRefused } from '@comptoir/db'
import { meetDatabase } from '@comptoir/operations/restore'
import { readSettings } from '@comptoir/operations/settings'
import { openApi } from './server.ts'
import { startStandIn } from './stand-in.ts'

async function main(): Promise<void> {
  const settings = readSettings(process.env)
  if (!settings.databaseUrl)
    throw new StartRefused(
      'DATABASE_URL is not set: `pnpm start` starts a database of its own, the api alone does not.',
    )
  const keys = await openKeyRing({ dataDir: settings.dataDir, masterKey: settings.masterKey ?? undefined })
  const pools = openPools({
    ownerUrl: settings.databaseUrl,
    directUrl: settings.directUrl ?? undefined,
    keys,
    application: 'comptoir api',
  })
  // Before anybody sees it: a database that came back from a backup is not shown as if nothing had been.
  await meetDatabase({ pools, dataDir: settings.dataDir })
  const api = await openApi({ settings, db: pools.db, keys }, pools)
  await api.server.listen({ port: settings.port, host: process.env.COMPTOIR_HOST ?? '::' })
  process.stdout.write(`${JSON.stringify({ ready: true, port: settings.port })}\n`)

  const standIn = startStandIn(api.house.services)

  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= standIn
      .stop()
      .then(() => api.close())
      .then(() => pools.end())
    void closing.then(() => process.exit(0))
  }
  process.on('SIGTERM', close)
  process.on('SIGINT', close)
  // The launcher is gone, however it went.
  process.on('disconnect', close)
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof StartRefused ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  )
  process.exit(1)
})
