import type { Content, Failure, Prepared as Frozen } from '@comptoir/connectors/sdk'
import { checkVariant, Rules } from '@comptoir/domain/text'
import type { HeldBecause } from '@comptoir/domain/publishing'
import type { Actor } from '@comptoir/domain/shared'
import { loseChannel, openChannels, refreshCredentials } from '@comptoir/operations/channels'
import { publishBudget, reserveCalls, type Wish } from '@comptoir/operations/connectors-ports'
import {
  atTheLedger,
  delayClaims,
  holdUnprepared,
  loadContents,
  notePreparation,
  savePrepared,
  toldFailure,
  type VariantContent,
} from '@comptoir/operations/publishing'
import type { Desk } from './desk.ts'
import { byAgency, idOf, type Item } from './item.ts'
import { readyPicture } from './picture.ts'

/** What became of a preparation: made, to be tried again in a moment, or held or put off (and so no longer ours). */
type Prepping = { item: Item; made: 'now' | 'before' | 'not-yet' | 'held' }

/** Tokens are refreshed ahead when they end within this time of the instant. */
const REFRESH_AHEAD_MS = 60_000

/** What became of some of the items, as soon as it is known of them. */
export type Prepared = (ready: Item[], again: Item[]) => void

/**
 * Makes everything ready before the instant: credentials opened, a share of the network's budget taken, content checked against its approval's hash and the network's rules, pictures uploaded. Safe
 * to repeat: nothing of it is public. Told group by group: a server that does not answer keeps nothing of another's, nor a picture what needs none.
 */
export async function prepareItems(desk: Desk, items: readonly Item[], prepared: Prepared): Promise<void> {
  const running: Promise<void>[] = []
  for (const [agencyId, own] of byAgency(items)) {
    const { contents, ours } = await openItems(desk, agencyId, own)
    for (const item of ours) item.reserved = true
    const groups = Map.groupBy(ours, (item) => `${item.origin} ${isQuick(item, contents) ? '' : channelIdOf(item)}`)
    for (const group of groups.values()) running.push(prepareGroup(desk, agencyId, group, contents, prepared))
  }
  await Promise.all(running)
}

type Contents = ReadonlyMap<string, VariantContent>

/** Opens the channels and reads what is to be said; what a spent budget does not let through is given back until it fills. */
async function openItems(
  desk: Desk,
  agencyId: string,
  items: readonly Item[],
): Promise<{ contents: Contents; ours: Item[] }> {
  return atTheLedger(desk.services.db, agencyId, async (tx) => {
    const channels = await openChannels(tx, desk.services.keys, [...new Set(items.map(channelIdOf))])
    for (const item of items) setChannel(item, channels.get(channelIdOf(item)) ?? null)
    const without = await reserveCalls(tx, items.flatMap(wishOf))
    await delayClaims(
      tx,
      desk.worker,
      items.flatMap((item) => {
        const until = without.get(idOf(item))
        return until ? { deliveryId: idOf(item), fence: item.claimed.delivery.fence, until } : []
      }),
    )
    const ours = items.filter((item) => !without.has(idOf(item)))
    const bare = ours.filter((item) => !item.prepared).map((item) => item.claimed.delivery.variantId)
    return { ours, contents: bare.length > 0 ? await loadContents(tx, bare) : new Map<string, VariantContent>() }
  })
}

function wishOf(item: Item): Wish[] {
  const budget = item.connector && !item.reserved ? publishBudget(item.connector.manifest) : null
  if (!budget) return []
  const at = Temporal.Instant.fromEpochMilliseconds(Math.round(item.at))
  return [{ deliveryId: idOf(item), channelId: channelIdOf(item), ...budget, at }]
}

/** True when it asks for no upload: it is ready as soon as its words are read. */
const isQuick = (item: Item, contents: Contents): boolean =>
  item.prepared !== null || (contents.get(item.claimed.delivery.variantId)?.pictures.length ?? 0) === 0

