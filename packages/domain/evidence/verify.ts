import { canonicalJson } from '../editorial/index.ts'
import { beginningOf, dayOf, hashOf, headAt, isJson, linkHash } from './chain.ts'
import { checkpointHash } from './checkpoint.ts'
import { leafHash, rootFrom } from './merkle.ts'
import { type Checkpoint, Pack } from './pack.ts'
import { packHash } from './seal.ts'
import type { Covers, Verdict, Where, Why } from './verdict.ts'

type Broken = Extract<Verdict, { kind: 'broken' }>

const broken = (where: Where, why: Why): Broken => ({ kind: 'broken', where, why })

/** Checks a pack as it stands in a file: the bytes must be its one canonical form (a line end may follow). */
export async function verifyText(text: string): Promise<Verdict> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return broken({ in: 'file', path: null }, 'not-json')
  }
  const verdict = await verifyPack(value)
  if (verdict.kind === 'broken') return verdict
  const isSame = isJson(value) && canonicalJson(value) === text.replace(/\r?\n$/, '')
  return isSame ? verdict : broken({ in: 'file', path: null }, 'rewritten')
}

/**
 * Checks a pack by itself, without a database: every hash, the order of the records, the contents under their hashes,
 * and that the records are those that each day was closed with. The first place that does not hold is named.
 */
export async function verifyPack(value: unknown): Promise<Verdict> {
  if (!isJson(value)) return broken({ in: 'file', path: null }, 'not-a-pack')
  const parsed = Pack.safeParse(value)
  if (!parsed.success) return broken({ in: 'file', path: parsed.error.issues[0]?.path.join('.') || null }, 'not-a-pack')
  const pack = parsed.data
  const fault =
    (await recordsFault(pack)) ??
    (await contentsFault(pack)) ??
    (await checkpointsFault(pack)) ??
    (await fileFault(pack))
  return fault ?? { kind: 'intact', covers: coversOf(pack) }
}

async function recordsFault({ agency, post, records }: Pack): Promise<Broken | null> {
  let previous = await beginningOf(agency.id, post.id)
  let last = ''
  for (const [index, link] of records.entries()) {
    const where: Where = { in: 'record', seq: index + 1 }
    if (link.seq !== index + 1 || link.previous !== previous) return broken(where, 'chain-broken')
    if (link.hash !== (await linkHash(link))) return broken(where, 'record-changed')
    if (link.record.at < last) return broken(where, 'out-of-order')
    previous = link.hash
    last = link.record.at
  }
  return null
}

async function contentsFault({ contents }: Pack): Promise<Broken | null> {
  for (const { hash, content } of contents)
    if ((await hashOf(content)) !== hash) return broken({ in: 'content', hash }, 'content-changed')
  return null
}

async function checkpointsFault(pack: Pack): Promise<Broken | null> {
  let before: Checkpoint | null = null
  for (const checkpoint of pack.checkpoints) {
    const { day, previous, hash } = checkpoint
    const where: Where = { in: 'checkpoint', day }
    if (hash !== (await checkpointHash(pack.agency.id, checkpoint))) return broken(where, 'checkpoint-changed')
    if (before && (previous !== before.hash || day <= before.day)) return broken(where, 'checkpoints-broken')
    if (!(await isLeafOf(pack, checkpoint))) return broken(where, 'history-changed')
    before = checkpoint
  }
  const latest = pack.checkpoints.at(-1)?.day ?? ''
  const closed = new Set(pack.checkpoints.flatMap(({ day, path }) => (path ? [day] : [])))
  for (const { seq, record } of pack.records) {
    const day = dayOf(record.at)
    if (day <= latest && !closed.has(day)) return broken({ in: 'record', seq }, 'not-in-checkpoint')
  }
  return null
}

async function isLeafOf({ post, records }: Pack, { day, root, path }: Checkpoint): Promise<boolean> {
  if (!path) return true
  const head = headAt(records, day)
  return head !== null && (await rootFrom(await leafHash(post.id, head.hash), path)) === root
}

async function fileFault(pack: Pack): Promise<Broken | null> {
  return (await packHash(pack)) === pack.hash ? null : broken({ in: 'file', path: null }, 'file-changed')
}

function coversOf({ post, agency, records, contents, checkpoints }: Pack): Covers {
  const ofKind = (what: string) => records.filter(({ record }) => record.what === what)
  const deliveries = new Set(
    records.flatMap(({ record }) => ('channelId' in record && 'deliveryId' in record ? [record.deliveryId] : [])),
  )
  const latest = checkpoints.at(-1)
  return {
    postId: post.id,
    title: post.title,
    agency: agency.name,
    records: records.length,
    revisions: ofKind('revision').length,
    approvals: ofKind('approval').length,
    contents: contents.length,
    deliveries: deliveries.size,
    calls: ofKind('call-begun').length,
    from: records[0]?.record.at ?? null,
    until: records.at(-1)?.record.at ?? null,
    sealed: (latest && headAt(records, latest.day)?.seq) ?? 0,
    checkpoints: checkpoints.length,
    latest: latest ? { day: latest.day, hash: latest.hash, takenAt: latest.takenAt } : null,
  }
}
