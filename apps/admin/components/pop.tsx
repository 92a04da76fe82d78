import type { ReactNode, RefObject } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Popover, type PopoverProps } from 'react-aria-components/Popover'

interface Props {
  trigger: RefObject<Element | null>
  close: () => void
  label: string
  placement?: PopoverProps['placement']
  /** alertdialog for a question that must be answered. */
  role?: 'dialog' | 'alertdialog'
  children: ReactNode
  className?: string
}

/** What floats by a button: closed by Escape, by a click outside, or by what is chosen in it; focus goes back to the button. */
export function Pop({
  trigger,
  close,
  label,
  placement = 'bottom end',
  role = 'dialog',
  children,
  className = '',
}: Props) {
  return (
    <Popover
      triggerRef={trigger}
      isOpen
      onOpenChange={(open) => !open && close()}
      placement={placement}
      offset={6}
      // React Aria looks for a dialog inside and knows no alert dialog: without one it names itself.
      {...(role === 'alertdialog' ? { 'aria-label': label } : {})}
      className={`max-w-[calc(100vw-16px)] overflow-auto rounded-3 border border-line bg-raised shadow-float outline-none ${className}`}
    >
      <Dialog aria-label={label} role={role} className="outline-none">
        {children}
      </Dialog>
    </Popover>
  )
}