async function prepareGroup(
  desk: Desk,
  agencyId: string,
  items: readonly Item[],
  contents: Contents,
  prepared: Prepared,
): Promise<void> {
  try {
    await refreshEnding(desk, agencyId, items)
    const done = await Promise.all(items.map((item) => prepareAlone(desk, item, contents)))
    const of = (made: Prepping['made']) => done.filter((one) => one.made === made).map(({ item }) => item)
    const fresh = of('now').map((item) => ({
      deliveryId: idOf(item),
      fence: item.claimed.delivery.fence,
      contentHash: item.claimed.delivery.contentHash,
      prepared: item.prepared!,
    }))
    if (fresh.length > 0) await atTheLedger(desk.services.db, agencyId, (tx) => savePrepared(tx, fresh))
    prepared([...of('before'), ...of('now')], of('not-yet'))
  } catch (error) {
    // Nothing was sent: it is tried again while the leases last.
    desk.services.log.error({ err: error, items: items.length }, 'a preparation failed in our own code')
    prepared([], [...items])
  }
}

const channelIdOf = (item: Item) => item.claimed.delivery.channelId

function setChannel(item: Item, open: Item['open']): void {
  item.open = open
  item.origin = open && URL.canParse(open.channel.baseUrl) ? new URL(open.channel.baseUrl).origin : item.claimed.network
}

/** One refresh per channel, before its posts are due; another process may be at it already, then its result is read. */
async function refreshEnding(desk: Desk, agencyId: string, items: readonly Item[]): Promise<void> {
  const ending = new Map<string, Item[]>()
  for (const item of items) {
    const ends = item.open?.refreshable ? item.open.expiresAt : null
    if (!ends || ends.epochMilliseconds > Math.max(item.at, desk.clock.now()) + REFRESH_AHEAD_MS) continue
    ending.set(channelIdOf(item), [...(ending.get(channelIdOf(item)) ?? []), item])
  }
  for (const [channelId, own] of ending) await renew(desk, agencyId, channelId, own)
}

/** Gets a channel's new credentials and gives them to the items that need them. */
async function renew(desk: Desk, agencyId: string, channelId: string, items: readonly Item[]): Promise<void> {
  const seen = items[0]?.open?.version
  if (seen === undefined) return
  const answer = await refreshCredentials(desk.services, desk.outside, agencyId, channelId, seen)
  if (answer.kind !== 'refreshed' && answer.kind !== 'busy') return
  const channels = await atTheLedger(desk.services.db, agencyId, (tx) =>
    openChannels(tx, desk.services.keys, [channelId]),
  )
  for (const item of items) setChannel(item, channels.get(channelId) ?? null)
}

/** What goes wrong in our own code with one post keeps no other from its instant. */
async function prepareAlone(desk: Desk, item: Item, contents: Contents): Promise<Prepping> {
  try {
    return await prepareOne(desk, item, contents)
  } catch (error) {
    desk.services.log.error({ err: error, delivery: idOf(item) }, 'a preparation failed in our own code')
    item.tries += 1
    return { item, made: 'not-yet' }
  }
}

async function prepareOne(desk: Desk, item: Item, contents: Contents): Promise<Prepping> {
  const { claimed, connector, open } = item
  if (item.prepared) return { item, made: 'before' }
  if (!connector) return hold(desk, item, 'channel-disconnected', { kind: 'network-unknown' })
  // The gate says what is missing: the connection, the approval.
  if (!open) return { item, made: 'before' }
  const content = contents.get(claimed.delivery.variantId)
  if (!content || content.hash !== claimed.delivery.contentHash) {
    return hold(desk, item, 'approval-lapsed', { kind: 'content-changed' })
  }
  const pictures = await Promise.all(
    content.pictures.map((picture) => readyPicture(desk.media, claimed.agencyId, picture)),
  )
  const rules = open.channel.rules ? Rules.parse(open.channel.rules) : connector.manifest.rules
  const facts = { ...content, media: pictures.map(({ size, ...picture }) => ({ ...picture, bytes: size })) }
  const [problem] = checkVariant(facts, rules, connector.manifest.capabilities)
  if (problem) return hold(desk, item, 'against-rules', { kind: 'refused', ...problem })
  return callPrepare(desk, item, toContent(content, pictures), pictures.length > 0)
}

