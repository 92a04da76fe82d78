import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { ErrorNote } from '../../components/error-note.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useMay, useZone } from '../../data/session.ts'
import { queryClient, trpc } from '../../data/trpc.ts'
import { useCrumbs } from '../../frame/crumbs.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'
import { firstStretch, stretchOf } from './report-words.ts'
import { WritingDesk } from './writing-desk.tsx'

const ReportForm = lazy(async () => ({ default: (await import('./report-form.tsx')).ReportForm }))

const route = getRouteApi('/frame/reports/$definitionId')

/** One report: choose a period, write over its figures, see it as its reader will, freeze it. */
export default function ReportPage() {
  const { definitionId } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const zone = useZone()
  const mayWrite = useMay('reports.write')
  const { data: report, error } = useQuery(trpc.reporting.definition.queryOptions({ definitionId }))
  useCrumbs(report ? [{ label: report.clientName }, { label: report.name }] : [])
  const today = Temporal.Now.plainDateISO(zone).toString()
  const stretch = report && (stretchOf(search.from, search.until) ?? firstStretch(report, today))
  const draft = useQuery({
    ...trpc.reporting.draft.queryOptions({ definitionId, from: stretch?.from ?? '', until: stretch?.until ?? '' }),
    enabled: stretch !== undefined && !search.edit,
  })
  const archive = useMutation(
    trpc.reporting.archive.mutationOptions({
      onSuccess: () => void showToast(m['reporting.archived']({ name: report?.name ?? '' })),
      onError: (failure) => void showToast(sentenceOf(failure)),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.reporting.pathKey() }),
    }),
  )
  const failed = error ?? draft.error
  if (failed)
    return (
      <div className="p-7 phone:p-4">
        <ErrorNote title={sentenceOf(failed)} />
      </div>
    )
  if (report && search.edit && mayWrite) {
    const close = () => void navigate({ search: (old) => ({ ...old, edit: undefined }) })
    return (
      <div className="px-7 py-5 phone:px-4">
        <h1 className="pb-5 text-26">{m['reporting.form.edit']({ name: report.name })}</h1>
        <Suspense fallback={<SkeletonRows rows={6} rowHeight={56} />}>
          <ReportForm report={report} onDone={close} onCancel={close} />
        </Suspense>
      </div>
    )
  }
  if (!report || !stretch || !draft.data)
    return (
      <div className="p-7 phone:p-4">
        <SkeletonRows rows={8} rowHeight={52} />
      </div>
    )
  return (
    <WritingDesk
      key={`${stretch.from}/${stretch.until}`}
      report={report}
      stretch={stretch}
      draft={draft.data}
      mayWrite={mayWrite && !report.archivedAt}
      view={search.pane ?? 'words'}
      onView={(view) => void navigate({ search: (old) => ({ ...old, pane: view }), replace: true })}
      onStretch={(next) => void navigate({ search: (old) => ({ ...old, from: next.from, until: next.until }) })}
      onEdit={() => void navigate({ search: (old) => ({ ...old, edit: true }) })}
      onArchive={() => archive.mutateAsync({ definitionId }).then(undefined, () => undefined)}
    />
  )
}
