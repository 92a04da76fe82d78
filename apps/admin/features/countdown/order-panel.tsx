import { keepPreviousData, skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type Ref, useEffect, useRef, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Inspector } from '../../components/inspector.tsx'
import { Kbd } from '../../components/kbd.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { StopListsView } from '../../components/stop-lists.tsx'
import { useConnection } from '../../data/connection.ts'
import { sentenceOf } from '../../data/errors.ts'
import { useZone } from '../../data/session.ts'
import { trpc } from '../../data/trpc.ts'
import { timeOfDay } from '../../format/index.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'
import { type Decisions, safeDecisions } from './decision-list.tsx'
import type { EventPage } from './event-types.ts'
import type { Order } from './orders.ts'
import { type Draft, OrderFields } from './order-fields.tsx'
import { doneWord, doWord, orderTitle } from './order-words.ts'
import { PreviewView } from './preview-view.tsx'
import { type Decision, type EventOrder, type Preview, runOrder, type StopLists, whyWord } from './run-order.ts'

interface Props {
  order: Order
  event: EventPage
  /** The T-0 that the address proposes. */
  proposed: string | undefined
  onPropose: (t0: string | null) => void
  onClose: () => void
}

/** The second of two deliberate steps: what will happen, then one button that says so. */
export function OrderPanel({ order, event, proposed, onPropose, onClose }: Props) {
  const zone = useZone()
  const client = useQueryClient()
  const [draft, setDraft] = useState<Draft>(() => firstDraft(order, event, proposed))
  const [again, setAgain] = useState<Preview | null>(null)
  const [chosen, setChosen] = useState<{ fingerprint: string; decisions: Decisions } | null>(null)
  const [lists, setLists] = useState<StopLists | null>(null)
  const asked = orderOf(order, event, draft)
  // The reason changes nothing about the difference: the preview is not asked again at each letter of it.
  const shown = useQuery(
    trpc.countdown.preview.queryOptions(asked ? { ...asked, reason: '' } : skipToken, {
      placeholderData: keepPreviousData,
      staleTime: 0,
      enabled: lists === null,
    }),
  )
  const fresh = shown.data?.kind === 'preview' ? shown.data : null
  const refusal = shown.data?.kind === 'refused' ? shown.data.why : null
  const preview = again ?? fresh
  const decisions =
    preview && chosen?.fingerprint === preview.fingerprint
      ? chosen.decisions
      : preview
        ? safeDecisions(preview)
        : new Map<string, Decision>()

  const run = useMutation({
    mutationFn: (work: { order: EventOrder; preview: Preview }) =>
      runOrder(work.order, work.preview.fingerprint, [...decisions.values()]),
    onSuccess: (outcome) => {
      if (outcome.kind === 'shown-again') return setAgain(outcome.preview)
      if (outcome.kind === 'refused') return undefined
      void client.invalidateQueries({ queryKey: trpc.countdown.pathKey() })
      showToast(
        [
          doneWord(order, event.name),
          ...(outcome.undecided.length > 0 ? [m['countdown.done.left']({ count: outcome.undecided.length })] : []),
        ].join(' '),
      )
      if ('lists' in outcome) return setLists(outcome.lists)
      return onClose()
    },
  })
  const refused = run.data?.kind === 'refused' ? run.data.why : null

  // A fresh look replaces the one that the server showed again.
  useEffect(() => setAgain(null), [draft.at, draft.day, draft.t0Kind, draft.to, draft.outcome])

  function change(next: Partial<Draft>) {
    setDraft({ ...draft, ...next })
    run.reset()
    if (order === 'slip' && 'at' in next) onPropose(next.at ?? null)
  }

  const busy = run.isPending
  const lost = useConnection().kind === 'lost'
  const ready = !lost && asked !== null && preview !== null && refusal === null && !shown.isPlaceholderData
  const confirm = useRef<HTMLButtonElement>(null)
  // The second keystroke is Enter: the button waits for it, unless the person is typing.
  useEffect(() => {
    const at = document.activeElement
    const typing = at instanceof HTMLInputElement || at?.closest('[role=group], [role=dialog]')
    if (ready && !typing) confirm.current?.focus({ preventScroll: true })
  }, [ready])
  return (
    <Inspector
      title={orderTitle(order, event.name)}
      aside={lists ? null : m['countdown.order.nothing-yet']()}
      onClose={onClose}
      width={732}
      footer={
        lists ? (
          <>
            <span className="flex-1" />
            <Button kind="primary" onPress={onClose}>
              {m['frame.close']()}
            </Button>
          </>
        ) : (
          <>
            <p className="min-w-[180px] flex-1 text-12 text-pretty text-ink-3 phone:basis-full" aria-live="polite">
              {busy && (order === 'hold' || order === 'scrub')
                ? m['parts.lists.waiting']()
                : preview && m['countdown.order.computed']({ at: timeOfDay(preview.at, zone, true) })}
            </p>
            <Button onPress={onClose} className="phone:h-12 phone:flex-1">
              {m['countdown.order.cancel']()}
            </Button>
            <ConfirmOrder
              ref={confirm}
              order={order}
              label={preview ? doWord(order, preview) : orderTitle(order, event.name)}
              busy={busy}
              isDisabled={!ready}
              onPress={() => asked && preview && run.mutate({ order: asked, preview })}
            />
          </>
        )
      }
    >
      {lists ? (
        <StopListsView lists={lists} />
      ) : (
        <form
          onSubmit={(submit) => {
            submit.preventDefault()
            if (ready && !busy && asked) run.mutate({ order: asked, preview })
          }}
        >
          <OrderFields order={order} event={event} draft={draft} onChange={change} preview={fresh} zone={zone} />
          {again && (
            <p role="status" className="border-l-2 border-accent py-1 pl-3 text-13 font-medium">
              {m['countdown.order.again']()}
            </p>
          )}
          {(refusal ?? refused) && (
            <p role="alert" className="py-2 font-medium">
              {whyWord((refusal ?? refused)!)}
            </p>
          )}
          {run.error && <ErrorNote title={sentenceOf(run.error)} />}
          {!asked && <p className="py-2 text-ink-2">{m['countdown.order.choose-t0']()}</p>}
          {asked && shown.isPending && <SkeletonRows rows={5} rowHeight={40} />}
          {shown.error && <ErrorNote title={sentenceOf(shown.error)} />}
          {asked && preview && !refusal && (
            <PreviewView
              order={order}
              preview={preview}
              windowMinutes={event.windowMinutes}
              zone={zone}
              decisions={decisions}
              onDecide={(key, decision) => {
                const next = new Map(decisions)
                if (decision) next.set(key, decision)
                else next.delete(key)
                setChosen({ fingerprint: preview.fingerprint, decisions: next })
              }}
            />
          )}
          <button type="submit" className="sr-only" tabIndex={-1} aria-hidden>
            {m['countdown.order.cancel']()}
          </button>
        </form>
      )}
    </Inspector>
  )
}

