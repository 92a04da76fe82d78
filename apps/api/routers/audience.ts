import { ChannelMetric, CsvColumns, MOST_CHARACTERS } from '@comptoir/domain/audience'
import { Day, Id } from '@comptoir/domain/shared'
import {
  dryRunImport,
  enterReading,
  importFigures,
  listAudience,
  listImports,
  listReadings,
  readSeries,
  withdrawImport,
} from '@comptoir/operations/audience'
import { z } from 'zod'
import { may, router } from '../trpc.ts'

const OldEnough = Day.refine((day) => day >= '2004-01-01', { error: 'too-old' })
const Span = { from: OldEnough, until: Day }
const inOrder = (span: { from: string; until: string }) => span.from <= span.until
const backwards = { error: 'ends-before-it-starts', path: ['until'] }

const Series = z
  .object({
    clientId: Id.optional(),
    channelIds: z.array(Id).min(1).max(50).optional(),
    ...Span,
    metric: ChannelMetric.default('followers'),
  })
  .refine(inOrder, backwards)
  .refine((input) => input.clientId !== undefined || input.channelIds !== undefined, {
    error: 'client-or-channels',
    path: ['clientId'],
  })

const Enter = z.object({
  channelId: Id,
  day: OldEnough,
  value: z.int().min(0).max(10_000_000_000),
  note: z.string().trim().max(200).nullable().default(null),
})

const File = z.object({
  clientId: Id,
  fileName: z.string().trim().min(1).max(200),
  text: z.string().min(1).max(MOST_CHARACTERS),
  channelId: Id.nullable().default(null),
  columns: CsvColumns.nullable().default(null),
  order: z.enum(['day-first', 'month-first']).nullable().default(null),
})

export const audienceRouter = router({
  channels: may('audience.read')
    .input(z.object({ clientId: Id.optional() }).default({}))
    .query(({ ctx, input }) => ctx.inAgency((tx) => listAudience(tx, input))),
  series: may('audience.read')
    .input(Series)
    .query(({ ctx, input }) => ctx.inAgency((tx) => readSeries(tx, input))),
  readings: may('audience.read')
    .input(z.object({ channelId: Id, ...Span, limit: z.int().min(1).max(500).default(50) }).refine(inOrder, backwards))
    .query(({ ctx, input }) => ctx.inAgency((tx) => listReadings(tx, input))),

  enter: may('audience.import')
    .input(Enter)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => enterReading(tx, ctx.actor, input))),
  dryRun: may('audience.import')
    .input(File)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => dryRunImport(tx, input))),
  import: may('audience.import')
    .input(File)
    .mutation(({ ctx, input }) => importFigures(ctx.services.db, ctx.agencyId, ctx.actor, input)),
  imports: may('audience.read')
    .input(z.object({ clientId: Id.optional(), limit: z.int().min(1).max(200).default(50) }).default({ limit: 50 }))
    .query(({ ctx, input }) => ctx.inAgency((tx) => listImports(tx, input))),
  undoImport: may('audience.import')
    .input(z.object({ importId: Id }))
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => withdrawImport(tx, ctx.actor, input.importId))),
})
