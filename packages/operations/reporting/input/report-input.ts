import type { AgencyTx } from '@comptoir/db'
import { periodBefore } from '@comptoir/domain/audience'
import { monthsOf } from '@comptoir/domain/mandates'
import type { ReportWords } from '@comptoir/domain/reporting'
import { type Period, startOfDay } from '@comptoir/domain/shared'
import { type ReportInput, type ReportModel, sayPeriod } from '@comptoir/reporting'
import { channelsOf, measuredChannels } from './channels.ts'
import type { Definition } from './definition.ts'
import { describeDefinitions } from './definitions.ts'
import { launchesOf } from './launches.ts'
import { postsOfPeriod } from './posts.ts'

/** What is said and signed over the figures. */
export type Over = {
  words: ReportWords
  signedBy: string | null
  edition: { number: number; frozenAt: Temporal.Instant | null } | null
  /** Earlier editions, whose printed figures this one corrects. */
  previous: readonly { number: number; period: Period; model: ReportModel }[]
}

/** Everything that a report of a definition over a period is built from, as it was read up to `asOf`. */
export async function reportInput(
  tx: AgencyTx,
  definition: Definition,
  period: Period,
  asOf: Temporal.Instant,
  over: Over,
): Promise<ReportInput> {
  const { client, mandate, language } = definition
  const { zone } = client
  const launches = await launchesOf(tx, client.id, startOfDay(mandate.startsOn, zone))
  const channels = await measuredChannels(tx, await channelsOf(tx, client.id, definition.channelIds), launches, {
    zone,
    asOf,
    language,
  })
  const ids = channels.map(({ id }) => id)
  const posts = await postsOfPeriod(tx, ids, period, zone, asOf)
  return {
    language,
    zone,
    agency: { name: definition.agencyName, town: null },
    signedBy: over.signedBy,
    client: { name: client.name, colour: client.colour, mark: null },
    mandate: { start: mandate.startsOn, end: mandate.endsOn, goals: await goalsOf(tx, mandate.id, ids) },
    period,
    asOf,
    channels,
    definitions: describeDefinitions(channels, posts, language),
    posts,
    launches,
    text: { ...over.words, sections: over.words.sections.filter((one) => `${one.title}${one.text}`.trim() !== '') },
    cost: costOf(definition, period),
    edition: over.edition,
    previousEditions: over.previous.map((one) => ({
      number: one.number,
      title: sayPeriod(one.period, language),
      model: one.model,
    })),
  }
}

async function goalsOf(tx: AgencyTx, mandateId: string, channelIds: readonly string[]) {
  const rows = await tx
    .selectFrom('mandate_goals')
    .select(['channel_id', 'target', 'due_on'])
    .where('mandate_id', '=', mandateId)
    .where('metric', '=', 'followers')
    .execute()
  return rows
    .filter((row) => channelIds.includes(row.channel_id))
    .map((row) => ({ channelId: row.channel_id, value: row.target, by: row.due_on }))
}

/** What the client paid for the months of the period; null where the definition does not print it, or a month is not whole. */
function costOf({ showCost, mandate }: Definition, period: Period): ReportInput['cost'] {
  if (!showCost || mandate.feeCents === 0) return null
  const months = wholeMonths(period)
  const paid = new Set(monthsOf({ startsOn: mandate.startsOn, endsOn: mandate.endsOn }))
  if (months.length === 0 || !months.every((month) => paid.has(month))) return null
  const before = wholeMonths(periodBefore(period))
  return {
    cents: mandate.feeCents * months.length,
    currency: mandate.currency,
    previousCents: before.every((month) => paid.has(month)) ? mandate.feeCents * before.length : null,
  }
}

/** The calendar months that a period is made of; none when it is not. */
function wholeMonths(period: Period): string[] {
  const last = Temporal.PlainDate.from(period.to)
  if (!period.from.endsWith('-01') || last.day !== last.daysInMonth) return []
  return monthsOf({ startsOn: period.from, endsOn: period.to })
}
