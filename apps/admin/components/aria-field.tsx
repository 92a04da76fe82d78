import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { FieldError } from 'react-aria-components/FieldError'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { INPUT, type FieldParts } from './field.tsx'

/** The same box for fields of React Aria, which mark themselves invalid by data attributes. */
export const ARIA_INPUT = `${INPUT} invalid:border-failed invalid:shadow-[inset_0_0_0_1px_var(--failed)]`

export interface AriaFieldParts extends FieldParts {
  onBlur?: () => void
  isDisabled?: boolean
}

/** What each field of React Aria is told alike. */
export function ariaState({ onBlur, isDisabled, error }: AriaFieldParts) {
  return {
    onBlur: () => onBlur?.(),
    isDisabled: isDisabled ?? false,
    isInvalid: Boolean(error),
    validationBehavior: 'aria' as const,
  }
}

/** The label above a field, and its hint or error below, tied to it for screen readers by React Aria. */
export function AriaFieldShell({
  label,
  aside,
  hideLabel,
  hint,
  error,
  errorIcon: Icon = CircleAlert,
  children,
}: AriaFieldParts & { children: ReactNode }) {
  return (
    <>
      <Label className={hideLabel ? 'sr-only' : 'mb-1 block text-12 font-medium text-ink-2'}>
        {label}
        {/* The space is for those who hear it. */}
        {aside && <span className="ml-0.5 font-normal text-ink-3"> {aside}</span>}
      </Label>
      {children}
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
