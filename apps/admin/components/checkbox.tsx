import { Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox, type CheckboxProps as AriaCheckboxProps } from 'react-aria-components/Checkbox'

interface Props extends Omit<AriaCheckboxProps, 'className' | 'style' | 'children'> {
  children?: ReactNode
  /** Under the label in grey. */
  hint?: ReactNode
}

export function Checkbox({ children, hint, ...props }: Props) {
  return (
    <AriaCheckbox {...props} className="group flex cursor-pointer items-start gap-2 text-13 disabled:cursor-not-allowed disabled:text-ink-off phone:min-h-11 phone:items-center phone:text-16">
      {({ isIndeterminate, isSelected }) => (
        <>
          <span className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-1 border border-strong bg-surface text-on-accent group-selected:border-accent group-selected:bg-accent group-indeterminate:border-accent group-indeterminate:bg-accent group-disabled:border-line phone:mt-0 phone:size-5">
            {isIndeterminate ? <Minus size={12} strokeWidth={3} /> : isSelected ? <Check size={12} strokeWidth={3} /> : null}
          </span>
          {children && (
            <span>
              {children}
              {hint && <span className="block text-12 text-ink-3">{hint}</span>}
            </span>
          )}
        </>
      )}
    </AriaCheckbox>
  )
}
