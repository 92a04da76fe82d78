import { type AgencyTx, type Database, inAgency } from '@comptoir/db'
import type { ChannelPlan, FilePlan } from '@comptoir/domain/audience'
import { type Actor, refused, type Refused } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { tell } from '../notices/index.ts'
import { changed, record } from '../shared/index.ts'
import { definitionOfChannel } from './definition-of-channel.ts'
import { channelsOfFile, hashOf, type ImportedBefore, importedBefore, type ImportInput, planOf } from './plan-import.ts'
import { makeReadingMonths } from './reading-months.ts'

export type Imported =
  | { kind: 'imported'; imports: { id: string; channelId: string; count: number }[]; count: number }
  | { kind: 'already-imported'; before: ImportedBefore }
  | Refused<'nothing-new'>
  | (Refused<'wrong-rows'> & Pick<Extract<FilePlan, { kind: 'refused' }>, 'errors' | 'more'>)

type ImportingActor = Actor & { kind: 'member' }

/**
 * Imports a file of past figures: all of it or nothing. The same file again, a second click included, imports nothing
 * more. Months of long ago are made first, in a transaction of their own, so that nobody waits for the import to read.
 */
export async function importFigures(
  db: Database,
  agencyId: string,
  actor: ImportingActor,
  input: ImportInput,
): Promise<Imported> {
  const days = await inAgency(db, agencyId, async (tx) => {
    const plan = await planOf(tx, input, await channelsOfFile(tx, input))
    return plan.kind === 'ready' && plan.from && plan.to ? { from: plan.from, to: plan.to } : null
  })
  if (days) await inAgency(db, agencyId, (tx) => makeReadingMonths(tx, days.from, days.to))
  return inAgency(db, agencyId, (tx) => bring(tx, actor, input))
}

async function bring(tx: AgencyTx, actor: ImportingActor, input: ImportInput): Promise<Imported> {
  const channels = await channelsOfFile(tx, input)
  // One import of a client at a time: the second finds what the first brought.
  await tx
    .selectFrom('channels')
    .select('id')
    .where('client_id', '=', input.clientId)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  const plan = await planOf(tx, input, channels)
  if (plan.kind === 'refused') return { ...refused('wrong-rows'), errors: plan.errors, more: plan.more }
  const sha256 = hashOf(input.text)
  const fresh = plan.channels.filter(({ figures }) => figures.length > 0)
  if (fresh.length === 0) {
    const before = await importedBefore(tx, plan.channels, sha256)
    return before ? { kind: 'already-imported', before } : refused('nothing-new')
  }
  const imports: { id: string; channelId: string; count: number }[] = []
  for (const part of fresh) {
    const channel = channels.find(({ id }) => id === part.channelId)
    if (!channel) throw new Error(`planned for a channel that is not the client's: ${part.channelId}`)
    const id = await keepImport(tx, actor, part, { fileName: input.fileName, sha256 })
    await keepFigures(tx, part, { importId: id, definition: await definitionOfChannel(tx, channel) })
    imports.push({ id, channelId: part.channelId, count: part.figures.length })
    await record(
      tx,
      actor,
      'audience.imported',
      { kind: 'import', id },
      { after: { channelId: part.channelId, fileName: input.fileName, count: part.figures.length, sha256 } },
    )
    await changed(tx, 'readings', part.channelId)
  }
  const count = imports.reduce((sum, one) => sum + one.count, 0)
  await tell(tx, {
    kind: 'import-done',
    subjectKind: 'import',
    subjectId: imports[0]?.id ?? '',
    clientId: input.clientId,
    except: actor.memberId,
    detail: { name: input.fileName, count },
    dedupeKey: `import-done:${imports[0]?.id ?? ''}`,
  })
  return { kind: 'imported', imports, count }
}

async function keepImport(
  tx: AgencyTx,
  actor: ImportingActor,
  part: ChannelPlan,
  file: { fileName: string; sha256: string },
): Promise<string> {
  // A file whose earlier rows stand brings only the new ones: its hash already names the first import.
  const known = await tx
    .selectFrom('imports')
    .select('id')
    .where('channel_id', '=', part.channelId)
    .where('sha256', '=', file.sha256)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  const { id } = await tx
    .insertInto('imports')
    .values({
      agency_id: tx.agencyId,
      channel_id: part.channelId,
      file_name: file.fileName,
      row_count: part.figures.length,
      first_day: part.figures[0]?.day ?? null,
      last_day: part.figures.at(-1)?.day ?? null,
      sha256: known ? null : file.sha256,
      member_id: actor.memberId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

async function keepFigures(
  tx: AgencyTx,
  part: ChannelPlan,
  of: { importId: string; definition: string },
): Promise<void> {
  await sql`
    insert into readings (agency_id, channel_id, metric, at, value, source, definition, import_id)
    select ${tx.agencyId}::uuid, ${part.channelId}::uuid, 'followers', f.at, f.value, 'import', ${of.definition}, ${of.importId}::uuid
    from unnest(${part.figures.map(({ at }) => at.toString())}::timestamptz[],
      ${part.figures.map(({ value }) => value)}::double precision[]) as f (at, value)`.execute(tx)
}
