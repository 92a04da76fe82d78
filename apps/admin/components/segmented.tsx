import type { ReactNode } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'

interface Props<Value extends string> {
  /** Said to screen readers; shown above when `showLabel`. */
  label: string
  showLabel?: boolean
  value: Value
  onChange: (value: Value) => void
  options: readonly { value: Value; label: ReactNode; icon?: ReactNode; hint?: string }[]
  /** As wide as its column. */
  full?: boolean
  isDisabled?: boolean
}

/** A few ways to see or to do the same thing, side by side; one is always chosen. Arrow keys move between them. */
export function Segmented<Value extends string>({ label, showLabel = false, value, onChange, options, full = false, isDisabled = false }: Props<Value>) {
  return (
    <div className={full ? 'w-full' : 'inline-block'}>
      {showLabel && (
        <span aria-hidden className="mb-1 block text-12 font-medium text-ink-2">
          {label}
        </span>
      )}
      <ToggleButtonGroup
        aria-label={label}
        selectionMode="single"
        disallowEmptySelection
        isDisabled={isDisabled}
        selectedKeys={[value]}
        onSelectionChange={(keys) => {
          const [next] = keys
          if (next !== undefined) onChange(String(next) as Value)
        }}
        className={`${full ? 'flex w-full' : 'inline-flex'} rounded-2 border border-line bg-surface`}
      >
        {options.map((option) => (
          <ToggleButton
            key={option.value}
            id={option.value}
            className={`inline-flex h-7 cursor-pointer items-center justify-center gap-1.5 border-r border-line px-[11px] text-12 font-medium whitespace-nowrap text-ink-2 first:rounded-l-[4px] last:rounded-r-[4px] last:border-r-0 hover:bg-hover selected:bg-accent selected:text-on-accent focus-visible:z-10 disabled:cursor-not-allowed disabled:text-ink-off phone:h-10 ${full ? 'flex-1' : ''}`}
          >
            {option.icon}
            {option.label}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  )
}
