import { useId, type ReactNode } from 'react'

interface Props<Value extends string> {
  /** Said to screen readers; shown above when `showLabel`. */
  label: string
  showLabel?: boolean
  value: Value
  onChange: (value: Value) => void
  options: readonly { value: Value; label: ReactNode; icon?: ReactNode; title?: string }[]
  /** As wide as its column. */
  full?: boolean
  isDisabled?: boolean
}

/** A few ways to see or to do the same thing, side by side; one is always chosen. Arrow keys move between them, as radios do. */
export function Segmented<Value extends string>({
  label,
  showLabel = false,
  value,
  onChange,
  options,
  full = false,
  isDisabled = false,
}: Props<Value>) {
  const name = useId()
  return (
    <div className={full ? 'w-full' : 'inline-block'}>
      {showLabel && (
        <span aria-hidden className="mb-1 block text-12 font-medium text-ink-2">
          {label}
        </span>
      )}
      <div
        role="radiogroup"
        aria-label={label}
        className={`${full ? 'flex w-full' : 'inline-flex max-w-full flex-wrap'} rounded-2 border border-line bg-surface`}
      >
        {options.map((option) => (
          <label
            key={option.value}
            title={option.title}
            className={`relative inline-flex h-7 cursor-pointer items-center justify-center gap-1.5 border-r border-line px-[11px] text-12 font-medium whitespace-nowrap text-ink-2 first:rounded-l-[4px] last:rounded-r-[4px] last:border-r-0 hover:bg-hover has-checked:bg-accent has-checked:text-on-accent has-focus-visible:z-10 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent has-disabled:cursor-not-allowed has-disabled:text-ink-off phone:h-10 ${full ? 'flex-1' : ''}`}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              disabled={isDisabled}
              onChange={() => onChange(option.value)}
              className="absolute inset-0 m-0 size-full cursor-[inherit] appearance-none opacity-0"
            />
            {option.icon}
            {option.label}
          </label>
        ))}
      </div>
    </div>
  )
}
