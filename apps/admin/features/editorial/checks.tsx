import { useQuery } from '@tanstack/react-query'
import { Braces, Check, CircleX, GitFork, Image, Moon, Radio, Stamp, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Filling } from '@comptoir/domain/countdown'
import { inQuietHours } from '@comptoir/domain/clients'
import { networkName } from '../../components/network-mark.tsx'
import { useZone } from '../../data/session.ts'
import { trpc, type Outputs } from '../../data/trpc.ts'
import { timeOfDay } from '../../format/index.ts'
import { m } from '../../words.ts'
import { closeWord } from './calendar-card.tsx'
import type { ChannelLine, Draft, PostPage } from './composer-draft.ts'
import { placeholderWord, problemWord } from './editorial-words.ts'
import { draw } from './use-calendar.ts'
import { emptyPlaceholders, factsOf, problemsOf, type Files } from './variant-facts.ts'

interface Props {
  draft: Draft
  /** Null for a post that does not exist yet. */
  post: PostPage | null
  channels: readonly ChannelLine[]
  client: Outputs['clients']['get'] | undefined
  files: Files
  filling: Filling | null
  /** When it would leave as it is typed now. */
  at: string | null
}

type Told = { key: string; icon: LucideIcon; says: ReactNode; tone: 'bad' | 'mind' | 'fine' }

/** What stands in the way of the post, and what is in order: said before anybody is asked for an approval. */
export function Checks({ draft, post, channels, client, files, filling, at }: Props) {
  const zone = useZone()
  const refusals = draft.variants.flatMap((variant): Told[] => {
    const channel = channels.find((one) => one.id === variant.channelId)
    if (!channel) return []
    return problemsOf(channel, variant, draft, factsOf(variant, draft, files), filling).map((problem) => ({
      key: [variant.channelId, problem.field, problem.rule, problem.index].join(' '),
      icon: CircleX,
      says: `${networkName(channel.network)}${m['parts.colon']()}${problemWord(problem)}`,
      tone: 'bad',
    }))
  })
  // Said once for all channels that follow the common text.
  const empty = new Map(
    draft.variants
      .flatMap((variant) => emptyPlaceholders(variant, draft, filling))
      .map((one) => [placeholderWord(one), one] as const),
  )
  const braces = [...empty.keys()].map((says): Told => ({ key: says, icon: Braces, says, tone: 'bad' }))
  const silent = draft.media.filter(({ alt }) => alt.trim() === '').length
  const near = useNear(draft, post, at)
  const asleep = !!client?.quietHours && at !== null && inQuietHours(client.quietHours, Temporal.Instant.from(at))
  const lapsed = post?.reviewState === 'in_review' ? post.reviews.findLast(({ kind }) => kind !== 'comment') : undefined
  const told: Told[] = [
    ...refusals,
    ...braces,
    ...(draft.variants.length === 0
      ? [{ key: 'channel', icon: Radio, says: m['editorial.why.no-channel'](), tone: 'mind' as const }]
      : []),
    ...(lapsed?.kind === 'lapsed'
      ? [{ key: 'lapsed', icon: Stamp, says: m['editorial.check.lapsed'](), tone: 'mind' as const }]
      : []),
    ...(silent > 0
      ? [{ key: 'alt', icon: Image, says: m['editorial.check.no-alt']({ count: silent }), tone: 'mind' as const }]
      : []),
    ...near.map((one) => ({ key: `near ${one.id}`, icon: GitFork, says: closeWord(one), tone: 'mind' as const })),
    ...(asleep ? [{ key: 'night', icon: Moon, says: m['editorial.check.quiet'](), tone: 'mind' as const }] : []),
    ...(refusals.length + braces.length === 0 && draft.variants.length > 0
      ? [{ key: 'taken', icon: Check, says: m['editorial.check.taken'](), tone: 'fine' as const }]
      : []),
    ...(draft.media.length > 0 && silent === 0
      ? [{ key: 'alt-there', icon: Check, says: m['editorial.check.alt'](), tone: 'fine' as const }]
      : []),
    ...(at !== null && near.length === 0 && !asleep
      ? [
          {
            key: 'free',
            icon: Check,
            says: m['editorial.check.free']({ time: timeOfDay(at, zone) }),
            tone: 'fine' as const,
          },
        ]
      : []),
  ]
  return (
    <section className="pb-6">
      <h2 className="rule pb-1 text-13">
        {m['editorial.checks']()}{' '}
        <span className="font-normal text-ink-3">
          {refusals.length + braces.length > 0
            ? m['editorial.check.block']({ count: refusals.length + braces.length })
            : m['editorial.check.none']()}
        </span>
      </h2>
      <ul>
        {told.map(({ key, icon: Icon, says, tone }) => (
          <li
            key={key}
            className={`flex items-start gap-2 border-b border-hair py-1.5 text-13 ${tone === 'bad' ? 'text-failed' : tone === 'fine' ? 'text-ink-3' : 'text-ink'}`}
          >
            <Icon
              size={14}
              strokeWidth={2}
              aria-hidden
              className={`mt-0.5 shrink-0 ${Icon === GitFork ? 'rotate-180' : ''}`}
            />
            <span className="min-w-0">{says}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const AROUND_MS = 60 * 60_000

/** The posts that stand too close to it on a channel, where it would leave as it is typed now. */
function useNear(draft: Draft, post: PostPage | null, at: string | null) {
  const { data: close = 15 } = useQuery(trpc.editorial.collisionMinutes.queryOptions())
  // Whole minutes: each key that is typed in a time must not ask anew.
  const middle = Math.floor(Date.parse(at ?? '1970-01-01T00:00:00Z') / 60_000) * 60_000
  const { data: others } = useQuery({
    ...trpc.editorial.calendar.queryOptions({
      from: new Date(middle - AROUND_MS).toISOString(),
      until: new Date(middle + AROUND_MS).toISOString(),
      ...(post ? { clientId: post.clientId } : {}),
    }),
    enabled: at !== null && draft.variants.length > 0,
  })
  const { data: channels } = useQuery(trpc.channels.list.queryOptions({}))
  if (at === null || !others || !channels) return []
  const id = post?.id ?? 'new'
  const mine = {
    id,
    clientId: post?.clientId ?? '',
    title: draft.title,
    eventId: draft.eventId,
    timing: draft.timing,
    at,
    projected: true,
    state: 'draft' as const,
    version: 0,
    channels: draft.variants.map(({ channelId }) => channelId),
  }
  const { cards } = draw({
    posts: [mine, ...others.filter((one) => one.id !== id)],
    channels,
    clients: [],
    close,
    search: {},
  })
  return cards.find((card) => card.id === id)?.near ?? []
}
