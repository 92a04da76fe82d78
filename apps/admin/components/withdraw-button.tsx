import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { sentenceOf } from '../data/errors.ts'
import { queryClient, trpc } from '../data/trpc.ts'
import { showToast } from '../frame/toasts.ts'
import { m } from '../words.ts'
import { ConfirmButton } from './confirm-button.tsx'
import { networkName } from './network-mark.tsx'
import { StateMark } from './state-mark.tsx'

/** Takes a post that is out back from its network, with the consequence named first; then says that it is gone. */
export function WithdrawButton({ deliveryId, title, network }: { deliveryId: string; title: string; network: string }) {
  const [gone, setGone] = useState(false)
  const name = networkName(network)
  const withdraw = useMutation(
    trpc.publishing.withdraw.mutationOptions({
      onSuccess: (answer) => {
        if (answer.kind === 'refused') return showToast(m[`publishing.why.${answer.why}`]())
        if (answer.kind === 'failed') return showToast(m['publishing.why.network-failed']())
        setGone(true)
        showToast(m['publishing.done.withdraw']())
      },
      onError: (error) => showToast(sentenceOf(error)),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.publishing.pathKey() }),
    }),
  )
  if (gone) return <StateMark state="cancelled" word={m['parts.lists.withdrawn']()} />
  return (
    <ConfirmButton
      size="small"
      label={m['parts.lists.withdraw']()}
      title={m['publishing.act.withdraw-title']({ title, network: name })}
      confirm={m['publishing.act.withdraw-do']()}
      onConfirm={() => withdraw.mutateAsync({ deliveryId })}
    >
      {m['publishing.act.withdraw-says']({ network: name })}
    </ConfirmButton>
  )
}
