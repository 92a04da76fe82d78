import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { ExternalLink, RadioTower } from 'lucide-react'
import { Button, buttonClass } from '../../components/button.tsx'
import { ConfirmButton } from '../../components/confirm-button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { NetworkMark } from '../../components/network-mark.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useMay, useZone } from '../../data/session.ts'
import { queryClient, trpc, type Outputs } from '../../data/trpc.ts'
import { dayAndTime, dayWithYear, number } from '../../format/index.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'
import { failureWords, stateWord } from './channel-words.ts'

const route = getRouteApi('/frame/channels')

type Line = Outputs['channels']['list'][number]

/** Every client's accounts: what works, what asks for a person. */
export default function ListPage() {
  const mayConnect = useMay('channels.connect')
  const { past } = route.useSearch()
  const { data: lines, error } = useQuery(trpc.channels.list.queryOptions(past ? { disconnected: true } : {}))
  const clients = [...new Map((lines ?? []).map((line) => [line.clientId, line.clientName]))]
  const toDo = (lines ?? []).filter((line) => line.state === 'reconnect').length
  const connect = mayConnect && (
    <Link to="/channels/connect" className={buttonClass('primary')}>
      {m['channels.connect']()}
    </Link>
  )
  return (
    <div className="px-7 py-5 phone:px-4">
      <header className="flex flex-wrap items-start justify-between gap-3 pb-5">
        <div>
          <h1 className="text-26">{m['channels.title']()}</h1>
          {lines && lines.length > 0 && (
            <p className="text-ink-2">
              {toDo > 0 ? m['channels.to-reconnect']({ count: toDo }) : m['channels.all-well']()}
            </p>
          )}
        </div>
        {lines && lines.length > 0 && connect}
      </header>
      {error && <ErrorNote title={sentenceOf(error)} />}
      {!lines && !error && <SkeletonRows rows={5} rowHeight={52} />}
      {lines?.length === 0 && (
        <EmptyState icon={RadioTower} title={m['channels.empty']()} actions={connect}>
          {m['channels.empty-says']()}
        </EmptyState>
      )}
      {clients.map(([clientId, name]) => (
        <section key={clientId} className="pb-6">
          <h2 className="rule pb-1.5 text-14 font-bold">{name}</h2>
          <ul>
            {lines
              ?.filter((line) => line.clientId === clientId)
              .map((line) => (
                <ChannelRow key={line.id} line={line} mayConnect={mayConnect} />
              ))}
          </ul>
        </section>
      ))}
      {lines && (
        <p className="text-13">
          <Link to="/channels" search={past ? {} : { past: true }}>
            {past ? m['channels.hide-past']() : m['channels.show-past']()}
          </Link>
        </p>
      )}
    </div>
  )
}

function ChannelRow({ line, mayConnect }: { line: Line; mayConnect: boolean }) {
  const zone = useZone()
  const again = () => queryClient.invalidateQueries({ queryKey: trpc.channels.pathKey() })
  const check = useMutation(
    trpc.channels.check.mutationOptions({
      onSuccess: (answer) =>
        showToast(answer.kind === 'healthy' ? m['channels.checked']({ handle: line.handle }) : failureWords(answer)),
      onError: (error) => showToast(sentenceOf(error)),
      onSettled: again,
    }),
  )
  const disconnect = useMutation(
    trpc.channels.disconnect.mutationOptions({
      onSuccess: (answer) => showToast(m['channels.disconnected']({ count: answer.held })),
      onError: (error) => showToast(sentenceOf(error)),
      onSettled: again,
    }),
  )
  const { waiting, followers } = line
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-hair py-2 text-13">
      <span className="flex min-w-[220px] flex-1 items-center gap-2.5">
        <NetworkMark network={line.network} />
        <span className="min-w-0">
          <span className="block truncate text-14 font-medium">{line.handle}</span>
          {line.name !== line.handle && <span className="block truncate text-12 text-ink-3">{line.name}</span>}
        </span>
        {line.profileUrl && (
          <a
            href={line.profileUrl}
            target="_blank"
            rel="noreferrer"
            aria-label={m['channels.open-profile']({ network: line.networkName })}
            title={m['channels.open-profile']({ network: line.networkName })}
            className="text-ink-3 hover:text-ink"
          >
            <ExternalLink size={14} strokeWidth={2} />
          </a>
        )}
      </span>
      <span className={`w-[170px] ${line.state === 'reconnect' ? 'font-bold text-failed' : 'text-ink-2'}`}>
        {stateWord(line.state)}
        {line.checkedAt && line.state === 'connected' && (
          <span className="block text-12 font-normal text-ink-3">
            {m['channels.checked-at']({ when: dayAndTime(line.checkedAt, zone) })}
          </span>
        )}
        {line.expiresAt && !line.refreshable && (
          <span className="block text-12 font-normal text-ink-3">
            {m['channels.until']({ day: dayWithYear(line.expiresAt, zone) })}
          </span>
        )}
      </span>
      <span className="w-[150px] tabular-nums">
        {followers
          ? m['channels.followers']({ count: followers.value, shown: number(followers.value) })
          : m['channels.no-followers']()}
      </span>
      <span className="w-[190px] text-ink-2">
        {waiting.count > 0 ? m['channels.waiting']({ count: waiting.count }) : m['channels.none-waiting']()}
        {waiting.count > 0 && waiting.firstDueAt && (
          <span className="block text-12 text-ink-3">{dayAndTime(waiting.firstDueAt, zone)}</span>
        )}
      </span>
      {mayConnect && line.state === 'disconnected' && (
        <Link
          to="/channels/connect"
          search={{ channel: line.id, client: line.clientId, network: line.network }}
          className={buttonClass('plain', 'small')}
        >
          {m['channels.connect-again']()}
        </Link>
      )}
      {mayConnect && line.state !== 'disconnected' && (
        <span className="flex flex-wrap gap-2">
          {line.state === 'reconnect' && (
            <Link
              to="/channels/connect"
              search={{ channel: line.id, client: line.clientId, network: line.network }}
              className={buttonClass('primary', 'small')}
            >
              {m['channels.reconnect']()}
            </Link>
          )}
          {line.state !== 'by-hand' && (
            <Button size="small" busy={check.isPending} onPress={() => check.mutate({ channelId: line.id })}>
              {m['channels.check']()}
            </Button>
          )}
          <ConfirmButton
            size="small"
            kind="plain"
            label={m['channels.disconnect']()}
            title={m['channels.disconnect-title']({ handle: line.handle })}
            confirm={m['channels.disconnect-do']()}
            onConfirm={() => Promise.allSettled([disconnect.mutateAsync({ channelId: line.id })])}
          >
            {m['channels.disconnect-says']({ count: waiting.count })}
          </ConfirmButton>
        </span>
      )}
    </li>
  )
}
