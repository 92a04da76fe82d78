import { CreatePost } from '@comptoir/domain/editorial'
import {
  approvePost,
  askForChangeOfPost,
  cancelPost,
  createCampaign,
  createPost,
  submitPost,
} from '@comptoir/operations/editorial'
import type { ChannelKey, ClientKey } from './cast.ts'
import { type PictureKey, PICTURES } from './pictures/index.ts'
import { redatePosts, type Written } from './redate.ts'
import { atTheOffice } from './story-time.ts'
import { type Telling, told } from './telling.ts'
import type { ToldEvents } from './tell-launches.ts'
import type { Slot } from './week.ts'
import { type ComingPost, LYRE_3 } from './words/lyre3.ts'
import { CANCELLED, DRAFTS, IN_REVIEW } from './words/desk.ts'

type Media = ReadonlyMap<PictureKey, string>

/** What is ahead, by the very use cases that people press: so every rule of theirs holds of it. */
export async function tellComing(
  telling: Telling,
  events: ToldEvents,
  slots: readonly Slot[],
  media: Media,
): Promise<void> {
  const { time, chance, people, tx, clients, mandates } = telling
  const campaign = told(
    await createCampaign(tx, people.salome, { clientId: clients.orphee, mandateId: mandates.orphee, name: 'Lyre 3' }),
    'created',
  )
  const planned = { created_at: time.at(-20, '11:05').toString() }
  await tx.updateTable('campaigns').set(planned).where('id', '=', campaign.id).execute()
  const written: Written[] = []
  const write = async (post: ComingPost, client: ClientKey, hangs: { eventId: string; campaignId: string } | null) => {
    // What hangs from the launch was approved for the T-0 that it had before it slipped.
    const days = hangs ? chance.whole(6, 11) : chance.whole(4, 8)
    const began = atTheOffice(time.at(-days, '10:00').add({ minutes: chance.whole(0, 400) }))
    const submitted = atTheOffice(began.add({ hours: 1, minutes: chance.whole(5, 80) }))
    const decided = atTheOffice(submitted.add({ minutes: chance.whole(35, 300) }))
    const postId = await writePost(telling, post, client, hangs, media)
    written.push({ postId, began, submitted, decided: earlier(decided, time.now.subtract({ minutes: 40 })) })
  }
  for (const post of LYRE_3) {
    await write(post, 'orphee', { eventId: events.lyre3.eventId, campaignId: campaign.id })
  }
  for (const slot of slots) await write(fromSlot(slot), slot.client, null)
  for (const { client, ...post } of [...IN_REVIEW(time), ...DRAFTS(time)]) await write(post, client, null)
  written.push(await cancelOne(telling, media))
  await redatePosts(telling, written)
}

/** One idea that was given up: what is cancelled is kept, and can be taken back. */
async function cancelOne(telling: Telling, media: Media): Promise<Written> {
  const { tx, time, people } = telling
  const { client, ...post } = CANCELLED
  const postId = await writePost(telling, post, client, null, media)
  told(await cancelPost(tx, people.salome, postId), 'cancelled')
  const began = time.at(-8, '11:20')
  const decided = time.at(-7, '09:40')
  await tx.updateTable('posts').set({ cancelled_at: decided.toString() }).where('id', '=', postId).execute()
  return { postId, began, submitted: began, decided }
}

const earlier = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) < 0 ? a : b)

function fromSlot({ words, on, author, at }: Slot): ComingPost {
  return {
    title: words.title,
    text: words.text,
    on,
    author,
    timing: { kind: 'fixed', at },
    stage: 'approved',
    ...(words.picture ? { picture: words.picture } : {}),
  }
}

async function writePost(
  telling: Telling,
  post: ComingPost,
  client: ClientKey,
  hangs: { eventId: string; campaignId: string } | null,
  media: Media,
): Promise<string> {
  const { tx, people, clients, mandates, channels } = telling
  const mediaId = post.picture && media.get(post.picture)
  const timing = post.timing.kind === 'fixed' ? { ...post.timing, at: post.timing.at.toString() } : post.timing
  const input = CreatePost.parse({
    clientId: clients[client],
    mandateId: mandates[client],
    ...hangs,
    title: post.title,
    text: post.text,
    timing,
    release: post.release ?? null,
    media: mediaId && post.picture ? [{ mediaId, alt: PICTURES[post.picture].alt }] : [],
    variants: post.on.map((key: ChannelKey) => ({ channelId: channels[key].id, ...post.variants?.[key] })),
  })
  const { id: postId } = told(await createPost(tx, people[post.author], input), 'created')
  if (post.stage === 'draft') return postId
  const at = { postId, version: 1 }
  told(await submitPost(tx, people[post.author], at), 'submitted')
  if (post.stage === 'approved') told(await approvePost(tx, people.salome, { ...at, comment: '' }), 'approved')
  if (post.stage === 'changes') {
    told(await askForChangeOfPost(tx, people.salome, { ...at, comment: post.words ?? '…' }), 'changes-requested')
  }
  return postId
}
