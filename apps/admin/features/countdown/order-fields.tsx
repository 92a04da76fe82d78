import { ArrowRight } from 'lucide-react'
import { DateField, DateTimeField } from '../../components/date-time-fields.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { TextField } from '../../components/text-field.tsx'
import { bareOffset, dayAndTime, sameWallTime, timeOfDay } from '../../format/index.ts'
import { m } from '../../words.ts'
import { hours } from './decision-list.tsx'
import type { Order } from './orders.ts'
import type { EventPage } from './event-types.ts'
import type { Preview } from './run-order.ts'

/** What a person types for an order; each order reads the part that it needs. */
export interface Draft {
  reason: string
  t0Kind: 'unknown' | 'day' | 'instant'
  at: string | null
  day: string | null
  to: 'planned' | 'go'
  outcome: 'success' | 'partial' | 'failure'
}

interface Props {
  order: Order
  event: EventPage
  draft: Draft
  onChange: (change: Partial<Draft>) => void
  preview: Preview | null
  zone: string
}

/** Before, after and by how much; the reason last. */
export function OrderFields({ order, event, draft, onChange, preview, zone }: Props) {
  const { attempt } = event
  const site = event.site ?? undefined
  const when = {
    label: m['countdown.form.t0.at'](),
    zone,
    otherZone: event.zone,
    ...(site ? { otherPlace: site } : {}),
    value: draft.at,
    onChange: (at: string | null) => onChange({ at }),
  }
  return (
    <div className="flex flex-wrap items-start gap-x-3 gap-y-3 pb-2">
      {order === 'slip' && attempt.t0.kind === 'instant' && (
        <>
          <div>
            <span className="mb-1 block text-12 font-medium text-ink-2">{m['countdown.order.old']()}</span>
            <p className="h-control leading-8 font-bold whitespace-nowrap text-ink-3">
              <s>{dayAndTime(attempt.t0.at, zone)}</s>
            </p>
            {!sameWallTime(attempt.t0.at, zone, event.zone) && (
              <span className="text-12 text-ink-3">
                {timeOfDay(attempt.t0.at, event.zone)} {event.site}
              </span>
            )}
          </div>
          <ArrowRight size={16} strokeWidth={1.75} aria-hidden className="mt-7 text-ink-3 phone:hidden" />
        </>
      )}
      {(order === 'slip' || order === 'resume') && (
        <div className="w-[200px] phone:w-full">
          <DateTimeField {...when} />
        </div>
      )}
      {order === 'slip' && preview?.bySeconds != null && (
        <div>
          <span className="mb-1 block text-12 font-medium text-ink-2">{m['countdown.order.by']()}</span>
          <p className="h-control leading-8 font-bold whitespace-nowrap">{bareOffset(preview.bySeconds)}</p>
          <Limit preview={preview} />
        </div>
      )}
      {order === 'resume' && (
        <Segmented
          label={m['countdown.order.resume-as']()}
          showLabel
          value={draft.to}
          onChange={(to) => onChange({ to })}
          options={[
            { value: 'planned', label: m['countdown.order.resume-planned']() },
            { value: 'go', label: m['countdown.order.resume-go']() },
          ]}
        />
      )}
      {(order === 'set-t0' || order === 'open-attempt') && (
        <>
          <Segmented
            label={m['countdown.form.t0']()}
            showLabel
            value={draft.t0Kind}
            onChange={(t0Kind) => onChange({ t0Kind })}
            options={[
              { value: 'unknown', label: m['countdown.form.t0.unknown']() },
              { value: 'day', label: m['countdown.form.t0.day']() },
              { value: 'instant', label: m['countdown.form.t0.instant']() },
            ]}
          />
          {draft.t0Kind === 'day' && (
            <div className="w-[200px] phone:w-full">
              <DateField
                label={m['countdown.form.t0.day-at']()}
                value={draft.day}
                onChange={(day) => onChange({ day })}
              />
            </div>
          )}
          {draft.t0Kind === 'instant' && (
            <div className="w-[200px] phone:w-full">
              <DateTimeField {...when} />
            </div>
          )}
        </>
      )}
      {order === 'launched' && (
        <div className="w-[240px] phone:w-full">
          <DateTimeField {...when} label={m['countdown.order.liftoff']()} seconds />
        </div>
      )}
      {order === 'close' && (
        <Segmented
          label={m['countdown.order.outcome']()}
          showLabel
          value={draft.outcome}
          onChange={(outcome) => onChange({ outcome })}
          options={[
            { value: 'success', label: m['countdown.outcome.success']() },
            { value: 'partial', label: m['countdown.outcome.partial']() },
            { value: 'failure', label: m['countdown.outcome.failure']() },
          ]}
        />
      )}
      <TextField
        label={m['countdown.order.reason']()}
        value={draft.reason}
        onChange={(reason) => onChange({ reason })}
        maxLength={500}
        className="min-w-[140px] flex-1"
      />
    </div>
  )
}

function Limit({ preview }: { preview: Preview }) {
  const limit = preview.posts.find((post) => post.approvalLapses)?.approvalLapses?.slipLimitSeconds
  return limit === undefined ? null : (
    <span className="text-12 whitespace-nowrap text-ink-3">{m['countdown.order.limit']({ span: hours(limit) })}</span>
  )
}
