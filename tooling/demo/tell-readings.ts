import { createHash } from 'node:crypto'
import { jsonb } from '@comptoir/db'
import { connectorOf } from '@comptoir/connectors'
import { type CastChannel, channelCast, type ChannelKey, CHANNELS } from './cast.ts'
import { knotsOf, mornings } from './curve.ts'
import { insertRows } from './rows.ts'
import type { Telling } from './telling.ts'
import { morningOf } from './world.ts'

/** The access to the page had ended: seven mornings without a reading, and nobody filled them in. */
export const GAP = { channel: 'orphee-facebook' as ChannelKey, from: -258, until: -252 }
/** Before the agency could read the page itself, its owner's export was imported. */
const IMPORTED_DAYS = 40
/** The network counted those who like the page, and since this day those who follow it: two figures that cannot be subtracted. */
const REDEFINED = {
  channel: 'dentelles-facebook' as ChannelKey,
  day: -95,
  before: 'fan_count@Graph API v24.0',
  more: 1.021,
}

/** Followers, each morning at six. */
export async function tellFollowers(telling: Telling): Promise<void> {
  const importId = await tellImport(telling)
  await tellGap(telling)
  for (const channel of CHANNELS) await insertRows(telling.tx, 'readings', rowsOf(telling, channel, importId))
}

const firstDayOf = ({ time }: Telling) => knotsOf(channelCast(GAP.channel), time)[0]?.day ?? 0

function rowsOf(telling: Telling, channel: CastChannel, importId: string) {
  const { tx, time, channels, id } = telling
  const manifest = connectorOf(channel.network)?.manifest
  const official = manifest?.metrics.find((one) => one.metric === 'followers')?.official
  const definition = `${official}@${manifest?.apiVersion}`
  const first = firstDayOf(telling)
  return mornings(channel, time)
    .filter(({ day }) => channel.key !== GAP.channel || day < GAP.from || day > GAP.until)
    .map(({ day, value }) => {
      const at = morningOf(time, day)
      const imported = channel.key === GAP.channel && day < first + IMPORTED_DAYS
      const before = channel.key === REDEFINED.channel && day < REDEFINED.day
      return {
        agency_id: tx.agencyId,
        id: id(at),
        channel_id: channels[channel.key].id,
        metric: 'followers',
        at: at.toString(),
        value: before ? Math.round(value * REDEFINED.more) : value,
        source: imported ? 'import' : 'api',
        definition: before ? REDEFINED.before : definition,
        import_id: imported ? importId : null,
        read_at: (imported ? importedAt(telling) : at.add({ seconds: 2 })).toString(),
      }
    })
}

function importedAt(telling: Telling): Temporal.Instant {
  const { time } = telling
  return morningOf(time, firstDayOf(telling) + IMPORTED_DAYS).add({ hours: 4 })
}

async function tellImport(telling: Telling): Promise<string> {
  const { tx, channels, people, id } = telling
  const at = importedAt(telling)
  const importId = id(at)
  const first = telling.time.today.add({ days: firstDayOf(telling) })
  const row = {
    agency_id: tx.agencyId,
    id: importId,
    channel_id: channels[GAP.channel].id,
    file_name: 'export-page-orphee.csv',
    row_count: IMPORTED_DAYS,
    first_day: first.toString(),
    last_day: first.add({ days: IMPORTED_DAYS - 1 }).toString(),
    sha256: createHash('sha256').update(`export-page-orphee.csv ${first.toString()}`).digest('hex'),
    member_id: people.hugo.memberId,
    at: at.toString(),
  }
  await insertRows(tx, 'imports', [row])
  return importId
}

/** The log that explains the gap: when the access was lost, and who brought it back. */
async function tellGap({ tx, time, channels, people, id }: Telling): Promise<void> {
  const channelId = channels[GAP.channel].id
  const lost = morningOf(time, GAP.from).add({ seconds: 4 })
  const back = morningOf(time, GAP.until).add({ hours: 3, minutes: 41 })
  const common = { agency_id: tx.agencyId, subject_kind: 'channel', subject_id: channelId }
  await insertRows(tx, 'audit_log', [
    {
      ...common,
      id: id(lost),
      at: lost.toString(),
      actor: jsonb({ kind: 'system', name: 'metrics' }),
      verb: 'channels.lost',
      before: null,
      after: jsonb({ state: 'reconnect', because: 'credentials-lost' }),
    },
    {
      ...common,
      id: id(back),
      at: back.toString(),
      actor: jsonb({ kind: 'member', memberId: people.salome.memberId, userId: people.salome.userId }),
      verb: 'channels.reconnected',
      before: null,
      after: jsonb({ network: 'facebook', handle: channels[GAP.channel].handle }),
    },
  ])
}
