import { ChevronDown } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox'
import { Input } from 'react-aria-components/Input'
import { ListBox } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { foldText } from '../frame/match-text.ts'
import { m } from '../words.ts'
import { ARIA_INPUT, ariaState, AriaFieldShell, type AriaFieldParts } from './aria-field.tsx'
import { LIST_BOX, LIST_POPOVER, OptionRow, type Option } from './select.tsx'

export interface ComboBoxProps extends AriaFieldParts {
  value: string | null
  onChange: (value: string | null) => void
  options: readonly Option[]
  placeholder?: string
  name?: string
}

const contains = (text: string, typed: string) => foldText(text).includes(foldText(typed))

/** One of many, found by typing; accents need not be typed. */
export function ComboBox({ value, onChange, options, placeholder, name, ...parts }: ComboBoxProps) {
  return (
    <AriaComboBox
      value={value}
      onChange={(key) => onChange(key === null ? null : String(key))}
      {...ariaState(parts)}
      defaultItems={options.map((option) => ({ ...option, id: option.value }))}
      defaultFilter={contains}
      menuTrigger="focus"
      {...(name ? { name } : {})}
      className="min-w-0"
    >
      <AriaFieldShell {...parts}>
        <div className="relative">
          <Input placeholder={placeholder} className={`${ARIA_INPUT} pr-8`} />
          <Button className="absolute inset-y-0 right-0 grid w-8 cursor-pointer place-items-center">
            <ChevronDown size={14} strokeWidth={2} />
          </Button>
        </div>
      </AriaFieldShell>
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
