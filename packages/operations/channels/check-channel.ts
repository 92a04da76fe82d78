import { inAgency, jsonb } from '@comptoir/db'
import { connectorOf } from '@comptoir/connectors'
import type { Failure } from '@comptoir/connectors/sdk'
import { type Actor, refused, type Refused } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import type { Outside } from '../connectors-ports/index.ts'
import type { Services } from '../services/index.ts'
import { changed, found } from '../shared/index.ts'
import { loseChannel, openChannels, refreshCredentials } from './use-credentials.ts'

export type Checked = { kind: 'healthy' } | { kind: 'failed'; failure: Failure } | Refused<'not-connected'>

/** Asks the network whether the connection is good, and reads the account's limits again. Only the network's own "no" takes a channel off. */
export async function checkChannel(
  services: Pick<Services, 'db' | 'keys'>,
  outside: Outside,
  agencyId: string,
  actor: Actor,
  channelId: string,
): Promise<Checked> {
  const { db, keys } = services
  const read = () =>
    inAgency(db, agencyId, async (tx) => {
      found(await tx.selectFrom('channels').select('id').where('id', '=', channelId).executeTakeFirst(), 'channel')
      return (await openChannels(tx, keys, [channelId])).get(channelId) ?? null
    })
  let open = await read()
  const connector = open && connectorOf(open.network)
  if (!open || !connector) return refused('not-connected')
  const ports = outside.portsFor(agencyId, channelId)
  let health = await connector.health(ports, open.channel)
  if (health.kind === 'unavailable' && health.why === 'token-expired') {
    const refreshed = await refreshCredentials(services, outside, agencyId, channelId, open.version)
    if (refreshed.kind === 'refreshed' || refreshed.kind === 'busy') {
      open = (await read()) ?? open
      health = await connector.health(ports, open.channel)
    }
  }
  if (health.kind !== 'healthy') {
    const failure = health
    if (failure.kind === 'credentials-lost')
      await inAgency(db, agencyId, (tx) => loseChannel(tx, actor, channelId, 'credentials-lost'))
    return { kind: 'failed', failure }
  }
  const { handle, name } = health
  const rules = await connector.rulesOf(ports, open.channel)
  await inAgency(db, agencyId, async (tx) => {
    await tx
      .updateTable('channels')
      .set({
        handle,
        // A network that tells no display name answers with the handle: the known name is better.
        ...(name && name !== handle ? { name } : {}),
        checked_at: sql<Date>`clock_timestamp()`,
        ...(rules.kind === 'rules' ? { rules: jsonb(rules.rules) } : {}),
      })
      .where('id', '=', channelId)
      .execute()
    await changed(tx, 'channels', channelId)
  })
  return { kind: 'healthy' }
}