interface ConfirmProps {
  ref: Ref<HTMLButtonElement>
  order: Order
  label: string
  busy: boolean
  isDisabled: boolean
  onPress: () => void
}

/** A control may wear the state that it brings about: Hold is amber, everything else ink. */
function ConfirmOrder(props: ConfirmProps) {
  const { order, label, ...rest } = props
  const amber = order === 'hold' ? 'border-held-solid! bg-held-solid! text-on-held! disabled:opacity-50' : ''
  return (
    <Button kind="primary" {...rest} className={`${amber} phone:h-12 phone:flex-1`}>
      {label}{' '}
      <Kbd onInk className="phone:hidden">
        ↵
      </Kbd>
    </Button>
  )
}

function firstDraft(order: Order, event: EventPage, proposed: string | undefined): Draft {
  const { t0 } = event.attempt
  const own = t0.kind === 'instant' ? t0.at : null
  return {
    reason: '',
    t0Kind: order === 'open-attempt' ? 'unknown' : t0.kind,
    at: proposed ?? own,
    day: t0.kind === 'day' ? t0.day : null,
    to: 'planned',
    outcome: 'success',
  }
}

/** The order as the server takes it; null while something is still to be typed. */
function orderOf(order: Order, event: EventPage, draft: Draft): EventOrder | null {
  const common = { eventId: event.id, attemptId: event.attempt.id, reason: draft.reason }
  switch (order) {
    case 'go':
      return { ...common, verb: 'go' }
    case 'hold':
      return { ...common, verb: 'hold' }
    case 'scrub':
      return { ...common, verb: 'scrubbed' }
    case 'slip': {
      const { t0 } = event.attempt
      const same = t0.kind === 'instant' && draft.at !== null && Date.parse(draft.at) === Date.parse(t0.at)
      return draft.at === null || same ? null : { ...common, verb: 'slipped', t0: draft.at }
    }
    case 'launched':
      return { ...common, verb: 'launched', liftoffAt: draft.at }
    case 'resume':
      return draft.at === null ? null : { ...common, verb: 'resumed', t0: draft.at, to: draft.to }
    case 'close':
      return { ...common, verb: 'closed', outcome: draft.outcome }
    case 'open-attempt':
    case 'set-t0': {
      const t0 = t0Of(draft)
      return t0 === null ? null : { ...common, verb: order === 'set-t0' ? 't0-set' : 'attempt-opened', t0 }
    }
  }
}

function t0Of(draft: Draft) {
  if (draft.t0Kind === 'unknown') return { kind: 'unknown' } as const
  if (draft.t0Kind === 'day') return draft.day === null ? null : ({ kind: 'day', day: draft.day } as const)
  return draft.at === null ? null : ({ kind: 'instant', at: draft.at } as const)
}
