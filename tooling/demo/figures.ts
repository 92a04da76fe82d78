import { connectorOf } from '@comptoir/connectors'
import type { Figures, SimulatorControl } from '@comptoir/simulator'
import { channelCast, type ChannelKey } from './cast.ts'
import type { PastPost } from './past-plan.ts'
import type { PostedAll } from './post-past.ts'
import type { StoryTime } from './story-time.ts'

export type FiguresRead = { at: Temporal.Instant; figures: Figures }
export type FiguresOf = ReadonlyMap<PastPost, ReadonlyMap<ChannelKey, readonly FiguresRead[]>>

/** Hours after which a post was read; what is old was read less often by then. */
const YOUNG = [1, 6, 24, 72, 168, 336, 720]
const OLD = [24, 168, 720]
const OLD_DAYS = 100

/** Reads the past posts' figures where they stand, as they stood at each reading. */
export async function readFigures(control: SimulatorControl, time: StoryTime, posted: PostedAll): Promise<FiguresOf> {
  const asked = [...posted].flatMap(([post, legs]) =>
    [...legs].flatMap(([key, { remoteId }]) =>
      agesOf(time, post).map((hours) => ({ post, key, remoteId, at: post.at.add({ hours, minutes: 2 }) })),
    ),
  )
  const answers = await control.figures(
    asked.map(({ key, remoteId, at }) => ({ network: channelCast(key).network, id: remoteId, at: at.toString() })),
  )
  const read = new Map<PastPost, Map<ChannelKey, FiguresRead[]>>()
  for (const [index, { post, key, at }] of asked.entries()) {
    const figures = answers[index]
    if (!figures) continue
    const legs = read.get(post) ?? new Map<ChannelKey, FiguresRead[]>()
    legs.set(key, [...(legs.get(key) ?? []), { at, figures }])
    read.set(post, legs)
  }
  return read
}

function agesOf(time: StoryTime, post: PastPost): number[] {
  const hours = (time.now.epochMilliseconds - post.at.epochMilliseconds) / 3_600_000
  return (hours > OLD_DAYS * 24 ? OLD : YOUNG).filter((age) => age + 0.1 < hours)
}

/** The metrics that a network tells of a post, each with its definition; X tells clicks for thirty days only. */
export function metricsOf(
  network: string,
  { figures }: FiguresRead,
): { metric: string; value: number; definition: string }[] {
  const manifest = connectorOf(network)?.manifest
  return (manifest?.metrics ?? []).flatMap(({ metric, of, official }) => {
    if (of !== 'post' || metric === 'followers') return []
    const value = figures[metric]
    return value === null ? [] : [{ metric, value, definition: `${official}@${manifest?.apiVersion}` }]
  })
}
