import { useQuery } from '@tanstack/react-query'
import { trpc } from '../../../data/trpc.ts'
import { epochMs, list, quoted, timeOfDay } from '../../../format/index.ts'
import { useMinute } from '../../../frame/now.ts'
import { m } from '../../../words.ts'

const SOON_MS = 10 * 60_000

/** What people have to do within ten minutes, and what they should have done. Nothing is said when there is nothing. */
export function DueTasks({ eventId, zone, display }: { eventId: string; zone: string; display: boolean }) {
  const now = epochMs(useMinute())
  const { data } = useQuery(trpc.countdown.tasks.queryOptions({ eventId }))
  const due = (data ?? []).flatMap((task) =>
    task.done || task.dueAt === null || epochMs(task.dueAt) > now + SOON_MS ? [] : [{ ...task, dueAt: task.dueAt }],
  )
  if (due.length === 0) return null
  const said = due.map((task) =>
    m['room.task']({
      task: quoted(task.title),
      at: timeOfDay(task.dueAt, zone),
      who: task.for.kind === 'member' ? task.for.name : m[`people.role.${task.for.role}`](),
    }),
  )
  return (
    <p
      className={`text-pretty ${display ? 'pb-3 text-[1.7vw] leading-[1.4]' : 'pb-1.5 text-14 phone:pb-3 phone:text-[15px]'}`}
    >
      <b>{m['room.tasks']()}</b> {list(said)}
    </p>
  )
}