function toContent(content: VariantContent, pictures: Content['parts'][number]['media']): Content {
  const { link } = content
  return {
    parts: content.parts.map((text, index) => ({
      text,
      link: index === 0 && link ? { url: link, title: titleOf(link), description: '', thumbnail: null } : null,
      media: index === 0 ? pictures : [],
    })),
    firstComment: content.firstComment,
    language: content.language,
  }
}

/** A card wants a title; the address without its scheme is at least true. */
function titleOf(link: string): string {
  return URL.canParse(link) ? `${new URL(link).host}${new URL(link).pathname}`.replace(/\/$/, '') : link
}

async function callPrepare(desk: Desk, item: Item, content: Content, isSlow: boolean): Promise<Prepping> {
  const { claimed } = item
  const startedAt = Temporal.Now.instant()
  const ports = desk.outside.portsFor(claimed.agencyId, channelIdOf(item))
  const answer = await item.connector!.prepare(ports, item.open!.channel, content)
  if (isSlow || answer.kind !== 'prepared') {
    await atTheLedger(desk.services.db, claimed.agencyId, (tx) =>
      notePreparation(tx, desk.worker, {
        deliveryId: idOf(item),
        fence: claimed.delivery.fence,
        startedAt,
        outcome: answer.kind,
        exchanges: ports.exchanges,
        failure: answer.kind === 'prepared' ? null : answer,
      }),
    )
  }
  if (answer.kind !== 'prepared') return failedToPrepare(desk, item, answer)
  item.prepared = frozen(answer.prepared)
  return { item, made: 'now' }
}

/** The bytes as they are written down: what is read back from the database is the same. */
const frozen = (prepared: Frozen): Frozen => JSON.parse(JSON.stringify(prepared))

async function failedToPrepare(desk: Desk, item: Item, failure: Failure): Promise<Prepping> {
  const { agencyId } = item.claimed
  if (failure.kind === 'refused') return hold(desk, item, 'against-rules', toldFailure(failure))
  if (failure.kind === 'credentials-lost' || failure.kind === 'permission-missing') {
    const because =
      failure.kind === 'credentials-lost' ? failure.kind : (`permission-missing:${failure.scope}` as const)
    await atTheLedger(desk.services.db, agencyId, (tx) => loseChannel(tx, actorOf(desk), channelIdOf(item), because))
    return hold(desk, item, 'credentials-lost', toldFailure(failure))
  }
  if (failure.kind === 'unavailable' && failure.why === 'token-expired') {
    await renew(desk, agencyId, channelIdOf(item), [item])
  }
  // Asked to wait: given back until then, rather than asked again every other second.
  if (failure.kind === 'delayed') return delay(desk, item, failure.until)
  item.tries += 1
  return { item, made: 'not-yet' }
}

async function delay(desk: Desk, item: Item, until: Temporal.Instant): Promise<Prepping> {
  const order = { deliveryId: idOf(item), fence: item.claimed.delivery.fence, until }
  await atTheLedger(desk.services.db, item.claimed.agencyId, (tx) => delayClaims(tx, desk.worker, [order]))
  return { item, made: 'held' }
}

const actorOf = (desk: Desk): Actor => ({ kind: 'system', name: desk.worker })

async function hold(desk: Desk, item: Item, because: HeldBecause, failure: object): Promise<Prepping> {
  await atTheLedger(desk.services.db, item.claimed.agencyId, (tx) =>
    holdUnprepared(tx, actorOf(desk), item.claimed.delivery, because, failure),
  )
  return { item, made: 'held' }
}
