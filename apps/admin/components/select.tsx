import { Check, ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select'
import { m } from '../words.ts'
import { ARIA_INPUT, ariaState, AriaFieldShell, type AriaFieldParts } from './aria-field.tsx'

export interface Option<Value extends string = string> {
  value: Value
  label: string
  /** Before the label: a network's mark, an avatar. */
  mark?: ReactNode
  note?: string
}

export interface SelectProps<Value extends string> extends AriaFieldParts {
  value: Value | null
  onChange: (value: Value) => void
  options: readonly Option<Value>[]
  placeholder?: string
  name?: string
  className?: string
}

export const LIST_ITEM =
  'flex cursor-default items-center gap-2 rounded-2 px-2 py-1 text-13 outline-none focused:bg-selected selected:font-bold disabled:text-ink-off phone:min-h-11'
export const LIST_BOX = 'max-h-80 overflow-auto p-1 outline-none'
export const LIST_POPOVER = 'min-w-(--trigger-width) rounded-3 border border-line bg-raised shadow-float'

/** One of a few. */
export function Select<Value extends string>({
  value,
  onChange,
  options,
  placeholder,
  name,
  className = '',
  ...parts
}: SelectProps<Value>) {
  return (
    <AriaSelect
      value={value}
      onChange={(key) => key !== null && onChange(key as Value)}
      {...ariaState(parts)}
      {...(name ? { name } : {})}
      placeholder={placeholder ?? m['parts.select.choose']()}
      className={`min-w-0 ${className}`}
    >
      <AriaFieldShell {...parts}>
        <Button
          className={`${ARIA_INPUT} flex cursor-pointer items-center justify-between gap-2 text-left ${parts.error ? 'border-failed' : ''}`}
        >
          <SelectValue className="flex min-w-0 items-center gap-2 truncate placeholder-shown:text-ink-3" />
          <ChevronDown size={14} strokeWidth={2} className="shrink-0" />
        </Button>
      </AriaFieldShell>
      <Popover className={LIST_POPOVER} offset={4}>
        <ListBox items={options.map((option) => ({ ...option, id: option.value }))} className={LIST_BOX}>
          {(option) => <OptionRow option={option} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}

export function OptionRow({ option }: { option: Option }) {
  return (
    <ListBoxItem id={option.value} textValue={option.label} className={LIST_ITEM}>
      {({ isSelected }) => (
        <>
          {option.mark}
          <span className="truncate">{option.label}</span>
          {option.note && <span className="text-12 font-normal text-ink-3">{option.note}</span>}
          {isSelected && <Check size={14} strokeWidth={2} className="ml-auto shrink-0 in-[button]:hidden" />}
        </>
      )}
    </ListBoxItem>
  )
}
