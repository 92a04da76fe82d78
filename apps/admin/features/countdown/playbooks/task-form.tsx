import { useState } from 'react'
import { Button } from '../../../components/button.tsx'
import { OffsetField } from '../../../components/offset-field.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { T_ZERO } from '../../../format/index.ts'
import { m } from '../../../words.ts'
import type { TaskFor } from './types.ts'
import { WhoField } from './who-field.tsx'

export type TaskValues = { title: string; offsetSeconds: number; for: TaskFor }

export const FRESH_TASK: TaskValues = {
  title: '',
  offsetSeconds: -86_400,
  for: { kind: 'role', role: 'community_manager' },
}

interface Props {
  start: TaskValues
  busy: boolean
  error?: string | undefined
  onSave: (values: TaskValues) => void
  onCancel: () => void
}

/** What is to be done, when, by whom. */
export function TaskForm({ start, busy, error, onSave, onCancel }: Props) {
  const [values, setValues] = useState(start)
  const [tried, setTried] = useState(false)
  const set = (change: Partial<TaskValues>) => setValues((old) => ({ ...old, ...change }))
  const nameless = values.title.trim() === ''
  return (
    <form
      className="grid gap-3 border-b border-hair py-3"
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!nameless) onSave({ ...values, title: values.title.trim() })
      }}
    >
      <TextField
        label={m['playbooks.task.title']()}
        value={values.title}
        maxLength={200}
        autoFocus
        error={tried && nameless ? m['playbooks.task.nameless']() : error}
        onChange={(title) => set({ title })}
      />
      <div className="grid gap-3 @xl:grid-cols-2">
        <OffsetField
          label={m['playbooks.task.when']()}
          base={T_ZERO}
          value={values.offsetSeconds}
          onChange={(seconds) => seconds !== null && set({ offsetSeconds: seconds })}
        />
        <WhoField value={values.for} onChange={(next) => set({ for: next })} />
      </div>
      <div className="flex gap-2">
        <Button type="submit" kind="primary" size="small" busy={busy}>
          {m['playbooks.task.save']()}
        </Button>
        <Button size="small" kind="quiet" onPress={onCancel}>
          {m['playbooks.cancel']()}
        </Button>
      </div>
    </form>
  )
}
