import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense, type ReactNode } from 'react'
import { Avatar } from '../../components/avatar.tsx'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { PathLink } from '../../components/path-link.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useMay, useZone } from '../../data/session.ts'
import { trpc } from '../../data/trpc.ts'
import { money, NBSP, number } from '../../format/index.ts'
import { useCommands } from '../../frame/commands.ts'
import { useCrumbs } from '../../frame/crumbs.ts'
import { m } from '../../words.ts'
import { GoalLines } from './goal-lines.tsx'
import { leftText, type Mandate, periodText, scopeLines } from './mandate-words.ts'
import { ScopeTable } from './scope-table.tsx'

const MandateForm = lazy(async () => ({ default: (await import('./mandate-form.tsx')).MandateForm }))

const route = getRouteApi('/frame/mandates/$mandateId')

/** One contract: what went out, where the goals stand, what was agreed, and who sees to it. */
export default function MandatePage() {
  const { mandateId } = route.useParams()
  const { edit } = route.useSearch()
  const navigate = route.useNavigate()
  const mayWrite = useMay('mandates.write')
  const zone = useZone()
  const { data: mandate, error } = useQuery(trpc.mandates.get.queryOptions({ mandateId }))
  useCrumbs(mandate ? [{ label: mandate.clientName }] : [])
  const openEdit = () => void navigate({ search: { edit: true } })
  useCommands(
    mayWrite && !edit
      ? [
          {
            id: 'mandates.edit',
            label: () => m['mandates.edit'](),
            group: () => m['mandates.title'](),
            keys: 'e',
            run: openEdit,
          },
        ]
      : [],
  )
  if (error)
    return (
      <div className="p-7 phone:p-4">
        <ErrorNote title={sentenceOf(error)} />
      </div>
    )
  if (!mandate)
    return (
      <div className="p-7 phone:p-4">
        <SkeletonRows rows={6} rowHeight={44} />
      </div>
    )
  const close = () => void navigate({ search: {} })
  return (
    <div className="@container px-7 py-5 phone:px-4">
      <header className="flex flex-wrap items-start justify-between gap-3 pb-5">
        <div className="min-w-0">
          <h1 className="text-26">{mandate.name}</h1>
          <p className="text-ink-2">
            <PathLink path={`/clients/${mandate.clientId}`}>{mandate.clientName}</PathLink> · {periodText(mandate)} ·{' '}
            {leftText(mandate, Temporal.Now.plainDateISO(zone).toString())}
          </p>
          {mandate.standing === 'in-force' && !edit && <p className="pt-1.5">{monthSentence(mandate)}</p>}
        </div>
        {mayWrite && !edit && (
          <Button kind="primary" onPress={openEdit}>
            {m['mandates.edit']()}
          </Button>
        )}
      </header>
      {edit && mayWrite ? (
        <Suspense fallback={<SkeletonRows rows={6} rowHeight={56} />}>
          <MandateForm mandate={mandate} onDone={close} onCancel={close} />
        </Suspense>
      ) : (
        <div className="grid gap-x-10 @3xl:grid-cols-[minmax(0,1.35fr)_minmax(0,1fr)]">
          <div className="min-w-0">
            <Part title={m['mandates.month']()}>
              <ScopeTable mandate={mandate} />
            </Part>
            <Part title={m['mandates.goals']()}>
              <GoalLines mandate={mandate} />
            </Part>
          </div>
          <div className="min-w-0">
            <Contract mandate={mandate} />
            <Team mandate={mandate} />
            <Reports mandate={mandate} />
            <Part title={m['mandates.rules']()}>
              <Line>
                {mandate.slipLimitSeconds === 0
                  ? m['mandates.slip-zero']()
                  : m['mandates.slip-says']({ span: hoursText(mandate.slipLimitSeconds) })}
              </Line>
              <Line>{mandate.selfApproval ? m['mandates.self-yes']() : m['mandates.self-no']()}</Line>
            </Part>
          </div>
        </div>
      )}
    </div>
  )
}

