import { CircleAlert } from 'lucide-react'
import type { ComponentType, ReactNode } from 'react'
import { FieldError } from 'react-aria-components/FieldError'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'

/** What every field takes beside its own value. */
export interface FieldParts {
  label: ReactNode
  /** Beside the label in grey: "followed by Facebook". */
  aside?: ReactNode
  hint?: ReactNode
  /** Why what stands there will not do: shown at the field, in red. */
  error?: ReactNode
  errorIcon?: ComponentType<{ size?: number | string; strokeWidth?: number | string; className?: string }>
  /** Label for screen readers only. */
  hideLabel?: boolean
}

/** The box that says "you can type here": a strong border, red and doubled when wrong. */
export const INPUT =
  'w-full min-h-control rounded-2 border border-strong bg-surface px-2.5 py-[5px] text-14 text-ink outline-none focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-accent focus-within:has-[:focus-visible]:outline-2 invalid:border-failed invalid:shadow-[inset_0_0_0_1px_var(--failed)] disabled:border-line disabled:text-ink-off phone:min-h-11 phone:text-16'

export function FieldLabel({ label, aside, hideLabel }: Pick<FieldParts, 'label' | 'aside' | 'hideLabel'>) {
  return (
    <Label className={hideLabel ? 'sr-only' : 'mb-1 block text-12 font-medium text-ink-2'}>
      {label}
      {aside && <span className="ml-1.5 font-normal text-ink-3">{aside}</span>}
    </Label>
  )
}

/** Hint or error under a field, tied to it for screen readers by React Aria. */
export function FieldSay({ hint, error, errorIcon: Icon = CircleAlert }: Pick<FieldParts, 'hint' | 'error' | 'errorIcon'>) {
  return (
    <>
      {hint && !error && (
        <Text slot="description" className="mt-1 block text-12 text-ink-3">
          {hint}
        </Text>
      )}
      <FieldError className="mt-1 flex items-start gap-[5px] text-12 text-failed">
        {({ validationErrors }) => (
          <>
            <Icon size={14} strokeWidth={2} className="mt-px shrink-0" />
            <span>{error ?? validationErrors.join(' ')}</span>
          </>
        )}
      </FieldError>
    </>
  )
}
