import type { AgencyTx } from '@comptoir/db'
import { PlaybookContent, type PlaybookPost, type PlaybookTask, withPlaceholders } from '@comptoir/domain/countdown'
import type { Actor } from '@comptoir/domain/shared'
import { randomUUIDv7 } from 'node:crypto'
import { type LoadedPost, loadPost } from '../../editorial/index.ts'
import { readEvent } from '../lock-event.ts'
import { readTaskRows, taskForOf } from '../tasks/read-tasks.ts'
import { insertPlaybook } from './write-playbook.ts'

/**
 * Makes a playbook of what hung from an event: its anchored posts, called off ones left out, and its tasks. What the texts say of that event alone (its name, what
 * flew, where, its facts) becomes placeholders; hours and dates in them are not guessed.
 */
export async function makePlaybookFromEvent(
  tx: AgencyTx,
  actor: Actor,
  input: { eventId: string; name: string },
): Promise<{ kind: 'created'; id: string }> {
  const event = await readEvent(tx, input.eventId)
  const values = { mission: event.name, launcher: event.subject, site: event.site, ...event.facts }
  const say = (text: string) => withPlaceholders(text, values)
  const networks = await readNetworks(tx)
  const ids = await tx
    .selectFrom('posts')
    .select('id')
    .where('event_id', '=', event.id)
    .where('timing_kind', 'in', ['anchored', 'calendar'])
    .where('cancelled_at', 'is', null)
    .orderBy('id')
    .limit(200)
    .execute()
  const posts: PlaybookPost[] = []
  for (const { id } of ids) posts.push(...asItem(await loadPost(tx, id), networks, say))
  const tasks = (await readTaskRows(tx, event.id)).map((row): PlaybookTask => ({
    id: randomUUIDv7(),
    title: say(row.title),
    offsetSeconds: row.offset_seconds,
    for: taskForOf(row),
  }))
  const content = PlaybookContent.parse({ posts: posts.toSorted(inTime), tasks })
  return insertPlaybook(tx, actor, { name: input.name, content, madeFrom: event.id })
}

function asItem(
  post: LoadedPost,
  networks: ReadonlyMap<string, string>,
  say: (text: string) => string,
): PlaybookPost[] {
  const { timing } = post
  if (timing.kind !== 'anchored' && timing.kind !== 'calendar') return []
  const variants = new Map<string, PlaybookPost['variants'][number]>()
  for (const { channelId, parts, firstComment } of post.variants) {
    const network = networks.get(channelId)
    // Two accounts on one network: the first one's words stand for both.
    if (!network || variants.has(network)) continue
    variants.set(network, {
      network,
      parts: parts?.map(say) ?? null,
      firstComment: firstComment === null ? null : say(firstComment),
    })
  }
  return [
    {
      id: randomUUIDv7(),
      title: say(post.title.trim() || post.text.trim().slice(0, 80) || '…').slice(0, 200),
      timing,
      text: say(post.text),
      link: post.link,
      variants: [...variants.values()],
      release: post.release,
      lateLimitSeconds: post.lateLimitSeconds,
    },
  ]
}

async function readNetworks(tx: AgencyTx): Promise<Map<string, string>> {
  const rows = await tx.selectFrom('channels').select(['id', 'network']).execute()
  return new Map(rows.map((row) => [row.id, row.network]))
}

/** As the evening runs; calendar anchors by their day. */
function inTime(a: PlaybookPost, b: PlaybookPost): number {
  const place = ({ timing }: PlaybookPost) =>
    timing.kind === 'anchored' ? timing.offsetSeconds : timing.dayOffset * 86_400
  return place(a) - place(b)
}
