import type { ReactNode } from 'react'
import { Radio, RadioGroup as AriaRadioGroup } from 'react-aria-components/RadioGroup'
import { FieldLabel, FieldSay, type FieldParts } from './field.tsx'

interface Props<Value extends string> extends FieldParts {
  value: Value | null
  onChange: (value: Value) => void
  onBlur?: () => void
  options: readonly { value: Value; label: ReactNode; hint?: ReactNode }[]
  isDisabled?: boolean
}

/** One of a few that each need a line of explanation. */
export function RadioGroup<Value extends string>({
  label, aside, hint, error, errorIcon, hideLabel, value, onChange, onBlur, options, isDisabled,
}: Props<Value>) {
  return (
    <AriaRadioGroup
      value={value}
      onChange={(next) => onChange(next as Value)}
      onBlur={() => onBlur?.()}
      isDisabled={isDisabled ?? false}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
    >
      <FieldLabel label={label} aside={aside} hideLabel={hideLabel ?? false} />
      <div className="grid gap-2">
        {options.map((option) => (
          <Radio key={option.value} value={option.value} className="group flex cursor-pointer items-start gap-2 text-13 disabled:text-ink-off phone:min-h-11 phone:text-16">
            <span className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border border-strong bg-surface group-selected:border-[5px] group-selected:border-accent phone:size-5" />
            <span>
              {option.label}
              {option.hint && <span className="block text-12 text-ink-3">{option.hint}</span>}
            </span>
          </Radio>
        ))}
      </div>
      <FieldSay hint={hint} error={error} {...(errorIcon ? { errorIcon } : {})} />
    </AriaRadioGroup>
  )
}
