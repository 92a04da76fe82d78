import { inAgency, type Pools } from '@comptoir/db'
import type { Actor } from '@comptoir/domain/shared'
import { saveAccount } from '@comptoir/operations/channels'
import type { SimulatorControl } from '@comptoir/simulator'
import { CHANNELS } from './cast.ts'
import { connectAccounts } from './connect.ts'
import type { DemoHouse } from './seed.ts'
import { storyTime } from './story-time.ts'
import { openAccounts } from './world.ts'

const DEMO: Actor = { kind: 'system', name: 'demo' }

/** Opens the accounts again under the same names and ids, with the posts that had left, and connects the channels to them anew. */
export async function mendWorld(
  house: DemoHouse,
  pools: Pools,
  agencyId: string,
  control: SimulatorControl,
): Promise<void> {
  const { db } = pools
  const told = await inAgency(db, agencyId, (tx) =>
    tx.selectFrom('audit_log').select('at').where('verb', '=', 'clients.created').orderBy('id').executeTakeFirst(),
  )
  const time = storyTime(told?.at.toTemporalInstant() ?? Temporal.Now.instant())
  const connected = await connectAccounts({ db, settings: house.settings }, await openAccounts(control, time))
  await inAgency(db, agencyId, async (tx) => {
    const channels = await tx.selectFrom('channels').select(['id', 'client_id', 'network', 'remote_id']).execute()
    for (const [key, { account, rules, scopes }] of connected) {
      const cast = CHANNELS.find((one) => one.key === key)
      const row = channels.find((one) => one.network === cast?.network && one.remote_id === account.remoteId)
      if (!cast || !row) continue
      const common = { clientId: row.client_id, channelId: row.id, network: row.network }
      await saveAccount(tx, house.keys, DEMO, { ...common, account, rules, scopes })
    }
  })
  await repost(control, pools, agencyId)
}

async function repost(control: SimulatorControl, { db }: Pools, agencyId: string): Promise<void> {
  const rows = await inAgency(db, agencyId, (tx) =>
    tx
      .selectFrom('deliveries as d')
      .innerJoin('posts as p', (on) => on.onRef('p.agency_id', '=', 'd.agency_id').onRef('p.id', '=', 'd.post_id'))
      .innerJoin('channels as c', (on) =>
        on.onRef('c.agency_id', '=', 'd.agency_id').onRef('c.id', '=', 'd.channel_id'),
      )
      .leftJoin('variants as v', (on) => on.onRef('v.agency_id', '=', 'd.agency_id').onRef('v.id', '=', 'd.variant_id'))
      .select(['c.network', 'c.remote_id as account', 'd.remote_id', 'd.published_at', 'p.text', 'v.parts'])
      .where('d.state', '=', 'published')
      .where('d.remote_id', 'is not', null)
      .orderBy('d.published_at')
      .execute(),
  )
  for (const [accountId, posts] of Map.groupBy(rows, (row) => row.account)) {
    const network = CHANNELS.find((one) => one.network === posts[0]?.network)?.network
    if (!network || !accountId) continue
    const past = posts.flatMap((post) =>
      post.remote_id && post.published_at
        ? [{ at: post.published_at.toISOString(), text: post.parts?.[0] ?? post.text, id: post.remote_id }]
        : [],
    )
    await control.addPosts(network, accountId, past)
  }
}
