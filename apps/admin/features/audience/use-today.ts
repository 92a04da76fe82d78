import { useMinute } from '../../frame/now.ts'
import { dayIn } from './days.ts'

/** The day that it is in a zone, also for who leaves the page open over midnight. */
export const useToday = (zone: string) => dayIn(zone, useMinute())
