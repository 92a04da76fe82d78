import { ChevronLeft, ChevronRight } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
} from 'react-aria-components/Calendar'
import { Heading } from 'react-aria-components/Heading'

const ARROW = 'grid size-7 cursor-pointer place-items-center rounded-2 text-ink-2 hover:bg-hover phone:size-11'

/** A month to choose a day from, weeks beginning on Monday. */
export function MonthCalendar() {
  return (
    <Calendar firstDayOfWeek="mon">
      <header className="flex items-center gap-1 pb-1">
        <Heading className="mr-auto pl-1.5 text-13 font-bold first-letter:uppercase" />
        <Button slot="previous" className={ARROW}>
          <ChevronLeft size={16} strokeWidth={1.75} />
        </Button>
        <Button slot="next" className={ARROW}>
          <ChevronRight size={16} strokeWidth={1.75} />
        </Button>
      </header>
      <CalendarGrid className="border-collapse">
        <CalendarGridHeader>
          {(day) => <CalendarHeaderCell className="size-8 text-11 font-medium text-ink-3">{day}</CalendarHeaderCell>}
        </CalendarGridHeader>
        <CalendarGridBody>
          {(date) => (
            <CalendarCell
              date={date}
              className="grid size-8 cursor-pointer place-items-center rounded-2 text-13 outline-none hover:bg-hover selected:bg-accent selected:font-bold selected:text-on-accent disabled:cursor-not-allowed disabled:text-ink-off unavailable:text-ink-off focus-visible:outline-2 focus-visible:outline-offset-1 focus-visible:outline-solid outside-month:text-ink-off phone:size-10"
            />
          )}
        </CalendarGridBody>
      </CalendarGrid>
    </Calendar>
  )
}
