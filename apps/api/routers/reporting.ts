import { may as roleMay } from '@comptoir/domain/agency'
import { CreateReport, ReportStretch, ReportWords, ShareEdition, UpdateReport } from '@comptoir/domain/reporting'
import { Id } from '@comptoir/domain/shared'
import {
  archiveReport,
  createReport,
  editionHtml,
  freezeEdition,
  getEdition,
  getReport,
  listReports,
  orderPdfAgain,
  previewReport,
  readDraft,
  revokeLink,
  saveDraft,
  shareEdition,
  updateReport,
} from '@comptoir/operations/reporting'
import { z } from 'zod'
import type { Membership } from '../context.ts'
import { may, router } from '../trpc.ts'

const OneReport = z.object({ definitionId: Id })
const OneEdition = z.object({ editionId: Id })

const periodOf = ({ from, until }: { from: string; until: string }) => ({ from, to: until })
const money = ({ member }: Pick<Membership, 'member'>) => ({ money: roleMay(member.role, 'mandates.money') })

export const reportingRouter = router({
  definitions: may('reports.read')
    .input(z.object({ clientId: Id.optional() }).default({}))
    .query(({ ctx, input }) => ctx.inAgency((tx) => listReports(tx, input))),
  definition: may('reports.read')
    .input(OneReport)
    .query(({ ctx, input }) => ctx.inAgency((tx) => getReport(tx, input.definitionId))),
  create: may('reports.write')
    .input(CreateReport)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => createReport(tx, ctx.actor, input, money(ctx)))),
  update: may('reports.write')
    .input(UpdateReport)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => updateReport(tx, ctx.actor, input, money(ctx)))),
  archive: may('reports.write')
    .input(OneReport)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => archiveReport(tx, ctx.actor, input.definitionId))),
  draft: may('reports.read')
    .input(ReportStretch)
    .query(({ ctx, input }) => ctx.inAgency((tx) => readDraft(tx, input.definitionId, periodOf(input)))),
  saveDraft: may('reports.write')
    .input(ReportStretch.safeExtend({ words: ReportWords, seenUpdatedAt: z.iso.datetime().nullable() }))
    .mutation(({ ctx, input }) =>
      ctx.inAgency((tx) => saveDraft(tx, ctx.actor, { ...input, period: periodOf(input) })),
    ),
  preview: may('reports.read')
    .input(ReportStretch)
    .query(({ ctx, input }) =>
      ctx.inAgency((tx) => previewReport(tx, ctx.services.keys, input.definitionId, periodOf(input))),
    ),
  freeze: may('reports.write')
    .input(ReportStretch.safeExtend({ seenEditionId: Id.nullable().default(null) }))
    .mutation(({ ctx, input }) =>
      ctx.inAgency((tx) => freezeEdition(tx, ctx.actor, { ...input, period: periodOf(input) })),
    ),
  edition: may('reports.read')
    .input(OneEdition)
    .query(({ ctx, input }) => {
      const { keys, settings } = ctx.services
      const share = roleMay(ctx.member.role, 'reports.share') ? { keys, url: settings.url } : null
      return ctx.inAgency((tx) => getEdition(tx, input.editionId, share))
    }),
  editionHtml: may('reports.read')
    .input(OneEdition)
    .query(({ ctx, input }) => ctx.inAgency((tx) => editionHtml(tx, ctx.services.keys, input.editionId))),
  orderPdf: may('reports.write')
    .input(OneEdition)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => orderPdfAgain(tx, ctx.actor, input.editionId))),
  share: may('reports.share')
    .input(ShareEdition)
    .mutation(({ ctx, input }) => {
      const { keys, settings } = ctx.services
      return ctx.inAgency((tx) => shareEdition(tx, ctx.actor, input, { keys, url: settings.url }))
    }),
  revoke: may('reports.share')
    .input(z.object({ linkId: Id }))
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => revokeLink(tx, ctx.actor, input.linkId))),
})
