import { useMutation, useQuery } from '@tanstack/react-query'
import { Pencil, X } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton } from '../../../components/button.tsx'
import { Checkbox } from '../../../components/checkbox.tsx'
import { sentenceOf } from '../../../data/errors.ts'
import { useMay, useSession } from '../../../data/session.ts'
import { queryClient, trpc } from '../../../data/trpc.ts'
import { dayAndTime, offset } from '../../../format/index.ts'
import { useMinute } from '../../../frame/now.ts'
import { showToast } from '../../../frame/toasts.ts'
import { m } from '../../../words.ts'
import type { EventPage } from '../event-types.ts'
import { FRESH_TASK, TaskForm, type TaskValues } from './task-form.tsx'
import type { EventTask } from './types.ts'
import { whoWord } from './who-field.tsx'

/** What people do around the event, in the order of the countdown. */
export function EventTasks({ event, zone }: { event: EventPage; zone: string }) {
  const mayWrite = useMay('countdown.write')
  const { data: tasks } = useQuery(trpc.countdown.tasks.queryOptions({ eventId: event.id }))
  const [open, setOpen] = useState<string | null>(null)
  const again = () => queryClient.invalidateQueries({ queryKey: trpc.countdown.tasks.queryKey() })
  const no = (error: unknown) => void showToast(sentenceOf(error))
  const saved = (answer: { kind: string; why?: string }) => {
    if (answer.kind === 'refused') return void showToast(m['playbooks.task.refused']())
    setOpen(null)
    return void again()
  }
  const create = useMutation(trpc.countdown.createTask.mutationOptions({ onSuccess: saved, onError: no }))
  const update = useMutation(trpc.countdown.updateTask.mutationOptions({ onSuccess: saved, onError: no }))
  const save = (task: EventTask | null) => (values: TaskValues) =>
    task ? update.mutate({ taskId: task.id, ...values }) : create.mutate({ eventId: event.id, ...values })
  if (!tasks || (tasks.length === 0 && !mayWrite)) return null
  const left = tasks.filter(({ done }) => !done).length
  return (
    <section className="pt-6" aria-label={m['playbooks.tasks']()}>
      <h2 className="rule flex items-baseline gap-2 pb-1 text-13">
        {m['playbooks.tasks']()}
        <span className="font-normal text-ink-3">
          {tasks.length === 0 ? m['playbooks.tasks.none']() : m['playbooks.tasks.left']({ count: left })}
        </span>
      </h2>
      <ul>
        {tasks.map((task) =>
          open === task.id ? (
            <li key={task.id}>
              <TaskForm
                start={{ title: task.title, offsetSeconds: task.offsetSeconds, for: task.for }}
                busy={update.isPending}
                onSave={save(task)}
                onCancel={() => setOpen(null)}
              />
            </li>
          ) : (
            <Task
              key={task.id}
              task={task}
              zone={zone}
              onEdit={mayWrite && !task.done ? () => setOpen(task.id) : null}
            />
          ),
        )}
      </ul>
      {open === 'new' ? (
        <TaskForm start={FRESH_TASK} busy={create.isPending} onSave={save(null)} onCancel={() => setOpen(null)} />
      ) : (
        mayWrite && (
          <Button size="small" kind="quiet" className="mt-2 -ml-2" onPress={() => setOpen('new')}>
            {m['playbooks.task.add']()}
          </Button>
        )
      )}
    </section>
  )
}

function Task({ task, zone, onEdit }: { task: EventTask; zone: string; onEdit: (() => void) | null }) {
  const { member } = useSession()
  const mayWrite = useMay('countdown.write')
  const now = useMinute()
  const again = () => queryClient.invalidateQueries({ queryKey: trpc.countdown.tasks.queryKey() })
  const told = { onSuccess: () => void again(), onError: (error: unknown) => void showToast(sentenceOf(error)) }
  const done = useMutation(trpc.countdown.doTask.mutationOptions(told))
  const undone = useMutation(trpc.countdown.undoTask.mutationOptions(told))
  const remove = useMutation(trpc.countdown.removeTask.mutationOptions(told))
  const mine = task.for.kind === 'member' ? task.for.memberId === member?.id : task.for.role === member?.role
  const late = !task.done && task.dueAt !== null && Date.parse(task.dueAt) < now.getTime()
  return (
    <li className="grid min-h-8 grid-cols-[84px_minmax(0,1fr)_auto] items-center gap-x-3 border-b border-hair py-1 text-13 phone:grid-cols-[64px_minmax(0,1fr)_auto] phone:gap-x-2">
      <b className="font-medium whitespace-nowrap text-ink-2">{offset(task.offsetSeconds)}</b>
      <Checkbox
        isSelected={task.done !== null}
        isDisabled={(!mine && !mayWrite) || done.isPending || undone.isPending}
        onChange={(on) => (on ? done : undone).mutate({ taskId: task.id })}
        hint={
          task.done
            ? m['playbooks.task.done']({ by: task.done.by, at: dayAndTime(task.done.at, zone) })
            : [
                whoWord(task.for),
                task.dueAt ? dayAndTime(task.dueAt, zone) : '',
                late ? m['playbooks.task.late']() : '',
              ]
                .filter(Boolean)
                .join(' · ')
        }
      >
        {task.title}
      </Checkbox>
      <span className="flex">
        {onEdit && (
          <IconButton label={m['playbooks.task.edit']({ title: task.title })} onPress={onEdit}>
            <Pencil size={14} strokeWidth={1.75} />
          </IconButton>
        )}
        {mayWrite && !task.done && (
          <IconButton
            label={m['playbooks.task.remove']({ title: task.title })}
            busy={remove.isPending}
            onPress={() => remove.mutate({ taskId: task.id })}
          >
            <X size={14} strokeWidth={2} />
          </IconButton>
        )}
      </span>
    </li>
  )
}
