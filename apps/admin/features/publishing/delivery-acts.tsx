import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { ConfirmButton } from '../../components/confirm-button.tsx'
import { networkName } from '../../components/network-mark.tsx'
import { TextArea } from '../../components/text-field.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useMay } from '../../data/session.ts'
import { trpc } from '../../data/trpc.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'
import { ActForm, AddressForm } from './address-form.tsx'
import { answered } from './answered.ts'
import type { Delivery } from './delivery-words.ts'

/** What a person may do with this delivery as it stands. */
export function DeliveryActs({ delivery }: { delivery: Delivery }) {
  const { id: deliveryId, state, title, handle, network, fence } = delivery
  const may = useMay('deliveries.act')
  const mayWrite = useMay('posts.write')
  const navigate = useNavigate()
  const name = networkName(network)
  const [form, setForm] = useState<'there' | 'mend' | null>(null)
  const told = (done: string) => answered(done, () => setForm(null))
  const now = useMutation(trpc.publishing.publishNow.mutationOptions(told(m['publishing.done.now']())))
  const again = useMutation(trpc.publishing.sendAgain.mutationOptions(told(m['publishing.done.now']())))
  const there = useMutation(trpc.publishing.decide.mutationOptions(told(m['publishing.done.there']())))
  const byHand = useMutation(trpc.publishing.postedByHand.mutationOptions(told(m['publishing.done.there']())))
  const cancel = useMutation(trpc.publishing.cancel.mutationOptions(told(m['publishing.done.cancel']())))
  const withdraw = useMutation(trpc.publishing.withdraw.mutationOptions(told(m['publishing.done.withdraw']())))
  const mend = useMutation(trpc.publishing.mend.mutationOptions(told(m['publishing.done.mend']())))
  const duplicate = useMutation(
    trpc.editorial.duplicate.mutationOptions({
      onSuccess: (answer) => {
        showToast(m['publishing.done.duplicate']())
        if ('id' in answer) void navigate({ to: `/posts/${answer.id}` as '/' })
      },
      onError: (error) => showToast(sentenceOf(error)),
    }),
  )
  const waits = state === 'scheduled' || state === 'claimed' || state === 'held'
  const isOut = state === 'published' || state === 'partial'
  // Of a post that is out with its comment still to leave, only the comment can be called off.
  const inHand = (waits || state === 'failed') && !delivery.commentOnly
  const first = delivery.parts.find((part) => part.state === 'published' && part.kind !== 'first-comment')

  if (form === 'there') {
    const send = (permalink: string) =>
      state === 'uncertain'
        ? there.mutate({ deliveryId, fence, found: 'there', permalink, remoteId: null })
        : byHand.mutate({ deliveryId, permalink, publishedAt: null })
    const label = state === 'uncertain' ? m['publishing.act.there-do']() : m['publishing.act.by-hand-do']()
    return (
      <AddressForm label={label} busy={there.isPending || byHand.isPending} send={send} back={() => setForm(null)} />
    )
  }
  if (form === 'mend' && first) {
    return (
      <Mend
        network={name}
        text={first.text ?? ''}
        busy={mend.isPending}
        send={(text) => mend.mutate({ deliveryId, part: first.position, text })}
        back={() => setForm(null)}
      />
    )
  }
  return (
    <>
      {may && isOut && !delivery.byHand && delivery.can.withdraw && (
        <ConfirmButton
          label={m['publishing.act.withdraw']({ network: name })}
          title={m['publishing.act.withdraw-title']({ title, network: name })}
          confirm={m['publishing.act.withdraw-do']()}
          onConfirm={() => withdraw.mutateAsync({ deliveryId })}
        >
          {m['publishing.act.withdraw-says']({ network: name })}
        </ConfirmButton>
      )}
      {may && inHand && (
        <ConfirmButton
          label={m['publishing.act.cancel']()}
          title={m['publishing.act.cancel-title']({ handle })}
          confirm={m['publishing.act.cancel-do']()}
          onConfirm={() => cancel.mutateAsync({ deliveryId })}
        >
          {m['publishing.act.cancel-says']()}
        </ConfirmButton>
      )}
      {mayWrite && (
        <Button busy={duplicate.isPending} onPress={() => duplicate.mutate({ postId: delivery.postId })}>
          {m['publishing.act.duplicate']()}
        </Button>
      )}
      {may && isOut && !delivery.byHand && delivery.can.mend && first && (
        <Button onPress={() => setForm('mend')}>{m['publishing.act.mend']()}</Button>
      )}
      {may && (inHand || state === 'uncertain') && (
        <Button kind={delivery.byHand ? 'primary' : 'plain'} onPress={() => setForm('there')}>
          {state === 'uncertain' ? m['publishing.act.there']() : m['publishing.act.by-hand']()}
        </Button>
      )}
      {may && state === 'uncertain' && (
        // No answer is offered more than the other: which is true is what the person is asked.
        <ConfirmButton
          kind="plain"
          label={m['publishing.act.again']()}
          title={m['publishing.act.again-title']({ title })}
          confirm={m['publishing.act.again']()}
          onConfirm={() => again.mutateAsync({ deliveryId, fence })}
        >
          {m['publishing.act.again-says']()}
        </ConfirmButton>
      )}
      {may && (state === 'failed' || state === 'partial') && (
        <ConfirmButton
          kind="primary"
          danger={false}
          label={state === 'partial' ? m['publishing.act.rest']() : m['publishing.act.again']()}
          title={m['publishing.act.again-title']({ title })}
          confirm={state === 'partial' ? m['publishing.act.rest']() : m['publishing.act.again']()}
          onConfirm={() => again.mutateAsync({ deliveryId, fence })}
        >
          {m['publishing.act.retry-says']()}
        </ConfirmButton>
      )}
      {may && waits && !delivery.byHand && !delivery.commentOnly && (
        <ConfirmButton
          kind="primary"
          danger={false}
          label={m['publishing.act.now']()}
          title={m['publishing.act.now-title']({ title })}
          confirm={m['publishing.act.now']()}
          keep={m['publishing.act.keep']()}
          onConfirm={() => now.mutateAsync({ deliveryId })}
        >
          {m['publishing.act.now-says']({ handle })}
        </ConfirmButton>
      )}
    </>
  )
}

interface MendProps {
  network: string
  text: string
  busy: boolean
  send: (text: string) => void
  back: () => void
}

function Mend({ network, text, busy, send, back }: MendProps) {
  const [mended, setMended] = useState(text)
  return (
    <ActForm busy={busy} label={m['publishing.act.mend-do']({ network })} back={back} send={() => send(mended)}>
      <TextArea
        label={m['publishing.act.mend-label']({ network })}
        hint={m['publishing.act.mend-hint']()}
        autoFocus
        rows={5}
        value={mended}
        onChange={setMended}
      />
    </ActForm>
  )
}
