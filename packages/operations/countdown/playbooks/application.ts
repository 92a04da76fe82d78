import type { AgencyTx } from '@comptoir/db'
import {
  type CountdownEvent,
  fillerOf,
  fillText,
  findCollisions,
  type Placed,
  placeholdersOfPost,
  PlaybookContent,
  type PlaybookPost,
  type PlaybookTask,
  resolveDueAt,
  taskDueAt,
  type Unfilled,
  unfilledIn,
  type WaitsFor,
} from '@comptoir/domain/countdown'
import { canonicalJson } from '@comptoir/domain/editorial'
import { type Instant, isBefore, refused, type Refused } from '@comptoir/domain/shared'
import { createHash } from 'node:crypto'
import { fillingOf } from '../../publishing/index.ts'
import { readHangingPosts, waitingChannels } from '../anchored-posts.ts'
import { readCollisionMinutes, readNeighbours } from '../difference.ts'
import { readEventClients } from '../event-clients.ts'
import { clockOf, readEvent } from '../lock-event.ts'
import { type TimingOnWire, timingOnWire } from '../on-wire.ts'
import { readPlaybook } from './read-playbooks.ts'

type Channel = { channelId: string; network: string; handle: string }

/** A post that would be made. */
export type ApplicationPost = {
  itemId: string
  title: string
  timing: TimingOnWire
  /** When it would leave, or would if T-0 held; null while that is unknown. */
  at: string | null
  waitsFor: WaitsFor | null
  past: boolean
  channels: Channel[]
  /** Networks on which the client has no channel. */
  missing: string[]
  /** Placeholders that nothing fills yet. */
  unfilled: Unfilled[]
  collisions: { title: string; at: string; network: string }[]
}

/** A task that would be made. `for` is null where the person has left: it goes to whoever applies the playbook. */
export type ApplicationTask = {
  itemId: string
  title: string
  offsetSeconds: number
  dueAt: string | null
  past: boolean
  for: { kind: 'role'; role: string } | { kind: 'member'; memberId: string; name: string } | null
}

/** What applying a playbook to an event would make. */
export type Application = {
  kind: 'application'
  fingerprint: string
  playbook: { id: string; name: string; version: number }
  client: { id: string; name: string }
  /** When it was last applied to this event: once more makes everything twice. */
  appliedBefore: { at: string; by: string } | null
  posts: ApplicationPost[]
  tasks: ApplicationTask[]
}

export type Asked = { playbookId: string; eventId: string; clientId: string | null }
export type NotApplicable = Refused<'archived' | 'empty' | 'attempt-is-over' | 'of-another-client'>
/** What was computed, with the items that it was computed from. */
export type ComputedApplication = { shown: Application; content: PlaybookContent; event: CountdownEvent; now: Instant }

/** Shows what it would make. Nothing is written. */
export async function previewApplication(tx: AgencyTx, asked: Asked): Promise<Application | NotApplicable> {
  const computed = await computeApplication(tx, asked, await readEvent(tx, asked.eventId))
  return 'kind' in computed ? computed : computed.shown
}

/** The one road for the preview and the commit. */
export async function computeApplication(
  tx: AgencyTx,
  asked: Asked,
  event: CountdownEvent,
): Promise<ComputedApplication | NotApplicable> {
  const playbook = await readPlaybook(tx, asked.playbookId)
  if (playbook.archived_at) return refused('archived')
  const content = PlaybookContent.parse(playbook.content)
  if (content.posts.length + content.tasks.length === 0) return refused('empty')
  if (event.attempt.state === 'closed') return refused('attempt-is-over')
  const client = await clientOf(tx, event, asked.clientId)
  if (!client) return refused('of-another-client')
  const now = await clockOf(tx)
  const before = await tx
    .selectFrom('playbook_applications')
    .select(['id', 'at', 'actor_name'])
    .where('playbook_id', '=', playbook.id)
    .where('event_id', '=', event.id)
    .orderBy('id', 'desc')
    .execute()
  const posts = await postsOf(tx, content.posts, event, client.id, now)
  const tasks = await tasksOf(tx, content.tasks, event, now)
  const fingerprint = createHash('sha256')
    .update(
      canonicalJson({
        playbook: [playbook.id, playbook.version],
        event: [event.id, event.attempt.id, client.id],
        // Applied once more is another application: the same click twice is not.
        before: before.map(({ id }) => id),
        posts: posts.map((post) => [post.itemId, post.title, post.at, post.channels.map(({ channelId }) => channelId)]),
        tasks: tasks.map((task) => [task.itemId, task.dueAt]),
      }),
    )
    .digest('base64url')
  const [last] = before
  return {
    content,
    event,
    now,
    shown: {
      kind: 'application',
      fingerprint,
      playbook: { id: playbook.id, name: playbook.name, version: playbook.version },
      client,
      appliedBefore: last ? { at: last.at.toISOString(), by: last.actor_name } : null,
      posts,
      tasks,
    },
  }
}

