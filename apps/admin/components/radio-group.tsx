import { useId, type ReactNode } from 'react'
import { NativeFieldShell, sayId, type FieldParts } from './field.tsx'

interface Props<Value extends string> extends FieldParts {
  value: Value | null
  onChange: (value: Value) => void
  onBlur?: () => void
  options: readonly { value: Value; label: ReactNode; hint?: ReactNode; isDisabled?: boolean }[]
  isDisabled?: boolean
}

/** One of a few that each need a line of explanation. */
export function RadioGroup<Value extends string>({
  value,
  onChange,
  onBlur,
  options,
  isDisabled,
  ...parts
}: Props<Value>) {
  const id = useId()
  return (
    <div
      role="radiogroup"
      aria-labelledby={id}
      aria-describedby={sayId(id, parts)}
      aria-invalid={parts.error ? true : undefined}
    >
      <NativeFieldShell id={id} group {...parts}>
        <div className="grid gap-2">
          {options.map((option) => (
            <label
              key={option.value}
              className="flex cursor-pointer items-start gap-2 text-13 has-disabled:cursor-not-allowed has-disabled:text-ink-off phone:min-h-11 phone:text-16"
            >
              <input
                type="radio"
                name={id}
                value={option.value}
                checked={option.value === value}
                disabled={isDisabled || option.isDisabled}
                onChange={() => onChange(option.value)}
                onBlur={onBlur}
                className="m-0 mt-0.5 size-4 shrink-0 cursor-[inherit] appearance-none rounded-full border border-strong bg-surface checked:border-[5px] checked:border-accent focus-visible:rounded-full disabled:border-line phone:size-5"
              />
              <span>
                {option.label}
                {option.hint && <span className="block text-12 text-ink-3">{option.hint}</span>}
              </span>
            </label>
          ))}
        </div>
      </NativeFieldShell>
    </div>
  )
}
