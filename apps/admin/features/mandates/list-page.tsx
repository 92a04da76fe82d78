import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { ScrollText } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { Button } from '../../components/button.tsx'
import { Filter } from '../../components/chip.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { NetworkMark } from '../../components/network-mark.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useMay, useZone } from '../../data/session.ts'
import { trpc } from '../../data/trpc.ts'
import { money, number, numberWord } from '../../format/index.ts'
import { useCommands } from '../../frame/commands.ts'
import { m } from '../../words.ts'
import { dayText, leftText, type Mandate, periodText, scopeLines } from './mandate-words.ts'

const MandateForm = lazy(async () => ({ default: (await import('./mandate-form.tsx')).MandateForm }))

const route = getRouteApi('/frame/mandates')
const STANDINGS = ['in-force', 'ahead', 'over'] as const
const COLUMNS = '@4xl:grid-cols-[minmax(0,1.15fr)_minmax(150px,.8fr)_minmax(0,.9fr)_minmax(0,1.35fr)_92px] @4xl:gap-x-5'

/** Every contract: what is left of it, what went out of what was promised, and where its goals stand. */
export default function ListPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const mayWrite = useMay('mandates.write')
  const mayMoney = useMay('mandates.money')
  const { data: mandates, error } = useQuery(
    trpc.mandates.list.queryOptions(search.client ? { clientId: search.client } : {}),
  )
  const { data: clients } = useQuery(trpc.clients.list.queryOptions({}))
  const openNew = () => void navigate({ search: { ...search, new: true } })
  useCommands(
    mayWrite
      ? [
          {
            id: 'mandates.new',
            label: () => m['mandates.new'](),
            group: () => m['mandates.title'](),
            keys: 'n',
            run: openNew,
          },
        ]
      : [],
  )
  if (search.new && mayWrite) {
    return (
      <div className="px-7 py-5 phone:px-4">
        <h1 className="pb-5 text-26">{m['mandates.form.new']()}</h1>
        <Suspense fallback={<SkeletonRows rows={6} rowHeight={56} />}>
          <MandateForm
            clientId={search.client}
            onDone={(mandateId) => void navigate({ to: '/mandates/$mandateId', params: { mandateId }, search: {} })}
            onCancel={() => void navigate({ search: { client: search.client } })}
          />
        </Suspense>
      </div>
    )
  }
  const add = mayWrite && (
    <Button kind="primary" onPress={openNew}>
      {m['mandates.new']()}
    </Button>
  )
  return (
    <div className="@container px-7 py-5 phone:px-4">
      <header className="flex flex-wrap items-start justify-between gap-3 pb-4">
        <div>
          <h1 className="text-26">{m['mandates.title']()}</h1>
          {mandates && mandates.length > 0 && <p className="text-ink-2">{introOf(mandates)}</p>}
        </div>
        {mandates && mandates.length > 0 && add}
      </header>
      {(clients ?? []).length > 1 && (
        <div className="pb-4">
          <Filter
            single
            label={m['mandates.client-filter']()}
            all={m['mandates.all-clients']()}
            options={(clients ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            chosen={search.client ? [search.client] : []}
            onChange={([client]) => void navigate({ search: { client } })}
          />
        </div>
      )}
      {error && <ErrorNote title={sentenceOf(error)} />}
      {!mandates && !error && <SkeletonRows rows={5} rowHeight={60} />}
      {mandates?.length === 0 && (
        <EmptyState
          icon={ScrollText}
          title={search.client ? m['mandates.empty-client']() : m['mandates.empty']()}
          actions={add}
        >
          {m['mandates.empty-says']()}
        </EmptyState>
      )}
      {mandates &&
        STANDINGS.map((standing) => (
          <Group
            key={standing}
            standing={standing}
            mandates={mandates.filter((one) => one.standing === standing)}
            withMoney={mayMoney}
          />
        ))}
    </div>
  )
}

function introOf(mandates: readonly Mandate[]): string {
  const now = mandates.filter((one) => one.standing === 'in-force')
  const next = now.toSorted((a, b) => (a.endsOn < b.endsOn ? -1 : 1))[0]
  if (!next) return m['mandates.none-in-force']()
  const count = m['mandates.in-force']({ count: now.length, word: numberWord(now.length, true) })
  return `${count} ${m['mandates.next-end']({ client: next.clientName, day: dayText(next.endsOn) })}`
}

interface GroupProps {
  standing: Mandate['standing']
  mandates: readonly Mandate[]
  withMoney: boolean
}

function Group({ standing, mandates, withMoney }: GroupProps) {
  if (mandates.length === 0) return null
  return (
    <section className="pb-6">
      <h2 className={`rule grid pb-1 text-13 ${COLUMNS}`}>
        <span>
          {m[`mandates.section.${standing}`]()} <span className="pl-1 font-normal text-ink-3">{mandates.length}</span>
        </span>
        <Column>{m['mandates.col.period']()}</Column>
        <Column>{standing === 'in-force' && m['mandates.col.month']()}</Column>
        <Column>{m['mandates.col.goals']()}</Column>
        <Column end>{withMoney && m['mandates.col.fee']()}</Column>
      </h2>
      <ul>
        {mandates.map((mandate) => (
          <MandateRow key={mandate.id} mandate={mandate} />
        ))}
      </ul>
    </section>
  )
}

function Column({ children, end = false }: { children: React.ReactNode; end?: boolean }) {
  return (
    <span aria-hidden className={`text-12 font-normal text-ink-3 @max-4xl:hidden ${end ? 'text-right' : ''}`}>
      {children}
    </span>
  )
}

function MandateRow({ mandate }: { mandate: Mandate }) {
  const zone = useZone()
  const today = Temporal.Now.plainDateISO(zone).toString()
  return (
    <li
      className={`relative grid min-h-[52px] items-center gap-y-1 border-b border-hair py-2 text-13 hover:bg-hover ${COLUMNS}`}
    >
      <div className="min-w-0">
        <p className="truncate text-14 font-medium">
          <Link
            to="/mandates/$mandateId"
            params={{ mandateId: mandate.id }}
            className="no-underline after:absolute after:inset-0"
          >
            {mandate.clientName}
          </Link>
        </p>
        <p className="truncate text-12 text-ink-3">{mandate.name}</p>
      </div>
      <p className="text-12 text-ink-3">
        <span className={mandate.standing === 'in-force' ? 'text-13 font-medium text-ink' : 'text-13'}>
          {leftText(mandate, today)}
        </span>
        <span className="block whitespace-nowrap">{periodText(mandate)}</span>
      </p>
      <Month mandate={mandate} />
      <Goals mandate={mandate} />
      <p className="whitespace-nowrap @4xl:text-right">
        {mandate.fee && money(mandate.fee.cents, mandate.fee.currency)}
        {mandate.fee && (
          <span className="text-12 text-ink-3 @4xl:hidden"> {m['mandates.col.fee']().toLowerCase()}</span>
        )}
      </p>
    </li>
  )
}

/** Out of promised, network by network. Only of a mandate in force: the month of another says nothing. */
function Month({ mandate }: { mandate: Mandate }) {
  if (mandate.standing !== 'in-force') return <span className="@max-4xl:hidden" />
  const lines = scopeLines(mandate)
  if (lines.length === 0) return <p className="text-12 text-ink-3">{m['mandates.no-scope']()}</p>
  return (
    <ul className="flex flex-wrap gap-x-3.5 gap-y-0.5">
      {lines.map(({ network, promised, done }) => (
        <li key={network} className="inline-flex items-center gap-1.5 whitespace-nowrap">
          <NetworkMark network={network} size={13} />
          <span>
            <b>{number(done)}</b>
            {promised !== null && <span className="text-ink-3">/{number(promised)}</span>}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Goals({ mandate }: { mandate: Mandate }) {
  const { data: channels } = useQuery(trpc.channels.list.queryOptions({ disconnected: true }))
  if (mandate.goals.length === 0) return <p className="text-12 text-ink-3">{m['mandates.no-goal']()}</p>
  return (
    <ul className="grid gap-0.5">
      {mandate.goals.map((goal) => {
        const channel = channels?.find((one) => one.id === goal.channelId)
        return (
          <li key={`${goal.channelId} ${goal.metric}`} className="flex min-w-0 items-center gap-1.5 whitespace-nowrap">
            {channel ? <NetworkMark network={channel.network} size={13} /> : <span className="w-[13px]" />}
            <span className="truncate">
              {goal.latest === null ? (
                <span className="text-ink-3">{m['mandates.not-read']()}</span>
              ) : (
                <b>{number(goal.latest)}</b>
              )}{' '}
              {m['mandates.goal-of']({ target: number(goal.target) })}
              {goal.latest !== null && (
                <span className="text-12 text-ink-3">
                  {' · '}
                  {goal.outlook ? m['mandates.pace']({ value: number(goal.outlook.value) }) : m['mandates.no-line']()}
                </span>
              )}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
