import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { Button } from '../../components/button.tsx'
import { ConfirmButton } from '../../components/confirm-button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { NetworkMark } from '../../components/network-mark.tsx'
import { PathLink } from '../../components/path-link.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import type { StopLists } from '../../components/stop-lists.tsx'
import { StopListsPanel } from '../../components/stop-lists-panel.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useMay, useZone } from '../../data/session.ts'
import { queryClient, trpc } from '../../data/trpc.ts'
import { dayAndTime, dayWithYear, placeOf } from '../../format/index.ts'
import { useCrumbs } from '../../frame/crumbs.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'
import { RestoreButton } from './archived-row.tsx'
import { ClientForm } from './client-form.tsx'

const route = getRouteApi('/frame/clients/$clientId')

/** One client: accounts, contracts, hours, and the switch that stops everything of theirs. */
export default function ClientPage() {
  const { clientId } = route.useParams()
  const { edit } = route.useSearch()
  const navigate = route.useNavigate()
  const zone = useZone()
  const mayWrite = useMay('clients.write')
  const mayStop = useMay('clients.stop')
  const mayConnect = useMay('channels.connect')
  const mayMandate = useMay('mandates.write')
  const [lists, setLists] = useState<StopLists | null>(null)
  const { data: client, error } = useQuery(trpc.clients.get.queryOptions({ clientId }))
  useCrumbs(client ? [{ label: client.name }] : [])
  const shared = {
    onError: (cause: unknown) => void showToast(sentenceOf(cause)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.clients.pathKey() }),
  }
  const stop = useMutation(
    trpc.clients.stop.mutationOptions({
      ...shared,
      onSuccess: (answer) => setLists(answer.lists),
    }),
  )
  const resume = useMutation(
    trpc.clients.resume.mutationOptions({
      ...shared,
      onSuccess: (answer) => void showToast(m['clients.resume-done']({ count: answer.deliveries.length })),
    }),
  )
  const archive = useMutation(
    trpc.clients.archive.mutationOptions({
      ...shared,
      onSuccess: (answer) =>
        void showToast(
          answer.kind === 'archived' ? m['clients.archived']() : m['clients.archive-refused']({ count: answer.count }),
        ),
    }),
  )
  if (error) return <div className="p-7">{<ErrorNote title={sentenceOf(error)} />}</div>
  if (!client) return <div className="p-7">{<SkeletonRows rows={5} rowHeight={40} />}</div>
  const close = () => void navigate({ search: {} })
  return (
    <div className="px-7 py-5 phone:px-4">
      <header className="flex flex-wrap items-start justify-between gap-3 pb-5">
        <div>
          <h1 className="text-26">{client.name}</h1>
          <p className="text-ink-2">{client.sector}</p>
          {client.archivedAt && <p className="font-bold">{m['clients.archived']()}</p>}
          {client.stoppedAt && (
            <p className="font-bold text-held">
              {m['clients.stopped-since']({ when: dayAndTime(client.stoppedAt, zone) })}
            </p>
          )}
        </div>
        <div className="flex flex-wrap gap-2">
          {mayStop && !client.stoppedAt && !client.archivedAt && (
            <ConfirmButton
              label={m['clients.stop']()}
              title={m['clients.stop-title']({ name: client.name })}
              confirm={m['clients.stop-do']()}
              onConfirm={() => Promise.allSettled([stop.mutateAsync({ clientId })])}
            >
              {m['clients.stop-says']()}
            </ConfirmButton>
          )}
          {mayStop && client.stoppedAt && (
            <ConfirmButton
              danger={false}
              label={m['clients.resume']()}
              title={m['clients.resume-title']({ name: client.name })}
              confirm={m['clients.resume-do']()}
              onConfirm={() => Promise.allSettled([resume.mutateAsync({ clientId })])}
            >
              {m['clients.resume-says']()}
            </ConfirmButton>
          )}
          {mayWrite && !client.archivedAt && (
            <ConfirmButton
              kind="plain"
              label={m['clients.archive']()}
              title={m['clients.archive-title']({ name: client.name })}
              confirm={m['clients.archive-do']()}
              onConfirm={() => Promise.allSettled([archive.mutateAsync({ clientId })])}
            >
              {m['clients.archive-says']()}
            </ConfirmButton>
          )}
          {mayWrite && client.archivedAt && <RestoreButton client={client} />}
          {mayWrite && !edit && !client.archivedAt && (
            <Button kind="primary" onPress={() => void navigate({ search: { edit: true } })}>
              {m['clients.edit']()}
            </Button>
          )}
        </div>
      </header>
      {edit && mayWrite && <ClientForm client={client} onDone={close} onCancel={close} />}
      <Part title={m['clients.channels']()}>
        {client.channels.length === 0 && <Line>{m['clients.no-channel']()}</Line>}
        {client.channels.map((one) => (
          <Line key={one.id}>
            <NetworkMark network={one.network} /> {one.handle}
            {one.state === 'reconnect' && (
              <PathLink path={`/channels/connect?channel=${one.id}`} className="font-bold text-failed">
                {m['clients.reconnect']()}
              </PathLink>
            )}
          </Line>
        ))}
        {mayConnect && !client.archivedAt && (
          <Line>
            <PathLink path={`/channels/connect?client=${client.id}`}>{m['clients.connect']()}</PathLink>
          </Line>
        )}
      </Part>
      <Part title={m['clients.mandates']()}>
        {client.mandates.length === 0 && <Line>{m['clients.no-mandate']()}</Line>}
        {client.mandates.map((one) => (
          <Line key={one.id}>
            <PathLink path={`/mandates/${one.id}`}>{one.name}</PathLink>
            <span className="text-ink-3">
              {dayWithYear(`${one.startsOn}T12:00:00Z`, 'UTC')} – {dayWithYear(`${one.endsOn}T12:00:00Z`, 'UTC')}
            </span>
          </Line>
        ))}
        {client.mandates.length > 0 && (
          <Line>
            <PathLink path={`/reports?client=${client.id}`}>{m['clients.reports']()}</PathLink>
          </Line>
        )}
        {mayMandate && !client.archivedAt && (
          <Line>
            <PathLink path={`/mandates?new=true&client=${client.id}`}>{m['clients.add-mandate']()}</PathLink>
          </Line>
        )}
      </Part>
      <Part title={m['clients.facts']()}>
        <Line>{placeOf(client.zone)}</Line>
        <Line>
          {client.quietHours
            ? m['clients.quiet-line']({
                from: client.quietHours.from,
                until: client.quietHours.until,
                place: placeOf(client.quietHours.zone),
              })
            : m['clients.quiet-none']()}
        </Line>
        {(client.contactName || client.contactEmail) && (
          <Line>
            {client.contactName}{' '}
            {client.contactEmail && <a href={`mailto:${client.contactEmail}`}>{client.contactEmail}</a>}
          </Line>
        )}
        {client.colour && (
          <Line>
            <span className="size-4 rounded-1 border border-line" style={{ background: client.colour }} />
            {client.colour}
          </Line>
        )}
      </Part>
      {lists && (
        <StopListsPanel
          title={m['clients.stop-lists']({ name: client.name })}
          lists={lists}
          onClose={() => setLists(null)}
        />
      )}
    </div>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="max-w-[640px] pb-6">
      <h2 className="rule pb-1.5 text-14 font-bold">{title}</h2>
      {children}
    </section>
  )
}

function Line({ children }: { children: ReactNode }) {
  return <p className="flex flex-wrap items-center gap-2 border-b border-hair py-2 text-13">{children}</p>
}
