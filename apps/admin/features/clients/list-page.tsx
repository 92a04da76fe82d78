import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Archive, Building2 } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useMay } from '../../data/session.ts'
import { trpc, type Outputs } from '../../data/trpc.ts'
import { useCommands } from '../../frame/commands.ts'
import { m } from '../../words.ts'
import { ArchivedRow } from './archived-row.tsx'
import { ClientForm } from './client-form.tsx'
import { CLIENT_COLUMNS, ClientRow } from './client-row.tsx'

const route = getRouteApi('/frame/clients')

type Client = Outputs['clients']['list'][number]

/** The agency's clients by name: the contract, the accounts and their health, what is ahead, the week. */
export default function ListPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const mayWrite = useMay('clients.write')
  const archived = search.archived === true
  const { data: clients, error } = useQuery(trpc.clients.list.queryOptions({ archived }))
  const openNew = () => void navigate({ search: { new: true } })
  useCommands(
    mayWrite
      ? [
          {
            id: 'clients.new',
            label: () => m['clients.new'](),
            group: () => m['clients.title'](),
            keys: 'n',
            run: openNew,
          },
        ]
      : [],
  )
  if (search.new && mayWrite) {
    return (
      <div className="px-7 py-5 phone:px-4">
        <h1 className="pb-5 text-26">{m['clients.new']()}</h1>
        <ClientForm
          onDone={(clientId) => void navigate({ to: '/clients/$clientId', params: { clientId } })}
          onCancel={() => void navigate({ search: {} })}
        />
      </div>
    )
  }
  const add = mayWrite && (
    <Button kind="primary" onPress={openNew}>
      {m['clients.new']()}
    </Button>
  )
  return (
    <div className="@container px-7 py-5 phone:px-4">
      <header className="flex flex-wrap items-start justify-between gap-3 pb-5">
        <div>
          <h1 className="text-26">{archived ? m['clients.archived-title']() : m['clients.title']()}</h1>
          {!archived && clients && clients.length > 0 && <p className="text-ink-2">{introOf(clients)}</p>}
        </div>
        {!archived && clients && clients.length > 0 && add}
      </header>
      {error && <ErrorNote title={sentenceOf(error)} />}
      {!clients && !error && <SkeletonRows rows={5} rowHeight={56} />}
      {clients?.length === 0 &&
        (archived ? (
          <EmptyState icon={Archive} title={m['clients.archived-empty']()}>
            {m['clients.archived-says']()}
          </EmptyState>
        ) : (
          <EmptyState icon={Building2} title={m['clients.empty']()} actions={add}>
            {m['clients.empty-says']()}
          </EmptyState>
        ))}
      {clients && clients.length > 0 && !archived && (
        <section>
          <h2 aria-hidden className={`rule grid pb-1 text-12 text-ink-3 ${CLIENT_COLUMNS}`}>
            <span />
            <span className="font-normal @max-4xl:hidden">{m['clients.col.mandate']()}</span>
            <span className="font-normal @max-4xl:hidden">{m['clients.col.channels']()}</span>
            <span className="font-normal @max-4xl:hidden">{m['clients.col.next']()}</span>
            <span className="font-normal @max-4xl:hidden">{m['clients.col.week']()}</span>
          </h2>
          <ul>
            {clients.map((client) => (
              <ClientRow key={client.id} client={client} />
            ))}
          </ul>
        </section>
      )}
      {clients && clients.length > 0 && archived && (
        <ul className="border-t border-ink">
          {clients.map((client) => (
            <ArchivedRow key={client.id} client={client} mayWrite={mayWrite} />
          ))}
        </ul>
      )}
      <p className="pt-5 text-13">
        <Link to="/clients" search={archived ? {} : { archived: true }}>
          {archived ? m['clients.back']() : m['clients.show-archived']()}
        </Link>
      </p>
    </div>
  )
}

function introOf(clients: readonly Client[]): string {
  const stopped = clients.filter((one) => one.stoppedAt).length
  return [
    m['clients.count']({ count: clients.length }),
    ...(stopped > 0 ? [m['clients.stopped-count']({ count: stopped })] : []),
  ].join(' ')
}
