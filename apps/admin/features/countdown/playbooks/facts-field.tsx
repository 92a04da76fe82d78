import { X } from 'lucide-react'
import { Button, IconButton } from '../../../components/button.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { m } from '../../../words.ts'

export type FactRow = { name: string; value: string }

/** What is said of this event alone: each fact fills the placeholder of its name. */
export function FactsField({
  value,
  error,
  onChange,
}: {
  value: readonly FactRow[]
  error?: string | undefined
  onChange: (rows: FactRow[]) => void
}) {
  const set = (index: number, change: Partial<FactRow>) =>
    onChange(value.map((row, place) => (place === index ? { ...row, ...change } : row)))
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-12 font-medium text-ink-2">{m['playbooks.facts']()}</legend>
      <p className="text-12 text-ink-3">{m['playbooks.facts.says']()}</p>
      {value.map((row, index) => (
        <div key={index} className="grid grid-cols-[130px_minmax(0,1fr)_auto] items-end gap-2">
          <TextField
            label={m['playbooks.fact.name']()}
            hideLabel={index > 0}
            value={row.name}
            maxLength={40}
            placeholder="payload"
            onChange={(name) => set(index, { name })}
          />
          <TextField
            label={m['playbooks.fact.value']()}
            hideLabel={index > 0}
            value={row.value}
            maxLength={300}
            onChange={(said) => set(index, { value: said })}
          />
          <IconButton
            label={m['playbooks.fact.remove']({ name: row.name || String(index + 1) })}
            onPress={() => onChange(value.filter((_, place) => place !== index))}
          >
            <X size={14} strokeWidth={2} />
          </IconButton>
        </div>
      ))}
      {error && (
        <p role="alert" className="text-12 text-failed">
          {error}
        </p>
      )}
      <Button
        size="small"
        kind="quiet"
        className="-ml-2 justify-self-start"
        onPress={() => onChange([...value, { name: '', value: '' }])}
      >
        {m['playbooks.fact.add']()}
      </Button>
    </fieldset>
  )
}
