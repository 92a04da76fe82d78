import { randomUUIDv7 } from 'node:crypto'
import { type AgencyTx, type KeyRing, openText, seal } from '@comptoir/db'
import { type Actor, NetworkId } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { z } from 'zod'
import { changed, found, record } from '../shared/index.ts'

/** The keys of an application registered with a network. An empty secret keeps the one that is there. */
export const SaveNetworkApp = z.object({
  network: NetworkId,
  baseUrl: z
    .union([z.literal(''), z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''))])
    .default(''),
  clientId: z.string().trim().min(1).max(500),
  clientSecret: z.string().trim().max(1000).default(''),
})
export type SaveNetworkApp = z.output<typeof SaveNetworkApp>

const place = (agencyId: string, rowId: string) => ({ agencyId, table: 'network_apps', column: 'sealed_secret', rowId })

/** Which networks have keys. The secrets never leave the server. */
export async function listNetworkApps(tx: AgencyTx) {
  const rows = await tx
    .selectFrom('network_apps')
    .select(['id', 'network', 'base_url', 'client_id', 'sealed_secret', 'secret_set_at', 'created_at'])
    .orderBy('network')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    network: row.network,
    baseUrl: row.base_url,
    clientId: row.client_id,
    hasSecret: row.sealed_secret !== null,
    since: row.created_at.toISOString(),
    secretSetAt: row.sealed_secret === null ? null : (row.secret_set_at ?? row.created_at).toISOString(),
  }))
}

export async function saveNetworkApp(
  tx: AgencyTx,
  keys: KeyRing,
  actor: Actor,
  input: SaveNetworkApp,
): Promise<{ kind: 'saved'; id: string }> {
  const before = await tx
    .selectFrom('network_apps')
    .select(['id', 'client_id', 'sealed_secret', 'secret_set_at'])
    .where('network', '=', input.network)
    .where('base_url', '=', input.baseUrl)
    .forUpdate()
    .executeTakeFirst()
  const id = before?.id ?? randomUUIDv7()
  const sealed_secret = input.clientSecret
    ? seal(keys, place(tx.agencyId, id), input.clientSecret)
    : (before?.sealed_secret ?? null)
  const secret_set_at = input.clientSecret ? sql<Date>`clock_timestamp()` : (before?.secret_set_at ?? null)
  await tx
    .insertInto('network_apps')
    .values({
      agency_id: tx.agencyId,
      id,
      network: input.network,
      base_url: input.baseUrl,
      client_id: input.clientId,
      sealed_secret,
      secret_set_at,
    })
    .onConflict((clash) =>
      clash
        .columns(['agency_id', 'network', 'base_url'])
        .doUpdateSet({ client_id: input.clientId, sealed_secret, secret_set_at }),
    )
    .execute()
  const after = {
    network: input.network,
    baseUrl: input.baseUrl,
    clientId: input.clientId,
    // That it changed, never what it is.
    secret: input.clientSecret ? 'set' : 'kept',
  }
  await record(tx, actor, 'agency.network-app-saved', { kind: 'network-app', id }, { after })
  await changed(tx, 'agency', tx.agencyId)
  return { kind: 'saved', id }
}

export async function forgetNetworkApp(tx: AgencyTx, actor: Actor, id: string): Promise<{ kind: 'forgotten' }> {
  found(await tx.deleteFrom('network_apps').where('id', '=', id).returning('id').executeTakeFirst(), 'network app')
  await record(tx, actor, 'agency.network-app-forgotten', { kind: 'network-app', id })
  await changed(tx, 'agency', tx.agencyId)
  return { kind: 'forgotten' }
}

/** The keys to connect a network with: those kept for this very server, else null. */
export async function networkAppKeys(
  tx: AgencyTx,
  keys: KeyRing,
  network: string,
  baseUrl: string,
): Promise<{ clientId: string; clientSecret: string | null } | null> {
  const row = await tx
    .selectFrom('network_apps')
    .select(['id', 'client_id', 'sealed_secret'])
    .where('network', '=', network)
    .where('base_url', 'in', [baseUrl, ''])
    // The one for this very server comes before the one for any.
    .orderBy('base_url', 'desc')
    .executeTakeFirst()
  if (!row) return null
  return {
    clientId: row.client_id,
    clientSecret: row.sealed_secret ? openText(keys, place(tx.agencyId, row.id), row.sealed_secret) : null,
  }
}
