import { z } from 'zod'
import { periodAround } from '../audience/index.ts'
import { Day, Id, Language, type Period } from '../shared/index.ts'

/** How long one edition of a report covers, when it is regular. */
export const ReportPeriod = z.enum(['month', 'quarter', 'year', 'custom'])
export type ReportPeriod = z.output<typeof ReportPeriod>

const shape = {
  name: z.string().trim().min(1).max(160),
  mandateId: Id,
  language: Language,
  period: ReportPeriod,
  /** Empty: every channel of the client. */
  channelIds: z.array(Id).max(100).default([]),
  /** Prints what a follower gained cost, from the mandate's fee. Off unless somebody who may see money turns it on. */
  showCost: z.boolean().default(false),
}

/** What one types to define a report. */
export const CreateReport = z.object({ clientId: Id, ...shape })
export type CreateReport = z.output<typeof CreateReport>

/** What one types to change a definition: the whole of it. The client stays. */
export const UpdateReport = z.object({ definitionId: Id, ...shape })
export type UpdateReport = z.output<typeof UpdateReport>

/** The longest stretch that one edition may cover, in days: ten years. */
export const LONGEST_REPORT_DAYS = 3660

/** A definition over some days, first and last included. */
export const ReportStretch = z
  .object({ definitionId: Id, from: Day, until: Day })
  .refine((stretch) => stretch.from <= stretch.until, { error: 'ends-before-it-starts', path: ['until'] })
  .refine(
    ({ from, until }) =>
      from > until || Temporal.PlainDate.from(from).until(until, { largestUnit: 'days' }).days < LONGEST_REPORT_DAYS,
    { error: 'too-long', path: ['until'] },
  )
export type ReportStretch = z.output<typeof ReportStretch>

/** Half a character or a NUL can be typed by no one and kept by no database. */
const written = (longest: number) =>
  z
    .string()
    .max(longest)
    .overwrite((text) => text.toWellFormed().replaceAll('\u0000', ''))

const Line = written(400)

/** What a person writes over the figures. A figure's key in braces prints it: `{facebook.gain}`. What is empty is written by the house. */
export const ReportWords = z.object({
  headline: Line.default(''),
  deck: written(2000).default(''),
  sections: z
    .array(z.object({ title: Line, text: written(8000) }))
    .max(20)
    .default([]),
  captions: z.object({ curve: Line.default(''), launches: Line.default('') }).default({ curve: '', launches: '' }),
})
export type ReportWords = z.output<typeof ReportWords>

/** No words yet. */
export const NO_WORDS: ReportWords = { headline: '', deck: '', sections: [], captions: { curve: '', launches: '' } }

/** Every text in the words with the path of its field, `sections.0.text`. */
export function textsOf(words: ReportWords): { path: string; text: string }[] {
  return [
    { path: 'headline', text: words.headline },
    { path: 'deck', text: words.deck },
    ...words.sections.flatMap(({ title, text }, index) => [
      { path: `sections.${index}.title`, text: title },
      { path: `sections.${index}.text`, text },
    ]),
    { path: 'captions.curve', text: words.captions.curve },
    { path: 'captions.launches', text: words.captions.launches },
  ]
}

/** A stretch to report on, and what it is: the one that is asked for most comes first. */
export type SuggestedPeriod = { kind: 'month' | 'quarter' | 'year' | 'since-start' } & Period

/** The last whole month, quarter and year before a day, and the mandate up to the last whole month; what ended before the mandate began is left out. */
export function suggestedPeriods(today: Day, usual: ReportPeriod, mandateStart: Day): SuggestedPeriod[] {
  const last = (kind: 'month' | 'quarter' | 'year'): SuggestedPeriod => {
    const dayBefore = Temporal.PlainDate.from(periodAround(today, kind).from).subtract({ days: 1 }).toString()
    return { kind, ...periodAround(dayBefore, kind) }
  }
  const whole = (['month', 'quarter', 'year'] as const).map(last).filter((period) => period.to >= mandateStart)
  const month = whole.find((period) => period.kind === 'month')
  const all: SuggestedPeriod[] = [
    ...whole,
    ...(month && mandateStart < month.from ? [{ kind: 'since-start' as const, from: mandateStart, to: month.to }] : []),
  ]
  return all.toSorted((a, b) => Number(b.kind === usual) - Number(a.kind === usual))
}

/** The usual period that is over and has no edition; null when the latest whole one has its own, the mandate did not live in it, or there is no usual one. */
export function duePeriod(
  today: Day,
  usual: ReportPeriod,
  mandate: { readonly startsOn: Day; readonly endsOn: Day },
  frozen: readonly { readonly from: Day; readonly until: Day }[],
): Period | null {
  const last = suggestedPeriods(today, usual, mandate.startsOn).find((period) => period.kind === usual)
  if (!last || last.from > mandate.endsOn) return null
  const { from, to } = last
  return frozen.some((edition) => edition.from === from && edition.until === to) ? null : { from, to }
}
