import { Check, Minus } from 'lucide-react'
import { useEffect, useId, useRef, type ReactNode } from 'react'

interface Props {
  children?: ReactNode
  /** Under the label in grey. */
  hint?: ReactNode
  isSelected?: boolean
  defaultSelected?: boolean
  /** Some of what it stands for is chosen. */
  isIndeterminate?: boolean
  onChange?: (selected: boolean) => void
  onBlur?: () => void
  isDisabled?: boolean
  name?: string
  /** When there is no label beside it. */
  'aria-label'?: string
}

export function Checkbox({
  children,
  hint,
  isSelected,
  defaultSelected,
  isIndeterminate = false,
  onChange,
  onBlur,
  isDisabled,
  name,
  ...aria
}: Props) {
  const box = useRef<HTMLInputElement>(null)
  const hintId = useId()
  useEffect(() => {
    if (box.current) box.current.indeterminate = isIndeterminate
  }, [isIndeterminate])
  return (
    <label className="inline-flex cursor-pointer items-start gap-2 text-13 has-disabled:cursor-not-allowed has-disabled:text-ink-off phone:min-h-11 phone:items-center phone:text-16">
      <span className="relative mt-0.5 size-4 shrink-0 phone:mt-0 phone:size-5">
        <input
          {...aria}
          ref={box}
          type="checkbox"
          name={name}
          {...(isSelected === undefined ? { defaultChecked: defaultSelected ?? false } : { checked: isSelected })}
          disabled={isDisabled}
          onChange={(event) => onChange?.(event.target.checked)}
          onBlur={onBlur}
          aria-describedby={hint ? hintId : undefined}
          className="peer absolute inset-0 m-0 size-full cursor-[inherit] appearance-none rounded-1 border border-strong bg-surface checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent disabled:border-line"
        />
        {isIndeterminate ? (
          <Minus
            strokeWidth={3}
            className="pointer-events-none absolute inset-0.5 size-3 text-on-accent phone:size-4"
          />
        ) : (
          <Check
            strokeWidth={3}
            className="pointer-events-none absolute inset-0.5 hidden size-3 text-on-accent peer-checked:block phone:size-4"
          />
        )}
      </span>
      {children && (
        <span>
          {children}
          {hint && (
            <span id={hintId} className="block text-12 text-ink-3">
              {hint}
            </span>
          )}
        </span>
      )}
    </label>
  )
}