async function clientOf(tx: AgencyTx, event: CountdownEvent, asked: string | null) {
  const id = asked ?? event.clientId
  const others = await readEventClients(tx, event.id)
  if (id !== event.clientId && !others.some((one) => one.id === id)) return null
  const client = await tx.selectFrom('clients').select(['id', 'name']).where('id', '=', id).executeTakeFirst()
  return client ?? null
}

async function postsOf(
  tx: AgencyTx,
  items: readonly PlaybookPost[],
  event: CountdownEvent,
  clientId: string,
  now: Instant,
): Promise<ApplicationPost[]> {
  const channels = await tx
    .selectFrom('channels')
    .select(['id as channelId', 'network', 'handle'])
    .where('client_id', '=', clientId)
    .where('state', '<>', 'disconnected')
    .orderBy('network')
    .orderBy('handle')
    .execute()
  const filling = await fillingOf(tx, event.id)
  const valueOf = fillerOf(filling)
  const made = items.map((item) => {
    const due = resolveDueAt(item.timing, event.attempt)
    const at = due.kind === 'due' ? due.at : due.projected
    const wanted = item.variants.map(({ network }) => network)
    return { item, due, at, own: channels.filter(({ network }) => wanted.includes(network)) }
  })
  const near = await collisionsOf(
    tx,
    event,
    made.map(({ item, at, own }) => ({ postId: item.id, at, channelIds: own.map(({ channelId }) => channelId) })),
    now,
  )
  return made.map(({ item, due, at, own }) => {
    const texts = [item.text, ...item.variants.flatMap((one) => [...(one.parts ?? []), one.firstComment ?? ''])]
    return {
      itemId: item.id,
      title: fillText(item.title, valueOf),
      timing: timingOnWire(item.timing),
      at: at?.toString() ?? null,
      waitsFor: due.kind === 'waits' ? due.for : null,
      past: due.kind === 'due' && !isBefore(now, due.at),
      channels: own,
      missing: item.variants
        .map(({ network }) => network)
        .filter((network) => !own.some((one) => one.network === network)),
      unfilled: placeholdersOfPost(item).length > 0 ? unfilledIn(texts, filling) : [],
      collisions: near(item.id, own),
    }
  })
}

/** What else is planned on the same channels, of this event and of any other, and lies too close. */
async function collisionsOf(
  tx: AgencyTx,
  event: CountdownEvent,
  posts: readonly { postId: string; at: Instant | null; channelIds: string[] }[],
  now: Instant,
) {
  const minutes = await readCollisionMinutes(tx)
  const hanging = await readHangingPosts(tx, event.id)
  const others = new Map<string, string>(hanging.map((post) => [post.id, post.title]))
  const placed: Placed[] = hanging.flatMap((post) => {
    const due = resolveDueAt(post.timing, event.attempt)
    return due.kind === 'due'
      ? waitingChannels(post).map((channelId) => ({ postId: post.id, channelId, at: due.at }))
      : []
  })
  for (const neighbour of await readNeighbours(tx, event.id, posts, now)) {
    others.set(neighbour.postId, neighbour.title)
    placed.push(neighbour)
  }
  const own = posts.flatMap(({ postId, at, channelIds }) =>
    at ? channelIds.map((channelId) => ({ postId, channelId, at })) : [],
  )
  const pairs = findCollisions([...own, ...placed], minutes)
  return (postId: string, channels: readonly Channel[]): ApplicationPost['collisions'] =>
    pairs.flatMap(({ channelId, first, second }) => {
      const other = first.postId === postId ? second : second.postId === postId ? first : null
      const title = other && others.get(other.postId)
      if (!other || title === undefined || title === null) return []
      const network = channels.find((one) => one.channelId === channelId)?.network ?? ''
      return [{ title, at: other.at.toString(), network }]
    })
}

async function tasksOf(
  tx: AgencyTx,
  items: readonly PlaybookTask[],
  event: CountdownEvent,
  now: Instant,
): Promise<ApplicationTask[]> {
  const rows = await tx.selectFrom('members').select(['id', 'name']).where('left_at', 'is', null).execute()
  const valueOf = fillerOf(await fillingOf(tx, event.id))
  return items.map((item) => {
    const due = taskDueAt(item.offsetSeconds, event.attempt)
    const asked = item.for
    const member = asked.kind === 'member' ? rows.find(({ id }) => id === asked.memberId) : undefined
    return {
      itemId: item.id,
      title: fillText(item.title, valueOf),
      offsetSeconds: item.offsetSeconds,
      dueAt: due?.toString() ?? null,
      past: due !== null && !isBefore(now, due),
      for: asked.kind === 'role' ? asked : member ? { kind: 'member', memberId: member.id, name: member.name } : null,
    }
  })
}
