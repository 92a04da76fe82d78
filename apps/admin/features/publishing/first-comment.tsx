import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { ConfirmButton } from '../../components/confirm-button.tsx'
import { networkName } from '../../components/network-mark.tsx'
import { useMay } from '../../data/session.ts'
import { trpc } from '../../data/trpc.ts'
import { m } from '../../words.ts'
import { AccountLook } from './account-look.tsx'
import { AddressForm } from './address-form.tsx'
import { answered } from './answered.ts'
import type { Delivery } from './delivery-words.ts'

/** The comment of a delivery that will not leave by itself: missing, refused or in doubt. The post is out either way. */
export function strandedComment(delivery: Delivery) {
  if (delivery.state !== 'published' || delivery.byHand) return null
  return (
    delivery.parts.find(
      ({ kind, state }) => kind === 'first-comment' && state !== 'published' && state !== 'dropped',
    ) ?? null
  )
}

/** What to do with a first comment that is missing under a post that is out: it is decided alone. */
export function FirstComment({ delivery }: { delivery: Delivery }) {
  const may = useMay('deliveries.act')
  const [typing, setTyping] = useState(false)
  const comment = strandedComment(delivery)
  const order = useMutation(
    trpc.publishing.comment.mutationOptions(answered(m['deliveries.comment.done'](), () => setTyping(false))),
  )
  if (!comment) return null
  const { id: deliveryId } = delivery
  const network = networkName(delivery.network)
  const inDoubt = comment.state === 'uncertain' || comment.state === 'sending'
  const there = (permalink: string, remoteId: string | null) =>
    order.mutate({ deliveryId, order: 'there', permalink, remoteId })
  return (
    <section className="pt-4">
      <h3 className="rule pb-1 text-13">{m['publishing.first-comment']()}</h3>
      <p className="py-2 text-14 text-pretty">
        {inDoubt ? m['deliveries.comment.doubt']({ network }) : m['deliveries.comment.missing']()}
      </p>
      {comment.text && <p className="border-l-2 border-line pb-1 pl-3 text-13 whitespace-pre-wrap">{comment.text}</p>}
      {may && typing && (
        <div className="pt-2">
          <AddressForm
            label={m['publishing.act.there-do']()}
            field={m['deliveries.comment.address']()}
            busy={order.isPending}
            send={(permalink) => there(permalink, null)}
            back={() => setTyping(false)}
          />
        </div>
      )}
      {may && !typing && (
        <div className="flex flex-wrap gap-2 pt-2.5">
          <Button size="small" onPress={() => setTyping(true)}>
            {m['publishing.act.there']()}
          </Button>
          {inDoubt ? (
            <ConfirmButton
              size="small"
              kind="plain"
              label={m['deliveries.comment.send']()}
              title={m['deliveries.comment.send-title']()}
              confirm={m['deliveries.comment.send']()}
              onConfirm={() => order.mutateAsync({ deliveryId, order: 'send' })}
            >
              {m['deliveries.comment.send-says']()}
            </ConfirmButton>
          ) : (
            <Button size="small" busy={order.isPending} onPress={() => order.mutate({ deliveryId, order: 'send' })}>
              {m['deliveries.comment.send']()}
            </Button>
          )}
          <Button size="small" busy={order.isPending} onPress={() => order.mutate({ deliveryId, order: 'drop' })}>
            {m['deliveries.comment.drop']()}
          </Button>
        </div>
      )}
      {may && inDoubt && (
        <div className="pt-4">
          <AccountLook
            delivery={delivery}
            busy={order.isPending}
            onPick={({ permalink, remoteId }) => there(permalink, remoteId)}
          />
        </div>
      )}
    </section>
  )
}
