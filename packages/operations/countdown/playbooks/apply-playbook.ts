import type { AgencyTx } from '@comptoir/db'
import type { PlaybookPost } from '@comptoir/domain/countdown'
import type { Actor } from '@comptoir/domain/shared'
import { createPost } from '../../editorial/index.ts'
import { changed, record } from '../../shared/index.ts'
import { actorName } from '../actor-name.ts'
import { lockEvent } from '../lock-event.ts'
import { insertTask } from '../tasks/write-task.ts'
import {
  type Application,
  type ApplicationPost,
  type Asked,
  computeApplication,
  type NotApplicable,
} from './application.ts'

export type Applied = { kind: 'applied'; posts: number; tasks: number; clientId: string }

/**
 * Makes everything that was shown, in one transaction: each post a draft that hangs from the event, each task with its time. If the world is no longer the one that was
 * shown, it is shown again; the same click twice answers as the first did and makes nothing.
 */
export async function applyPlaybook(
  tx: AgencyTx,
  actor: Actor & { kind: 'member' },
  asked: Asked & { fingerprint: string },
): Promise<Applied | { kind: 'shown-again'; application: Application } | NotApplicable> {
  const event = await lockEvent(tx, asked.eventId)
  const done = await tx
    .selectFrom('playbook_applications')
    .select(['posts', 'tasks'])
    .where('event_id', '=', event.id)
    .where('playbook_id', '=', asked.playbookId)
    .where('fingerprint', '=', asked.fingerprint)
    .executeTakeFirst()
  if (done) return { kind: 'applied', ...done, clientId: asked.clientId ?? event.clientId }
  const computed = await computeApplication(tx, asked, event)
  if ('kind' in computed) return computed
  const { shown, content } = computed
  if (shown.fingerprint !== asked.fingerprint) return { kind: 'shown-again', application: shown }

  for (const post of shown.posts) {
    const item = content.posts.find(({ id }) => id === post.itemId)
    if (item) await makePost(tx, actor, item, post, { eventId: event.id, clientId: shown.client.id })
  }
  for (const task of shown.tasks) {
    const who = task.for ?? { kind: 'member' as const, memberId: actor.memberId }
    await insertTask(tx, actor, event, {
      title: task.title,
      offsetSeconds: task.offsetSeconds,
      memberId: who.kind === 'member' ? who.memberId : null,
      role: who.kind === 'role' ? who.role : null,
      playbookId: shown.playbook.id,
    })
  }
  const counts = { posts: shown.posts.length, tasks: shown.tasks.length }
  await tx
    .insertInto('playbook_applications')
    .values({
      agency_id: tx.agencyId,
      playbook_id: shown.playbook.id,
      event_id: event.id,
      version: shown.playbook.version,
      fingerprint: shown.fingerprint,
      ...counts,
      actor_name: await actorName(tx, actor),
    })
    .execute()
  await record(
    tx,
    actor,
    'countdown.playbook-applied',
    { kind: 'event', id: event.id },
    { after: { name: shown.playbook.name, event: event.name, ...counts } },
  )
  await changed(tx, 'events', event.id)
  return { kind: 'applied', ...counts, clientId: shown.client.id }
}

async function makePost(
  tx: AgencyTx,
  actor: Actor,
  item: PlaybookPost,
  { title, channels }: ApplicationPost,
  { eventId, clientId }: { eventId: string; clientId: string },
): Promise<void> {
  const outcome = await createPost(tx, actor, {
    clientId,
    mandateId: null,
    campaignId: null,
    eventId,
    title: title.slice(0, 200),
    text: item.text,
    link: item.link,
    timing: item.timing,
    release: item.release,
    lateLimitSeconds: item.lateLimitSeconds,
    media: [],
    variants: channels.map(({ channelId, network }) => {
      const own = item.variants.find((one) => one.network === network)
      return { channelId, parts: own?.parts ?? null, firstComment: own?.firstComment ?? null, link: null, crops: {} }
    }),
  })
  // Channels and event were read under the event's lock in this very transaction.
  if (outcome.kind === 'refused') throw new Error(`a playbook's post was refused: ${outcome.why}`)
}