/** Counted over what is promised: a post outside it does not make up for one that is missing. */
function monthSentence(mandate: Mandate): string | null {
  const lines = scopeLines(mandate)
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
  const promised = sum(lines.map((line) => line.promised ?? 0))
  if (promised === 0) return null
  const done = sum(lines.map((line) => (line.promised === null ? 0 : line.done)))
  return m['mandates.month-sentence']({ count: done, done: number(done), promised: number(promised) })
}

function Contract({ mandate }: { mandate: Mandate }) {
  return (
    <Part title={m['mandates.contract']()}>
      <dl className="text-13">
        <Fact term={m['mandates.period-label']()}>{periodText(mandate)}</Fact>
        {mandate.fee && (
          <Fact term={m['mandates.fee']()}>
            {m['mandates.fee-per-month']({ amount: money(mandate.fee.cents, mandate.fee.currency) })}
          </Fact>
        )}
        <Fact term={m['mandates.hours']()}>
          {mandate.hoursPerMonth > 0
            ? m['mandates.hours-per-month']({
                hours: number(mandate.hoursPerMonth, Number.isInteger(mandate.hoursPerMonth) ? 0 : 1),
              })
            : m['mandates.no-hours']()}
        </Fact>
      </dl>
    </Part>
  )
}

function Team({ mandate }: { mandate: Mandate }) {
  const { data: members } = useQuery(trpc.agency.members.queryOptions())
  const team = (members ?? []).filter((one) => mandate.team.includes(one.id))
  return (
    <Part title={m['mandates.team']()}>
      {members && team.length === 0 && <Line>{m['mandates.no-team']()}</Line>}
      <ul>
        {team.map((one) => (
          <li key={one.id} className="flex items-center gap-2 border-b border-hair py-1.5 text-13">
            <Avatar name={one.name} size={20} decorative />
            {one.name}
            {one.id === mandate.dutyMemberId && <b className="ml-auto">{m['mandates.on-duty']()}</b>}
          </li>
        ))}
      </ul>
      {members && !team.some((one) => one.id === mandate.dutyMemberId) && <Line>{m['mandates.no-duty']()}</Line>}
    </Part>
  )
}

/** What this mandate's figures are told in. */
function Reports({ mandate }: { mandate: Mandate }) {
  const mayWrite = useMay('reports.write')
  const { data: reports } = useQuery(trpc.reporting.definitions.queryOptions({ clientId: mandate.clientId }))
  const own = (reports ?? []).filter((one) => one.mandateId === mandate.id && !one.archivedAt)
  return (
    <Part title={m['mandates.reports']()}>
      {reports && own.length === 0 && !mayWrite && <Line>{m['mandates.no-report']()}</Line>}
      <ul>
        {own.map((one) => (
          <li key={one.id} className="flex items-baseline gap-2 border-b border-hair py-1.5 text-13">
            <PathLink path={`/reports/${one.id}`}>{one.name}</PathLink>
            {one.due && <b className="ml-auto">{m['mandates.report-due']()}</b>}
          </li>
        ))}
      </ul>
      {reports && own.length === 0 && mayWrite && (
        <Line>
          <PathLink path={`/reports?new=true&client=${mandate.clientId}`}>{m['mandates.define-report']()}</PathLink>
        </Line>
      )}
    </Part>
  )
}

/** Slips are agreed in hours, however many days they make. */
function hoursText(seconds: number): string {
  return `${number(seconds / 3600, seconds % 3600 === 0 ? 0 : 1)}${NBSP}h`
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="pb-6">
      <h2 className="rule pb-1.5 text-13">{title}</h2>
      {children}
    </section>
  )
}

function Line({ children }: { children: ReactNode }) {
  return <p className="border-b border-hair py-2 text-13 text-pretty">{children}</p>
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex gap-3 border-b border-hair py-1.5">
      <dt className="w-[104px] shrink-0 text-ink-3">{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}
