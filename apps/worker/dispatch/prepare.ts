import type { Content, Failure, Prepared } from '@comptoir/connectors/sdk'
import { checkVariant, Rules } from '@comptoir/domain/text'
import type { HeldBecause } from '@comptoir/domain/publishing'
import type { Actor } from '@comptoir/domain/shared'
import { loseChannel, openChannels, refreshCredentials } from '@comptoir/operations/channels'
import {
  atTheLedger,
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

/** What became of a preparation: made, to be tried again in a moment, or held (and so no longer ours). */
type Prepping = { item: Item; made: 'now' | 'before' | 'not-yet' | 'held' }

/** Tokens are refreshed ahead when they end within this time of the instant. */
const REFRESH_AHEAD_MS = 60_000

/**
 * Makes everything ready before the instant: credentials opened, content checked against its approval's hash and the network's rules, pictures uploaded. Safe to
 * repeat: nothing of it is public. Returns the items that are to be tried again.
 */
export async function prepareItems(desk: Desk, items: readonly Item[]): Promise<Item[]> {
  const later: Item[] = []
  for (const [agencyId, own] of byAgency(items)) {
    const contents = await atTheLedger(desk.services.db, agencyId, async (tx) => {
      const channels = await openChannels(tx, desk.services.keys, [...new Set(own.map(channelIdOf))])
      for (const item of own) setChannel(item, channels.get(channelIdOf(item)) ?? null)
      const bare = own.filter((item) => !item.prepared).map((item) => item.claimed.delivery.variantId)
      return bare.length > 0 ? loadContents(tx, bare) : new Map<string, VariantContent>()
    })
    await refreshEnding(desk, agencyId, own)
    const done = await Promise.all(own.map((item) => prepareAlone(desk, item, contents)))
    const fresh = done.filter(({ made }) => made === 'now').map(({ item }) => item)
    await atTheLedger(desk.services.db, agencyId, (tx) =>
      savePrepared(
        tx,
        fresh.map((item) => ({
          deliveryId: idOf(item),
          fence: item.claimed.delivery.fence,
          contentHash: item.claimed.delivery.contentHash,
          prepared: item.prepared!,
        })),
      ),
    )
    later.push(...done.filter(({ made }) => made === 'not-yet').map(({ item }) => item))
  }
  return later
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
async function prepareAlone(desk: Desk, item: Item, contents: ReadonlyMap<string, VariantContent>): Promise<Prepping> {
  try {
    return await prepareOne(desk, item, contents)
  } catch (error) {
    desk.services.log.error({ err: error, delivery: idOf(item) }, 'a preparation failed in our own code')
    item.tries += 1
    return { item, made: 'not-yet' }
  }
}

async function prepareOne(desk: Desk, item: Item, contents: ReadonlyMap<string, VariantContent>): Promise<Prepping> {
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
const frozen = (prepared: Prepared): Prepared => JSON.parse(JSON.stringify(prepared))

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
  item.tries += 1
  return { item, made: 'not-yet' }
}

const actorOf = (desk: Desk): Actor => ({ kind: 'system', name: desk.worker })

async function hold(desk: Desk, item: Item, because: HeldBecause, failure: object): Promise<Prepping> {
  await atTheLedger(desk.services.db, item.claimed.agencyId, (tx) =>
    holdUnprepared(tx, actorOf(desk), item.claimed.delivery, because, failure),
  )
  return { item, made: 'held' }
}
