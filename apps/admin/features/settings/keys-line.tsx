import { useMutation } from '@tanstack/react-query'
import { Button } from '../../components/button.tsx'
import { ConfirmButton } from '../../components/confirm-button.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useZone } from '../../data/session.ts'
import { queryClient, trpc, type Outputs } from '../../data/trpc.ts'
import { dayWithYear } from '../../format/index.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'

interface Props {
  app: Outputs['agency']['networkApps'][number]
  networkName: string
  mayWrite: boolean
  onReplace: () => void
}

/** Keys as they can be told: the client id, and since when there is a secret. */
export function KeysLine({ app, networkName, mayWrite, onReplace }: Props) {
  const zone = useZone()
  const forget = useMutation(
    trpc.agency.forgetNetworkApp.mutationOptions({
      onSuccess: () => showToast(m['agency.networks.removed']({ network: networkName })),
      onError: (error) => showToast(sentenceOf(error)),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.agency.networkApps.queryKey() }),
    }),
  )
  const facts = [
    [m['agency.networks.client-id'](), app.clientId],
    [
      m['agency.networks.secret'](),
      app.secretSetAt
        ? m['agency.networks.secret-set']({ day: dayWithYear(app.secretSetAt, zone) })
        : m['agency.networks.secret-none'](),
    ],
    [m['agency.networks.base'](), app.baseUrl || m['agency.networks.any']()],
  ] as const
  return (
    <div className="flex flex-wrap items-start gap-3 border-b border-hair py-2.5">
      <dl className="min-w-[240px] flex-1 text-13">
        {facts.map(([label, value]) => (
          <div
            key={label}
            className="grid grid-cols-[130px_minmax(0,1fr)] gap-x-3 phone:grid-cols-[112px_minmax(0,1fr)]"
          >
            <dt className="text-ink-3">{label}</dt>
            <dd className="min-w-0 break-all">{value}</dd>
          </div>
        ))}
      </dl>
      {mayWrite && (
        <span className="flex gap-2">
          <Button size="small" onPress={onReplace}>
            {m['agency.networks.replace']()}
          </Button>
          <ConfirmButton
            size="small"
            label={m['agency.networks.remove']()}
            title={m['agency.networks.remove-title']({ network: networkName })}
            confirm={m['agency.networks.remove-do']()}
            onConfirm={() => Promise.allSettled([forget.mutateAsync({ id: app.id })])}
          >
            {m['agency.networks.remove-says']()}
          </ConfirmButton>
        </span>
      )}
    </div>
  )
}
