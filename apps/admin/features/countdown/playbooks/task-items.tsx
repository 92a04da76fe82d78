import { useQuery } from '@tanstack/react-query'
import { Pencil, X } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton } from '../../../components/button.tsx'
import { trpc } from '../../../data/trpc.ts'
import { offset } from '../../../format/index.ts'
import { m } from '../../../words.ts'
import { FRESH_TASK, TaskForm } from './task-form.tsx'
import { newId, type TaskItem } from './types.ts'
import { whoWord } from './who-field.tsx'

interface Props {
  items: readonly TaskItem[]
  isDisabled: boolean
  onChange: (items: TaskItem[]) => void
}

/** What people do around T-0, as the playbook keeps it. */
export function TaskItems({ items, isDisabled, onChange }: Props) {
  const { data: members } = useQuery(trpc.agency.members.queryOptions())
  const [open, setOpen] = useState<string | null>(null)
  const nameOf = (id: string) => members?.find((one) => one.id === id)?.name ?? m['playbooks.who.gone']()
  const sorted = items.toSorted((a, b) => a.offsetSeconds - b.offsetSeconds)
  return (
    <section className="pt-8">
      <h2 className="rule pb-1 text-13">{m['playbooks.tasks']()}</h2>
      <ul>
        {sorted.map((item) =>
          open === item.id ? (
            <li key={item.id}>
              <TaskForm
                start={item}
                busy={false}
                onCancel={() => setOpen(null)}
                onSave={(values) => {
                  onChange(items.map((one) => (one.id === item.id ? { ...one, ...values } : one)))
                  setOpen(null)
                }}
              />
            </li>
          ) : (
            <li key={item.id} className="flex min-h-9 items-center gap-3 border-b border-hair py-1 text-13 phone:gap-1">
              <b className="w-[96px] shrink-0 font-medium phone:w-[72px] whitespace-nowrap text-ink-2">
                {offset(item.offsetSeconds)}
              </b>
              <span className="min-w-0 flex-1">
                {item.title}
                <span className="pl-2 text-12 text-ink-3 phone:block phone:pl-0">
                  {item.for.kind === 'role' ? whoWord(item.for) : nameOf(item.for.memberId)}
                </span>
              </span>
              {!isDisabled && (
                <>
                  <IconButton label={m['playbooks.task.edit']({ title: item.title })} onPress={() => setOpen(item.id)}>
                    <Pencil size={14} strokeWidth={1.75} />
                  </IconButton>
                  <IconButton
                    label={m['playbooks.task.remove']({ title: item.title })}
                    onPress={() => onChange(items.filter(({ id }) => id !== item.id))}
                  >
                    <X size={14} strokeWidth={2} />
                  </IconButton>
                </>
              )}
            </li>
          ),
        )}
      </ul>
      {open === 'new' ? (
        <TaskForm
          start={FRESH_TASK}
          busy={false}
          onCancel={() => setOpen(null)}
          onSave={(values) => {
            onChange([...items, { id: newId(), ...values }])
            setOpen(null)
          }}
        />
      ) : (
        !isDisabled && (
          <Button size="small" className="mt-3" onPress={() => setOpen('new')}>
            {m['playbooks.task.add']()}
          </Button>
        )
      )}
    </section>
  )
}
