import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Newspaper } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { Button, buttonClass } from '../../components/button.tsx'
import { Filter } from '../../components/chip.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useMay, useZone } from '../../data/session.ts'
import { trpc } from '../../data/trpc.ts'
import { capital, dayWithYear, numberWord } from '../../format/index.ts'
import { useCommands } from '../../frame/commands.ts'
import { m } from '../../words.ts'
import { periodWord, type ReportLine } from './report-words.ts'

const ReportForm = lazy(async () => ({ default: (await import('./report-form.tsx')).ReportForm }))

const route = getRouteApi('/frame/reports')

/** Every report by client: its latest edition, and what is over and not frozen yet. */
export default function ListPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const mayWrite = useMay('reports.write')
  const { data: reports, error } = useQuery(
    trpc.reporting.definitions.queryOptions(search.client ? { clientId: search.client } : {}),
  )
  const { data: clients } = useQuery(trpc.clients.list.queryOptions({}))
  const openNew = () => void navigate({ search: { ...search, new: true } })
  useCommands(
    mayWrite
      ? [
          {
            id: 'reporting.new',
            label: () => m['reporting.new'](),
            group: () => m['reporting.title'](),
            keys: 'n',
            run: openNew,
          },
        ]
      : [],
  )
  if (search.new && mayWrite) {
    return (
      <div className="px-7 py-5 phone:px-4">
        <h1 className="pb-5 text-26">{m['reporting.form.new']()}</h1>
        <Suspense fallback={<SkeletonRows rows={6} rowHeight={56} />}>
          <ReportForm
            clientId={search.client}
            onDone={(definitionId) =>
              void navigate({ to: '/reports/$definitionId', params: { definitionId }, search: {} })
            }
            onCancel={() => void navigate({ search: { client: search.client } })}
          />
        </Suspense>
      </div>
    )
  }
  const add = mayWrite && (
    <Button kind="primary" onPress={openNew}>
      {m['reporting.new']()}
    </Button>
  )
  const live = reports?.filter((one) => !one.archivedAt) ?? []
  const away = reports?.filter((one) => one.archivedAt) ?? []
  return (
    <div className="@container px-7 py-5 phone:px-4">
      <header className="flex flex-wrap items-start justify-between gap-3 pb-4">
        <div>
          <h1 className="text-26">{m['reporting.title']()}</h1>
          {live.length > 0 && <p className="text-ink-2">{introOf(live)}</p>}
        </div>
        {reports && reports.length > 0 && add}
      </header>
      {(clients ?? []).length > 1 && (
        <div className="pb-4">
          <Filter
            single
            label={m['reporting.client-filter']()}
            all={m['reporting.all-clients']()}
            options={(clients ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            chosen={search.client ? [search.client] : []}
            onChange={([client]) => void navigate({ search: { client } })}
          />
        </div>
      )}
      {error && <ErrorNote title={sentenceOf(error)} />}
      {!reports && !error && <SkeletonRows rows={5} rowHeight={52} />}
      {reports?.length === 0 && (
        <EmptyState
          icon={Newspaper}
          title={search.client ? m['reporting.empty-client']() : m['reporting.empty']()}
          actions={add}
        >
          {m['reporting.empty-says']()}
        </EmptyState>
      )}
      {[...Map.groupBy(live, (one) => one.clientId)].map(([clientId, own]) => (
        <Group key={clientId} title={own[0]?.clientName ?? ''} reports={own} mayWrite={mayWrite} />
      ))}
      {away.length > 0 && <Group title={m['reporting.put-away']()} reports={away} mayWrite={false} withClient />}
    </div>
  )
}

function introOf(reports: readonly ReportLine[]): string {
  const count = reports.filter((one) => one.due).length
  return count === 0
    ? m['reporting.intro.none-due']()
    : m['reporting.intro.due']({ count, word: numberWord(count, true) })
}

interface GroupProps {
  title: string
  reports: readonly ReportLine[]
  mayWrite: boolean
  withClient?: boolean
}

function Group({ title, reports, mayWrite, withClient = false }: GroupProps) {
  return (
    <section className="pb-6">
      <h2 className="rule pb-1.5 text-14">{title}</h2>
      <ul>
        {reports.map((report) => (
          <ReportRow key={report.id} report={report} mayWrite={mayWrite} withClient={withClient} />
        ))}
      </ul>
    </section>
  )
}

function ReportRow({ report, mayWrite, withClient }: { report: ReportLine; mayWrite: boolean; withClient: boolean }) {
  return (
    <li className="relative grid min-h-[52px] items-center gap-x-5 gap-y-1 border-b border-hair py-2 text-13 hover:bg-hover @3xl:grid-cols-[minmax(0,1.35fr)_minmax(0,.95fr)_minmax(0,1.2fr)]">
      <div className="min-w-0">
        <p className="truncate text-14 font-medium">
          <Link
            to="/reports/$definitionId"
            params={{ definitionId: report.id }}
            className="no-underline after:absolute after:inset-0"
          >
            {report.name}
          </Link>
        </p>
        <p className="truncate text-12 text-ink-3">
          {[withClient && report.clientName, rhythmOf(report), report.mandateName].filter(Boolean).join(' · ')}
        </p>
      </div>
      <Latest report={report} />
      <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 @3xl:justify-end">
        {report.due ? (
          <>
            <span className="font-bold">
              {capital(m['reporting.due']({ period: periodWord({ from: report.due.from, until: report.due.to }) }))}
            </span>
            {mayWrite && (
              <Link
                to="/reports/$definitionId"
                params={{ definitionId: report.id }}
                search={{ from: report.due.from, until: report.due.to }}
                aria-label={`${m['reporting.write-due']()} ${report.name}`}
                className={`relative ${buttonClass('plain', 'small')}`}
              >
                {m['reporting.write-due']()}
              </Link>
            )}
          </>
        ) : (
          report.latestEdition &&
          !report.archivedAt &&
          report.period !== 'custom' && <span className="text-12 text-ink-3">{m['reporting.up-to-date']()}</span>
        )}
      </div>
    </li>
  )
}

const rhythmOf = (report: ReportLine) =>
  `${m[`reporting.period.${report.period}`]()}, ${m[`reporting.language.${report.language}`]()}`

function Latest({ report: { latestEdition: edition } }: { report: ReportLine }) {
  const zone = useZone()
  if (!edition) return <p className="text-12 text-ink-3">{m['reporting.no-edition']()}</p>
  return (
    <p className="min-w-0">
      <Link to="/reports/editions/$editionId" params={{ editionId: edition.id }} className="relative block truncate">
        {m['reporting.edition-of']({ number: edition.number, period: periodWord(edition) })}
      </Link>
      <span className="block truncate text-12 text-ink-3">
        {m['reporting.frozen-on']({ day: dayWithYear(edition.frozenAt, zone) })}
        {' · '}
        {edition.opened > 0 ? m['reporting.opened']({ count: edition.opened }) : m['reporting.not-opened']()}
      </span>
    </p>
  )
}
