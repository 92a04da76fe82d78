import { randomInt } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inAgency } from '@comptoir/db'
import type { TestDatabase } from '@comptoir/db/testing'
import { connectFormOf, png, SimulatedAccount, type Simulator } from '@comptoir/connectors/testing'
import { z } from 'zod'
import { connectWithFields } from '../channels/index.ts'
import { openOutside } from '../connectors-ports/index.ts'
import { diskMediaStore } from '../editorial/index.ts'
import { readSettings, type Settings } from '../settings/index.ts'
import { type Desk, openDesk } from './desk.ts'
import { type Planted, type PlantedPicture, plantPosts } from './plant.ts'

const Arrivals = z.object({
  arrivals: z.array(
    z.object({
      seq: z.number(),
      network: z.string(),
      accountId: z.string(),
      remoteId: z.string(),
      text: z.string(),
      identity: z.string().nullable(),
      replyTo: z.string().nullable(),
      at: z.number(),
    }),
  ),
})
export type Arrival = z.output<typeof Arrivals>['arrivals'][number]

export type NetworkName = 'bluesky' | 'mastodon' | 'facebook' | 'x'
export type Connected = { channelId: string; accountId: string; handle: string; network: NetworkName }

/** An agency with accounts on the simulated networks. */
export type Newsroom = Desk & {
  settings: Settings
  simulator: Simulator
  /** What a worker of this house is started with. */
  env: Record<string, string>
  connect(network: NetworkName): Promise<Connected>
  /** An approved and armed post; answers the id of its delivery. */
  plant(post: Partial<Planted> & Pick<Planted, 'channelId' | 'timing' | 'parts'>): Promise<string>
  plantMany(posts: readonly (Partial<Planted> & Pick<Planted, 'channelId' | 'timing' | 'parts'>)[]): Promise<string[]>
  /** A picture of one colour, ready in the media store of this house's workers. */
  addPicture(rgb: readonly [number, number, number]): Promise<PlantedPicture>
  arrivals(query?: { accountId?: string; atLeast?: number; waitMs?: number }): Promise<Arrival[]>
  fault(fault: {
    kind: string
    network?: string
    operation?: string
    account?: string
    count?: number
    [option: string]: unknown
  }): Promise<void>
  close(): Promise<void>
}

export async function openNewsroom(database: TestDatabase, simulator: Simulator): Promise<Newsroom> {
  const desk = await openDesk(database)
  // Somebody who is told when nobody is on duty.
  await desk.seat('director', 'Inès Vanhoutte')
  const dataDir = await mkdtemp(join(tmpdir(), 'comptoir-newsroom-'))
  const masterKey = database.keys.active.secret.toString('base64')
  const env = {
    DATABASE_URL: database.ownerUrl,
    COMPTOIR_MASTER_KEY: masterKey,
    COMPTOIR_DATA: dataDir,
    COMPTOIR_ALLOW_ORIGINS: new URL(simulator.url).origin,
    COMPTOIR_LOG: process.env.COMPTOIR_LOG ?? 'error',
    SMTP_URL: '',
  }
  const settings = readSettings(env)
  const outside = openOutside({ db: database.db, settings })
  const { agencyId, clientId, mandateId, reviewer } = desk
  const whole = (post: Parameters<Newsroom['plant']>[0]): Planted => ({
    clientId,
    mandateId,
    approverId: reviewer.memberId,
    ...post,
  })

  const plantMany: Newsroom['plantMany'] = (posts) =>
    inAgency(database.db, agencyId, async (tx) => {
      const postIds = await plantPosts(tx, reviewer, posts.map(whole))
      const rows = await tx.selectFrom('deliveries').select(['id', 'post_id']).where('post_id', 'in', postIds).execute()
      const byPost = new Map(rows.map((row) => [row.post_id, row.id]))
      return postIds.map((id) => byPost.get(id)!)
    })

  return {
    ...desk,
    settings,
    simulator,
    env,
    async connect(network) {
      const handle = `orphee${randomInt(1e9)}${network === 'bluesky' ? '.bsky.test' : ''}`
      const account = SimulatedAccount.parse(
        await simulator.control('POST', '/accounts', { network, handle, name: 'Orphée Lanceurs', followers: 1200 }),
      )
      const outcome = await connectWithFields(
        { db: database.db, keys: database.keys, settings },
        outside,
        { agencyId, actor: reviewer, sessionId: 'test' },
        { clientId, channelId: null, network, ...connectFormOf(network, account) },
      )
      if (outcome.kind !== 'connected') throw new Error(`not connected: ${JSON.stringify(outcome)}`)
      return { channelId: outcome.channelIds[0]!, accountId: account.id, handle, network }
    },
    async plant(post) {
      const [deliveryId] = await plantMany([post])
      return deliveryId!
    },
    plantMany,
    async addPicture(rgb) {
      const picture = png(320, 200, rgb, 'Le pas de tir')
      const bytes = Buffer.from(await picture.bytes())
      const sha256 = await diskMediaStore(dataDir).put(agencyId, bytes)
      const { id } = await inAgency(database.db, agencyId, (tx) =>
        tx
          .insertInto('media')
          .values({
            agency_id: agencyId,
            client_id: clientId,
            state: 'ready',
            name: 'pas.png',
            original_sha256: sha256,
            original_mime: picture.mime,
            original_bytes: bytes.length,
            sha256,
            mime: picture.mime,
            bytes: bytes.length,
            width: picture.width,
            height: picture.height,
          })
          .returning('id')
          .executeTakeFirstOrThrow(),
      )
      return { mediaId: id, sha256, alt: picture.alt }
    },
    async arrivals({ accountId, atLeast, waitMs } = {}) {
      const query = new URLSearchParams({
        ...(accountId ? { account: accountId } : {}),
        ...(atLeast ? { atLeast: String(atLeast), waitMs: String(waitMs ?? 5000) } : {}),
      })
      return Arrivals.parse(await simulator.control('GET', `/arrivals?${query}`)).arrivals.filter(
        (one) => !accountId || one.accountId === accountId,
      )
    },
    fault: async (fault) => void (await simulator.control('POST', '/faults', fault)),
    async close() {
      await outside.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
