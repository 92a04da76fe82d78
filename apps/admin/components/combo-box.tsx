import { ChevronDown } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox'
import { Input } from 'react-aria-components/Input'
import { ListBox } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { foldText } from '../frame/match-text.ts'
import { m } from '../words.ts'
import { ARIA_INPUT, FieldLabel, FieldSay } from './aria-field.tsx'
import type { FieldParts } from './field.tsx'
import { LIST_BOX, LIST_POPOVER, OptionRow, type Option } from './select.tsx'

export interface ComboBoxProps extends FieldParts {
  value: string | null
  onChange: (value: string | null) => void
  onBlur?: () => void
  options: readonly Option[]
  placeholder?: string
  isDisabled?: boolean
  name?: string
}

const contains = (text: string, typed: string) => foldText(text).includes(foldText(typed))

/** One of many, found by typing; accents need not be typed. */
export function ComboBox({
  label,
  aside,
  hint,
  error,
  errorIcon,
  hideLabel,
  value,
  onChange,
  onBlur,
  options,
  placeholder,
  isDisabled,
  name,
}: ComboBoxProps) {
  return (
    <AriaComboBox
      value={value}
      onChange={(key) => onChange(key === null ? null : String(key))}
      onBlur={() => onBlur?.()}
      defaultItems={options.map((option) => ({ ...option, id: option.value }))}
      defaultFilter={contains}
      isDisabled={isDisabled ?? false}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      menuTrigger="focus"
      {...(name ? { name } : {})}
      className="min-w-0"
    >
      <FieldLabel label={label} aside={aside} hideLabel={hideLabel ?? false} />
      <div className="relative">
        <Input placeholder={placeholder} className={`${ARIA_INPUT} pr-8`} />
        <Button className="absolute inset-y-0 right-0 grid w-8 cursor-pointer place-items-center">
          <ChevronDown size={14} strokeWidth={2} />
        </Button>
      </div>
      <FieldSay hint={hint} error={error} {...(errorIcon ? { errorIcon } : {})} />
      <Popover className={LIST_POPOVER} offset={4}>
        <ListBox<Option & { id: string }>
          className={LIST_BOX}
          renderEmptyState={() => <p className="px-2 py-1.5 text-13 text-ink-3">{m['parts.nothing-found']()}</p>}
        >
          {(option) => <OptionRow option={option} />}
        </ListBox>
      </Popover>
    </AriaComboBox>
  )
}
