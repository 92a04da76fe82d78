import type { AgencyTx } from '@comptoir/db'
import type { Language } from '@comptoir/domain/shared'
import {
  buildReport,
  type ChannelInput,
  compareEdition,
  type Correction,
  type ReportChannel,
  type ReportModel,
  sayFigure,
  sayValue,
} from '@comptoir/reporting'
import { measuredChannels } from './input/channels.ts'
import { describeDefinitions } from './input/definitions.ts'
import { readPosts } from './input/posts.ts'

/**
 * What readings that came later change of a frozen edition. The same report is built again, about exactly what was frozen (its channels,
 * posts and launches, its mandate's first day), from what is known today; nothing of the edition itself is touched.
 */
export async function correctionsSince(
  tx: AgencyTx,
  frozen: ReportModel,
  now: Temporal.Instant,
): Promise<Correction[]> {
  const { zone, language } = frozen
  const launches = frozen.traces.items.map((trace) => ({
    name: trace.name,
    liftoff: Temporal.Instant.from(trace.liftoff),
    scrubs: [],
  }))
  const channels = await measuredChannels(tx, inOrderOfNames(frozen.channels).map(channelAgain), launches, {
    zone,
    asOf: now,
    language,
  })
  const posts = await readPosts(
    tx,
    [...frozen.posts.best, ...frozen.posts.others].map(({ id }) => id),
    now,
  )
  const current = buildReport({
    language,
    zone,
    agency: frozen.agency,
    signedBy: null,
    client: frozen.client,
    mandate: { start: frozen.mandate.start, end: frozen.mandate.end, goals: [] },
    period: frozen.period,
    asOf: now,
    channels,
    definitions: describeDefinitions(channels, posts, language),
    posts,
    launches,
  })
  return compareEdition(frozen, current).filter(({ figure }) => {
    const { kind } = frozen.figures[figure]?.provenance.formula ?? {}
    // How many posts went out is no reading: one that was taken down since was published all the same.
    if (kind === 'posts') return false
    // Launches are measured on the channel that leads: on another one they are other figures.
    return kind !== 'launch' || current.lead === frozen.lead
  })
}

/** Channels of one network are named by their order (facebook, facebook-2): the same order gives the same names. */
function inOrderOfNames(channels: readonly ReportChannel[]): ReportChannel[] {
  const place = (channel: ReportChannel): number => Number(channel.slug.slice(channel.network.length + 1) || 1)
  return channels.toSorted((a, b) => place(a) - place(b))
}

function channelAgain(channel: ReportChannel): Omit<ChannelInput, 'followers'> {
  const { id, network, networkName, name, handle, opened } = channel
  return { id, network, networkName, name, handle, opened }
}

/** A correction in words: what was printed, what is known now, since when, and by what. */
export type CorrectionLine = {
  figure: string
  label: string
  was: string
  /** Null when the figure can no longer be established. */
  is: string | null
  since: string
  why: Correction['why']
}

export function correctionLine(correction: Correction, frozen: ReportModel, language: Language): CorrectionLine {
  const { figure, label, unit, currency, now, why, noticed } = correction
  const printed = frozen.figures[figure]
  return {
    figure,
    label,
    was: printed ? sayFigure(printed, language) : '',
    is: now === null ? null : sayValue(unit, now, currency, language),
    since: noticed,
    why,
  }
}
