import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from '../../components/button.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useZone } from '../../data/session.ts'
import { queryClient, trpc, type Outputs } from '../../data/trpc.ts'
import { dayWithYear } from '../../format/index.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'

type Client = Outputs['clients']['list'][number]

/** Brings an archived client back, and says when a living one has its name. */
export function RestoreButton({
  client,
  size = 'normal',
}: {
  client: Pick<Client, 'id' | 'name'>
  size?: 'normal' | 'small'
}) {
  const restore = useMutation(
    trpc.clients.restore.mutationOptions({
      onSuccess: (answer) =>
        showToast(
          answer.kind === 'restored' ? m['clients.restored']({ name: client.name }) : m['clients.name-taken'](),
        ),
      onError: (error) => showToast(sentenceOf(error)),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.clients.pathKey() }),
    }),
  )
  return (
    <Button size={size} busy={restore.isPending} onPress={() => restore.mutate({ clientId: client.id })}>
      {m['clients.restore']()}
    </Button>
  )
}

export function ArchivedRow({ client, mayWrite }: { client: Client; mayWrite: boolean }) {
  const zone = useZone()
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-hair py-2.5 text-13">
      <Link
        to="/clients/$clientId"
        params={{ clientId: client.id }}
        className="min-w-[200px] flex-1 text-14 font-medium no-underline hover:underline"
      >
        {client.name}
      </Link>
      {client.archivedAt && (
        <span className="text-ink-3">{m['clients.archived-since']({ day: dayWithYear(client.archivedAt, zone) })}</span>
      )}
      {mayWrite && <RestoreButton client={client} size="small" />}
    </li>
  )
}
