import { useState, type ReactNode } from 'react'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Popover } from 'react-aria-components/Popover'
import { m } from '../words.ts'
import { Button, type ButtonKind, type ButtonSize } from './button.tsx'

interface Props {
  /** On the button that opens it: "Cancel…". */
  label: ReactNode
  /** The consequence, in numbers: "Cancel 14 posts to 4 channels". */
  title: string
  /** What happens and what is kept. */
  children?: ReactNode
  /** On the button that does it: "Cancel 14 posts". */
  confirm: string
  /** On the safe one beside it: "Keep them". */
  keep?: string
  /** May answer a promise: the dialog waits for it, and stays open when it fails. */
  onConfirm: () => void | Promise<unknown>
  danger?: boolean
  kind?: ButtonKind
  size?: ButtonSize
  isDisabled?: boolean
}

/** For what cannot be undone: a second step that names the consequence, with the safe choice beside it. */
export function ConfirmButton({ label, title, children, confirm, keep, onConfirm, danger = true, kind, size, isDisabled }: Props) {
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)

  async function act() {
    setBusy(true)
    try {
      await onConfirm()
      setOpen(false)
    } finally {
      setBusy(false)
    }
  }

  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <Button kind={kind ?? (danger ? 'danger' : 'plain')} size={size ?? 'normal'} isDisabled={isDisabled ?? false}>
        {label}
      </Button>
      <Popover placement="bottom end" offset={6} className="w-[380px] max-w-[calc(100vw-16px)] rounded-3 border border-line bg-raised shadow-float">
        <Dialog role="alertdialog" className="p-4 outline-none">
          <Heading slot="title" className="text-16 font-bold">
            {title}
          </Heading>
          {children && <div className="pt-1 text-13 text-ink-2">{children}</div>}
          <div className="flex flex-wrap justify-end gap-2 pt-3.5">
            <Button autoFocus onPress={() => setOpen(false)}>
              {keep ?? m['parts.keep']()}
            </Button>
            <Button kind={danger ? 'danger-solid' : 'primary'} busy={busy} onPress={() => void act()}>
              {confirm}
            </Button>
          </div>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
