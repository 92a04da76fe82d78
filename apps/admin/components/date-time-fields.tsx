import { CalendarDays } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { DateInput, DateSegment } from 'react-aria-components/DateField'
import { DatePicker } from 'react-aria-components/DatePicker'
import { Dialog } from 'react-aria-components/Dialog'
import { Group } from 'react-aria-components/Group'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { Popover } from 'react-aria-components/Popover'
import { TimeField as AriaTimeField } from 'react-aria-components/TimeField'
import { intlTag, placeOf, sameWallTime, timeOfDay } from '../format/index.ts'
import { m } from '../words.ts'
import { MonthCalendar } from './month-calendar.tsx'
import { dateOf, dateText, instantOf, timeOf, timeText, wallOf } from './date-time.ts'
import { ARIA_INPUT, ariaState, AriaFieldShell, type AriaFieldParts } from './aria-field.tsx'

const SEGMENT =
  'rounded-1 px-px tabular-nums outline-none placeholder:text-ink-3 focused:bg-accent focused:text-on-accent data-[type=literal]:px-0'

export interface DateFieldProps extends AriaFieldParts {
  /** "2025-12-12" */
  value: string | null
  onChange: (value: string | null) => void
  min?: string
  max?: string
}

/** Day before month, and words for each part, in the person's language: the browser may have another. */
function InLanguage({ children }: { children: ReactNode }) {
  return <I18nProvider locale={intlTag()}>{children}</I18nProvider>
}

/** A day, without time or zone. */
export function DateField({ value, onChange, min, max, ...parts }: DateFieldProps) {
  return (
    <InLanguage>
      <DatePicker
        value={dateOf(value)}
        onChange={(date) => onChange(date ? dateText(date) : null)}
        {...ariaState(parts)}
        shouldForceLeadingZeros
        {...(min ? { minValue: dateOf(min) } : {})}
        {...(max ? { maxValue: dateOf(max) } : {})}
        className="min-w-0"
      >
        <AriaFieldShell {...parts}>
          <PickerBox />
        </AriaFieldShell>
        <CalendarPopover />
      </DatePicker>
    </InLanguage>
  )
}

export interface TimeFieldProps extends AriaFieldParts {
  /** "17:30" */
  value: string | null
  onChange: (value: string | null) => void
}

/** A time of day, without day or zone. */
export function TimeField({ value, onChange, ...parts }: TimeFieldProps) {
  return (
    <InLanguage>
      <AriaTimeField
        value={timeOf(value)}
        onChange={(time) => onChange(time ? timeText(time) : null)}
        {...ariaState(parts)}
        hourCycle={24}
        shouldForceLeadingZeros
        className="min-w-0"
      >
        <AriaFieldShell {...parts}>
          <DateInput className={`${ARIA_INPUT} inline-flex items-center whitespace-pre`}>
            {(segment) => <DateSegment segment={segment} className={SEGMENT} />}
          </DateInput>
        </AriaFieldShell>
      </AriaTimeField>
    </InLanguage>
  )
}

export interface DateTimeFieldProps extends AriaFieldParts {
  /** An instant in ISO text. */
  value: string | null
  onChange: (value: string | null) => void
  /** The zone whose clock is typed; its place is shown beside the label. */
  zone: string
  place?: string
  /** Another zone whose time is shown below, where it differs. */
  otherZone?: string
  otherPlace?: string
  seconds?: boolean
}

/** An instant, typed as the wall clock of a zone that is always named; a doubtful hour (clocks change) says so. */
export function DateTimeField({
  value,
  onChange,
  zone,
  place,
  otherZone,
  otherPlace,
  seconds = false,
  ...parts
}: DateTimeFieldProps) {
  const wall = wallOf(value, zone)
  const reading = wall ? instantOf(wall, zone) : null
  const doubt =
    reading?.kind === 'twice' ? m['parts.time.twice']() : reading?.kind === 'never' ? m['parts.time.never']() : null
  const other =
    value && otherZone && !sameWallTime(value, zone, otherZone)
      ? `${timeOfDay(value, otherZone)} ${otherPlace ?? placeOf(otherZone)}`
      : null
  return (
    <InLanguage>
      <DatePicker
        value={wall}
        onChange={(next) => onChange(next ? instantOf(next, zone).instant : null)}
        {...ariaState(parts)}
        granularity={seconds ? 'second' : 'minute'}
        hourCycle={24}
        shouldForceLeadingZeros
        className="min-w-0"
      >
        <AriaFieldShell {...parts} aside={place ?? placeOf(zone)} hint={doubt ?? parts.hint ?? other}>
          <PickerBox />
        </AriaFieldShell>
        <CalendarPopover />
      </DatePicker>
    </InLanguage>
  )
}

function PickerBox() {
  return (
    <Group className={`${ARIA_INPUT} flex h-control items-center justify-between gap-2 pr-1`}>
      <DateInput className="flex min-w-0 items-center overflow-hidden whitespace-pre">
        {(segment) => <DateSegment segment={segment} className={SEGMENT} />}
      </DateInput>
      <Button className="grid size-6 shrink-0 cursor-pointer place-items-center rounded-1 text-ink-2 hover:bg-hover phone:size-10">
        <CalendarDays size={16} strokeWidth={1.75} />
      </Button>
    </Group>
  )
}

function CalendarPopover() {
  return (
    <Popover className="rounded-3 border border-line bg-raised shadow-float" offset={4}>
      <Dialog aria-label={m['parts.date.choose']()} className="p-3 outline-none">
        <MonthCalendar />
      </Dialog>
    </Popover>
  )
}
