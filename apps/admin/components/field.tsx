import { CircleAlert } from 'lucide-react'
import type { ComponentType, ReactNode } from 'react'

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
  'w-full min-h-control rounded-2 border border-strong bg-surface px-2.5 py-[5px] text-14 text-ink aria-invalid:border-failed aria-invalid:shadow-[inset_0_0_0_1px_var(--failed)] disabled:border-line disabled:text-ink-off phone:min-h-11 phone:text-16'

const LABEL = 'mb-1 block text-12 font-medium text-ink-2'

/** The id of what is said under a native field, for its `aria-describedby`; none when nothing is said. */
export function sayId(id: string, { hint, error }: Pick<FieldParts, 'hint' | 'error'>): string | undefined {
  return hint || error ? `${id}-say` : undefined
}

/** The label above a native field, and its hint or error below; fields of React Aria have theirs in aria-field.tsx. */
export function NativeFieldShell({
  id,
  label,
  aside,
  hideLabel,
  hint,
  error,
  errorIcon: Icon = CircleAlert,
  group = false,
  children,
}: FieldParts & {
  id: string
  /** The label names a group by `aria-labelledby={id}` rather than one input. */
  group?: boolean
  children: ReactNode
}) {
  const Tag = group ? 'span' : 'label'
  return (
    <>
      <Tag {...(group ? { id } : { htmlFor: id })} className={hideLabel ? 'sr-only' : LABEL}>
        {label}
        {/* The space is for those who hear it. */}
        {aside && <span className="ml-0.5 font-normal text-ink-3"> {aside}</span>}
      </Tag>
      {children}
      {(hint || error) && (
        <span
          id={sayId(id, { hint, error })}
          className={`mt-1 flex items-start gap-[5px] text-12 ${error ? 'text-failed' : 'text-ink-3'}`}
        >
          {error && <Icon size={14} strokeWidth={2} className="mt-px shrink-0" />}
          <span>{error || hint}</span>
        </span>
      )}
    </>
  )
}
