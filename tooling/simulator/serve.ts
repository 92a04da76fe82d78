import { keepIn } from './core/snapshot.ts'
import { World } from './core/world.ts'
import { createSimulatorServer } from './http/server.ts'
import { bluesky } from './networks/bluesky/index.ts'
import { facebook } from './networks/facebook/index.ts'
import { mastodon } from './networks/mastodon/index.ts'
import { x } from './networks/x/index.ts'
import { house } from './pages/house.ts'

export interface ServeOptions {
  port: number
  dataFile: string | null
  seed: string
  publicUrl: string | null
}

/** Builds the world and listens on the loopback interface. */
export const serve = async (options: ServeOptions): Promise<{ url: string; stop: () => void }> => {
  const world = new World({
    seed: options.seed,
    mediaFolder: options.dataFile === null ? null : `${options.dataFile}.media`,
  })
  const server = createSimulatorServer(world, { bluesky, mastodon, facebook, x }, house(world))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', 1024, resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : options.port
  // A public address with the port 0 gets the port that was free.
  world.url = (options.publicUrl ?? `http://localhost:${port}`).replace(/\/$/, '').replace(/:0$/, `:${port}`)
  const keep = options.dataFile === null ? null : keepIn(world, options.dataFile)
  for (const network of ['facebook', 'x'] as const) world.standingApp(network)
  return {
    url: world.url,
    stop: () => {
      keep?.()
      server.closeAllConnections()
      server.close()
    },
  }
}
