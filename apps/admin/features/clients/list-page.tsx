import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Building2 } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { NetworkMarks } from '../../components/network-mark.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useMay } from '../../data/session.ts'
import { trpc } from '../../data/trpc.ts'
import { m } from '../../words.ts'
import { ClientForm } from './client-form.tsx'

const route = getRouteApi('/frame/clients')

/** The agency's clients by name. */
export default function ListPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const mayWrite = useMay('clients.write')
  const { data: clients, error } = useQuery(trpc.clients.list.queryOptions({}))
  const add = mayWrite && !search.new && (
    <Button kind="primary" onPress={() => void navigate({ search: { new: true } })}>
      {m['clients.new']()}
    </Button>
  )
  return (
    <div className="px-7 py-5 phone:px-4">
      <header className="flex flex-wrap items-start justify-between gap-3 pb-5">
        <div>
          <h1 className="text-26">{m['clients.title']()}</h1>
          {clients && clients.length > 0 && (
            <p className="text-ink-2">{m['clients.count']({ count: clients.length })}</p>
          )}
        </div>
        {clients && clients.length > 0 && add}
      </header>
      {search.new && mayWrite && (
        <ClientForm
          onDone={(clientId) => void navigate({ to: '/clients/$clientId', params: { clientId } })}
          onCancel={() => void navigate({ search: {} })}
        />
      )}
      {error && <ErrorNote title={sentenceOf(error)} />}
      {!clients && !error && <SkeletonRows rows={5} rowHeight={40} />}
      {clients?.length === 0 && !search.new && (
        <EmptyState icon={Building2} title={m['clients.empty']()} actions={add}>
          {m['clients.empty-says']()}
        </EmptyState>
      )}
      <ul>
        {clients?.map((client) => (
          <li key={client.id} className="border-b border-hair">
            <Link
              to="/clients/$clientId"
              params={{ clientId: client.id }}
              className="flex flex-wrap items-center gap-3 py-2.5 text-13 no-underline hover:bg-hover"
            >
              <span className="min-w-[200px] text-14 font-medium">{client.name}</span>
              <span className="flex-1 text-ink-2">{client.sector}</span>
              {client.stoppedAt && <span className="font-bold text-held">{m['clients.stopped']()}</span>}
              <NetworkMarks networks={client.channels.map((one) => one.network)} />
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
