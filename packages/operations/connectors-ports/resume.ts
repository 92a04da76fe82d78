import { type Database, inAgency, jsonb } from '@comptoir/db'
import type { Json, Resume } from '@comptoir/connectors/sdk'

/** A connector's notes about one channel, each written in a transaction of its own: they must survive what comes after. */
export function notesOf(db: Database, agencyId: string, channelId: string): Resume {
  return {
    load: (key) =>
      inAgency(db, agencyId, async (tx) => {
        const row = await tx
          .selectFrom('connector_notes')
          .select('value')
          .where('channel_id', '=', channelId)
          .where('key', '=', key)
          .executeTakeFirst()
        return (row?.value ?? null) as Json | null
      }),
    save: (key, value) =>
      inAgency(db, agencyId, async (tx) => {
        await tx
          .insertInto('connector_notes')
          .values({ agency_id: agencyId, channel_id: channelId, key, value: jsonb(value) })
          .onConflict((clash) =>
            clash.columns(['agency_id', 'channel_id', 'key']).doUpdateSet({ value: jsonb(value), at: new Date() }),
          )
          .execute()
      }),
  }
}
