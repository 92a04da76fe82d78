import { ChevronDown, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { ListBox } from 'react-aria-components/ListBox'
import { DialogTrigger } from 'react-aria-components/Dialog'
import { Dialog } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import { list } from '../format/index.ts'
import { m } from '../words.ts'
import { LIST_BOX, LIST_POPOVER, OptionRow, type Option } from './select.tsx'

const CHIP =
  'inline-flex h-[26px] shrink-0 items-center gap-1.5 rounded-2 border px-[9px] text-12 font-medium whitespace-nowrap phone:h-9'
const ON = 'border-strong bg-selected'
const OFF = 'border-line bg-surface'

/** A word in a frame, with a cross when it can be taken away. */
export function Chip({
  children,
  on = false,
  onRemove,
  removeLabel,
}: {
  children: ReactNode
  on?: boolean
  onRemove?: () => void
  removeLabel?: string
}) {
  return (
    <span className={`${CHIP} ${on ? ON : OFF}`}>
      {children}
      {onRemove && (
        <Button
          aria-label={removeLabel ?? m['parts.remove']()}
          onPress={onRemove}
          className="-mr-1.5 grid size-5 cursor-pointer place-items-center rounded-1 text-ink-3 hover:text-ink phone:size-8"
        >
          <X size={12} strokeWidth={2} />
        </Button>
      )}
    </span>
  )
}

interface FilterProps<Value extends string> {
  /** "Client": stands before what is chosen. */
  label: string
  /** Shown while nothing is chosen: "All channels". */
  all: string
  options: readonly Option<Value>[]
  chosen: readonly Value[]
  onChange: (chosen: Value[]) => void
  /** One at most; choosing closes the list. */
  single?: boolean
}

/** A filter: shows what is chosen, opens a list, and can be cleared beside it. Keep `chosen` in the address. */
export function Filter<Value extends string>({
  label,
  all,
  options,
  chosen,
  onChange,
  single = false,
}: FilterProps<Value>) {
  const names = options.filter((option) => chosen.includes(option.value)).map((option) => option.label)
  const on = names.length > 0
  return (
    <span className="inline-flex">
      <DialogTrigger>
        <Button
          className={`${CHIP} cursor-pointer hover:border-strong ${on ? `${ON} rounded-r-none border-r-0 pr-1` : OFF}`}
        >
          {on
            ? `${label}${m['parts.colon']()}${names.length > 2 ? m['parts.filter.count']({ count: names.length }) : list(names)}`
            : all}
          {!on && <ChevronDown size={14} strokeWidth={2} />}
        </Button>
        <Popover className={LIST_POPOVER} offset={4} placement="bottom start">
          <Dialog aria-label={label} className="outline-none">
            {({ close }) => (
              <ListBox
                aria-label={label}
                autoFocus
                items={options.map((option) => ({ ...option, id: option.value }))}
                selectionMode={single ? 'single' : 'multiple'}
                selectedKeys={chosen}
                onSelectionChange={(keys) => {
                  onChange(keys === 'all' ? options.map((option) => option.value) : ([...keys] as Value[]))
                  if (single) close()
                }}
                className={LIST_BOX}
              >
                {(option) => <OptionRow option={option} />}
              </ListBox>
            )}
          </Dialog>
        </Popover>
      </DialogTrigger>
      {on && (
        <Button
          aria-label={m['parts.filter.clear']({ label })}
          onPress={() => onChange([])}
          className={`${CHIP} ${ON} cursor-pointer rounded-l-none border-l-0 px-1.5 text-ink-3 hover:text-ink`}
        >
          <X size={12} strokeWidth={2} />
        </Button>
      )}
    </span>
  )
}
