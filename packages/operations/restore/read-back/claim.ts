import { connectorOf } from '@comptoir/connectors'
import type { PublishedRef } from '@comptoir/connectors/sdk'
import { type AgencyTx, type Database, inDispatch } from '@comptoir/db'
import type { SoughtPost } from '@comptoir/domain/publishing'
import { textWithLink } from '@comptoir/domain/text'
import { sql } from 'kysely'
import { atTheLedger, loadContents, readSteps, type VariantContent } from '../../publishing/index.ts'

/** An account to be read after a restore, and what is looked for in it. */
export type AccountToRead = {
  agencyId: string
  incarnation: string
  channelId: string
  network: string
  sought: SoughtPost[]
  /** Posts that are out and whose next part is looked for: comments may have to be read under each. */
  under: PublishedRef[]
  /** From here on the data know nothing of what the account shows. */
  knownUntil: Temporal.Instant
  /** After this nothing was sent by the house that was lost. */
  quietSince: Temporal.Instant
}

/** A reading is this worker's for so long; a worker that vanishes in it is replaced. */
const LEASE_SECONDS = 90

/** Takes accounts whose reading is due: each once for all that is looked for in it. */
export async function claimAccounts(db: Database, limit = 20): Promise<AccountToRead[]> {
  const due = await inDispatch(db, async (tx) => {
    const { rows } = await sql<{ agency_id: string; channel_id: string }>`
      select distinct agency_id, channel_id from restored_deliveries where read_at <= clock_timestamp() limit ${limit}`.execute(
      tx,
    )
    return rows
  })
  const work: AccountToRead[] = []
  for (const { agency_id, channel_id } of due) {
    const one = await atTheLedger(db, agency_id, (tx) => claimAccount(tx, channel_id))
    if (one) work.push(one)
  }
  return work
}

async function claimAccount(tx: AgencyTx, channelId: string): Promise<AccountToRead | null> {
  const { rows: taken } = await sql<{ incarnation: string; delivery_id: string }>`
    update restored_deliveries r set read_at = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
    where r.agency_id = ${tx.agencyId}::uuid and r.delivery_id in (
      select delivery_id from restored_deliveries where agency_id = ${tx.agencyId}::uuid and channel_id = ${channelId}::uuid
        and read_at <= clock_timestamp() for update skip locked) and r.read_at is not null
    returning r.incarnation, r.delivery_id`.execute(tx)
  const incarnations = taken.map((row) => row.incarnation).toSorted()
  const [first] = incarnations
  const incarnation = incarnations.at(-1)
  if (!first || !incarnation) return null
  const channel = await tx
    .selectFrom('channels')
    .select('network')
    .where('id', '=', channelId)
    .executeTakeFirstOrThrow()
  const restores = await tx
    .selectFrom('agency_restores')
    .select(['known_until', 'quiet_since'])
    .where('incarnation', '>=', first)
    .execute()
  const ids = [...new Set(taken.map((row) => row.delivery_id))]
  return {
    agencyId: tx.agencyId,
    incarnation,
    channelId,
    network: channel.network,
    ...(await soughtOf(tx, channel.network, ids)),
    // A restore that comes upon another leaves its own gap: read from the earliest that is still open.
    knownUntil: earliest(restores.map((row) => row.known_until.toTemporalInstant())),
    quietSince: latest(restores.map((row) => row.quiet_since.toTemporalInstant())),
  }
}

async function soughtOf(tx: AgencyTx, network: string, ids: readonly string[]) {
  const rows = await tx
    .selectFrom('deliveries')
    .select(['id', 'variant_id'])
    .where('id', 'in', [...ids])
    .where('state', '=', 'uncertain')
    .execute()
  const contents =
    rows.length === 0
      ? new Map()
      : await loadContents(
          tx,
          rows.map((row) => row.variant_id),
        )
  const sought: SoughtPost[] = []
  const under: PublishedRef[] = []
  for (const { id, variant_id } of rows) {
    const { steps } = await readSteps(tx, id)
    const out = steps.filter(({ state, ref }) => state === 'published' && ref !== null)
    if (out[0]?.ref) under.push(out[0].ref)
    const parts = partsOf(network, contents.get(variant_id) ?? null)
    sought.push({ deliveryId: id, after: out.at(-1)?.ref?.remoteId ?? null, parts: parts.slice(out.length) })
  }
  return { sought, under }
}

/** What a reader would see of each part; none when the variant is gone. */
function partsOf(network: string, content: VariantContent | null): SoughtPost['parts'] {
  if (!content) return []
  const inText = connectorOf(network)?.manifest.capabilities.link === 'in-text'
  const parts = content.parts.map((text, index) => ({
    text: index === 0 && inText && content.link ? textWithLink(text, content.link) : text,
    images: index === 0 ? content.pictures.length : 0,
    isComment: false,
  }))
  return content.firstComment === null ? parts : [...parts, { text: content.firstComment, images: 0, isComment: true }]
}

const earliest = (all: Temporal.Instant[]) => all.reduce((a, b) => (Temporal.Instant.compare(a, b) < 0 ? a : b))
const latest = (all: Temporal.Instant[]) => all.reduce((a, b) => (Temporal.Instant.compare(a, b) > 0 ? a : b))
