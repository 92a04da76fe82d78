import './without-eval.ts'
import { inQuietHours } from '@comptoir/domain/clients'
import { findCollisions } from '@comptoir/domain/countdown'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ShownState } from '../../components/state-mark.tsx'
import { trpc, type Outputs } from '../../data/trpc.ts'
import type { CalendarSearch } from './calendar-filters.tsx'
import { dayOf, type CalendarPost, type QuietHours } from './calendar-span.ts'
import type { Movable } from './use-move.ts'

/** Another post too close on a channel that both leave on. */
/** Another post that stands too close, and on which networks. */
export type Near = { id: string; title: string; minutes: number; networks: string[] }

export type Card = Movable & {
  title: string
  state: ShownState
  clientId: string
  channels: readonly string[]
  networks: readonly string[]
  /** It would leave while its client sleeps. */
  inQuiet: boolean
  near: readonly Near[]
}

export type T0Mark = { id: string; name: string; at: string; day: string; zone: string; windowMinutes: number | null }

export type Collision = { channelId: string; first: Card; second: Card; minutes: number }

/** Enough for a rule that nobody changed; the agency's own comes with the first answer. */
const CLOSE = 15
const OVER: readonly ShownState[] = ['cancelled', 'published']

/** All that the calendar draws of a period, in the reader's zone. */
export function useCalendar(search: CalendarSearch, period: { from: string; until: string }, zone: string) {
  const client = search.client ? { clientId: search.client } : {}
  const asked = useQuery({
    ...trpc.editorial.calendar.queryOptions({
      ...period,
      ...client,
      ...(search.channel ? { channelId: search.channel } : {}),
      ...(search.campaign ? { campaignId: search.campaign } : {}),
      ...(search.person ? { authorId: search.person } : {}),
    }),
    placeholderData: keepPreviousData,
  })
  const { data: loose } = useQuery(trpc.editorial.list.queryOptions({ show: 'unscheduled', ...client }))
  const { data: channels } = useQuery(trpc.channels.list.queryOptions({}))
  const { data: clients } = useQuery(trpc.clients.list.queryOptions({}))
  const { data: events } = useQuery(trpc.countdown.list.queryOptions(client))
  const { data: close = CLOSE } = useQuery(trpc.editorial.collisionMinutes.queryOptions())
  const posts = asked.data
  const shown = useMemo(
    () => draw({ posts: posts ?? [], channels: channels ?? [], clients: clients ?? [], close, search }),
    [posts, channels, clients, close, search],
  )
  const networkOf = new Map(channels?.map((channel) => [channel.id, channel.network]))
  const unscheduled: Card[] =
    loose
      ?.filter((post) => !search.channel || post.channels.includes(search.channel))
      .map((post) => ({
        ...post,
        timing: { kind: 'unscheduled' },
        at: null,
        networks: post.channels.flatMap((id) => networkOf.get(id) ?? []),
        inQuiet: false,
        near: [],
      })) ?? []
  // Five thousand posts are told apart by day once, not at each minute.
  const byDay = useMemo(() => {
    const placed = shown.cards.flatMap((card) => (card.at === null ? [] : [{ card, day: dayOf(card.at, zone) }]))
    return new Map([...Map.groupBy(placed, ({ day }) => day)].map(([day, some]) => [day, some.map(({ card }) => card)]))
  }, [shown, zone])
  const marks: T0Mark[] = (events ?? []).flatMap(({ id, name, attempt, zone: eventZone, windowMinutes }) => {
    const at = attempt.liftoffAt ?? (attempt.t0.kind === 'instant' ? attempt.t0.at : null)
    return at ? [{ id, name, at, day: dayOf(at, zone), zone: eventZone, windowMinutes }] : []
  })
  return {
    ...shown,
    ready: posts !== undefined,
    error: asked.error,
    reserve: shown.cards.filter(({ at, state }) => at === null && state !== 'cancelled'),
    unscheduled,
    byDay,
    marks,
    channels: channels ?? [],
    clients: clients ?? [],
  }
}

interface Material {
  posts: readonly CalendarPost[]
  channels: Outputs['channels']['list']
  clients: Outputs['clients']['list']
  close: number
  search: Pick<CalendarSearch, 'client' | 'network' | 'states'>
}

/** The posts that the filters leave, each with what is too close to it and whether its client sleeps then. */
export function draw({ posts, channels, clients, close, search }: Material) {
  const networkOf = new Map(channels.map((channel) => [channel.id, channel.network]))
  const quietOf = new Map(clients.map((client) => [client.id, client.quietHours]))
  const postOf = new Map(posts.map((post) => [post.id, post]))
  const pairs = findCollisions(
    posts.flatMap(({ id, at, channels: on, state }) =>
      at === null || state === 'cancelled'
        ? []
        : on.map((channelId) => ({ postId: id, channelId, at: Temporal.Instant.from(at) })),
    ),
    close,
  ).filter(({ first, second }) => !isOver(postOf.get(first.postId)) || !isOver(postOf.get(second.postId)))
  const near = new Map<string, Near[]>()
  for (const { channelId, first, second, apartSeconds } of pairs) {
    const minutes = Math.round(apartSeconds / 60)
    const network = networkOf.get(channelId) ?? ''
    for (const [one, other] of [
      [first, second],
      [second, first],
    ] as const) {
      const list = near.get(one.postId) ?? []
      const known = list.find(({ id }) => id === other.postId)
      if (known) known.networks.push(network)
      else list.push({ id: other.postId, title: postOf.get(other.postId)?.title ?? '', minutes, networks: [network] })
      near.set(one.postId, list)
    }
  }
  const cards: Card[] = posts.map((post) => {
    const quiet = quietOf.get(post.clientId)
    return {
      ...post,
      networks: post.channels.flatMap((id) => networkOf.get(id) ?? []),
      near: near.get(post.id) ?? [],
      inQuiet: !!quiet && post.at !== null && !isOver(post) && inQuietHours(quiet, Temporal.Instant.from(post.at)),
    }
  })
  const wanted = cards.filter(
    ({ networks, state }) =>
      (!search.network || networks.includes(search.network)) &&
      (!search.states || search.states.some((one) => one === state)),
  )
  const cardOf = new Map(wanted.map((card) => [card.id, card]))
  const collisions: Collision[] = pairs.flatMap(({ channelId, first, second, apartSeconds }) => {
    const [a, b] = [cardOf.get(first.postId), cardOf.get(second.postId)]
    return a && b ? [{ channelId, first: a, second: b, minutes: Math.round(apartSeconds / 60) }] : []
  })
  return { cards: wanted, collisions, quiet: commonQuiet(wanted, quietOf, search.client) }
}

const isOver = (post: CalendarPost | undefined) => post !== undefined && OVER.includes(post.state)

/** The quiet hours to shade: the client's that is looked at, or those that all the shown ones share. */
function commonQuiet(
  cards: readonly Card[],
  quietOf: ReadonlyMap<string, QuietHours | null>,
  chosen: string | undefined,
): QuietHours | null {
  if (chosen) return quietOf.get(chosen) ?? null
  const all = [...new Set(cards.map(({ clientId }) => clientId))].map((id) => quietOf.get(id) ?? null)
  const [first = null] = all
  return first && all.every((one) => one && JSON.stringify(one) === JSON.stringify(first)) ? first : null
}
