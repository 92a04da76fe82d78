import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { UsersRound } from 'lucide-react'
import { Button, buttonClass } from '../../components/button.tsx'
import { Filter } from '../../components/chip.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useMay } from '../../data/session.ts'
import { trpc } from '../../data/trpc.ts'
import { list, number } from '../../format/index.ts'
import { useCrumbs } from '../../frame/crumbs.ts'
import { m } from '../../words.ts'
import { type AudienceLine, changeWords } from './audience-words.ts'
import { ChannelTable } from './channel-table.tsx'
import { ClientView } from './client-view.tsx'
import { addDays } from './days.ts'
import { EnterPanel } from './enter-panel.tsx'
import { ReadingsPanel } from './readings-panel.tsx'
import { type AudienceSearch, useAudienceSearch } from './use-search.ts'
import { useToday } from './use-today.ts'

/** Who follows the clients' accounts, how that changed, and where each figure comes from. */
export default function AudiencePage() {
  const search = useAudienceSearch()
  const navigate = useNavigate()
  const mayImport = useMay('audience.import')
  const mayConnect = useMay('channels.connect')
  const { data: clients } = useQuery(trpc.clients.list.queryOptions({}))
  const { data: lines, error } = useQuery(
    trpc.audience.channels.queryOptions(search.client ? { clientId: search.client } : {}),
  )
  const client = clients?.find(({ id }) => id === search.client)
  useCrumbs(client ? [{ label: client.name }] : [])
  const go = (next: AudienceSearch) => void navigate({ to: '/audience', search: { ...search, ...next } })
  const acts = mayImport && lines && lines.length > 0 && (
    <div className="flex flex-wrap gap-2">
      <Button onPress={() => go({ enter: true, source: undefined })}>{m['audience.enter-figure']()}</Button>
      <Link
        to="/audience/import"
        search={{ client: search.client, channel: search.channel }}
        className={buttonClass('primary')}
      >
        {m['audience.import-past']()}
      </Link>
    </div>
  )
  const filter = clients && clients.length > 0 && (
    <Filter
      single
      label={m['audience.client']()}
      all={m['audience.all-clients']()}
      options={clients.map((one) => ({ value: one.id, label: one.name }))}
      chosen={search.client ? [search.client] : []}
      onChange={([chosen]) => go({ client: chosen, channel: undefined, source: undefined })}
    />
  )
  return (
    <div className="px-7 py-5 phone:px-4">
      <header className="flex flex-wrap items-start justify-between gap-3 pb-4">
        <div className="min-w-0 max-w-[72ch]">
          <h1 className="text-26">
            {client ? m['audience.title-of']({ client: client.name }) : m['audience.title']()}
          </h1>
          {lines && lines.length > 0 && (
            <p className="text-pretty text-ink-2">{sentenceFor(lines, Boolean(search.client))}</p>
          )}
        </div>
        {acts}
      </header>
      {filter && !(client && lines && lines.length > 0) && <div className="pb-4">{filter}</div>}
      {error && <ErrorNote title={sentenceOf(error)} />}
      {!lines && !error && <SkeletonRows rows={8} rowHeight={42} />}
      {lines?.length === 0 && (
        <EmptyState
          icon={UsersRound}
          title={client ? m['audience.empty-client']({ client: client.name }) : m['audience.empty']()}
          actions={
            mayConnect && (
              <Link to="/channels/connect" search={{ client: search.client }} className={buttonClass('primary')}>
                {m['audience.connect']()}
              </Link>
            )
          }
        >
          {m['audience.empty-says']()}
        </EmptyState>
      )}
      {lines && lines.length > 0 && client && (
        <ClientView search={search} client={client} lines={lines} filter={filter} />
      )}
      {lines && lines.length > 0 && clients && !client && <AllClients lines={lines} />}
      {search.source && !client && (
        <SourceOf channelId={search.source} lines={lines ?? []} close={() => go({ source: undefined })} />
      )}
      {search.enter && mayImport && lines && lines.length > 0 && (
        <EnterPanel lines={lines} chosen={search.channel} onClose={() => go({ enter: undefined })} />
      )}
    </div>
  )
}

function AllClients({ lines }: { lines: readonly AudienceLine[] }) {
  const groups = [...Map.groupBy(lines, ({ clientId }) => clientId).values()]
  return groups.map((own) => {
    const [first] = own
    return (
      first && (
        <section key={first.clientId} className="pb-7">
          <h2 className="pb-1 text-16">
            <Link to="/audience" search={{ client: first.clientId }} className="no-underline hover:underline">
              {first.clientName}
            </Link>
          </h2>
          <ChannelTable caption={m['audience.table.caption']({ client: first.clientName })} lines={own} />
        </section>
      )
    )
  })
}

/** Beside the list of all clients: the last four weeks of one channel. */
function SourceOf({
  channelId,
  lines,
  close,
}: {
  channelId: string
  lines: readonly AudienceLine[]
  close: () => void
}) {
  const line = lines.find(({ id }) => id === channelId)
  const until = useToday(line?.zone ?? 'UTC')
  if (!line) return null
  return <ReadingsPanel channelId={channelId} from={addDays(until, -27)} until={until} onClose={close} />
}

/** The page in a sentence: who grew most, who was not read. */
function sentenceFor(lines: readonly AudienceLine[], ofOneClient: boolean): string {
  const read = lines.flatMap((line) => (line.latest ? [{ line, value: line.latest.value }] : []))
  if (read.length === 0) return m['audience.sentence.nothing']()
  const silent = lines.filter(({ holes }) => holes.some(({ open }) => open))
  const parts: string[] = []
  if (ofOneClient) {
    const told = read
      .toSorted((a, b) => b.value - a.value)
      .slice(0, 3)
      .map(({ line, value }) => {
        const change = changeWords(line.fourWeeks)
        const words = { network: line.networkName, count: number(value) }
        return change
          ? m['audience.sentence.channel']({ ...words, change })
          : m['audience.sentence.channel-level'](words)
      })
    parts.push(m['audience.sentence.client']({ told: list(told) }))
  } else {
    const grown = read
      .filter(({ line }) => (line.fourWeeks.delta ?? 0) > 0)
      .toSorted((a, b) => (b.line.fourWeeks.delta ?? 0) - (a.line.fourWeeks.delta ?? 0))[0]
    parts.push(m['audience.sentence.all']({ count: read.length }))
    if (grown)
      parts.push(
        m['audience.sentence.most']({
          network: grown.line.networkName,
          client: grown.line.clientName,
          change: changeWords(grown.line.fourWeeks) ?? '',
        }),
      )
  }
  if (silent.length > 0)
    parts.push(
      m['audience.sentence.silent']({ count: silent.length, channels: list(silent.map(({ handle }) => handle)) }),
    )
  return parts.join(' ')
}
