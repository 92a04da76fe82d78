import { useState, type RefObject } from 'react'
import { m } from '../words.ts'
import { Button } from './button.tsx'
import type { Consequence } from './consequence.ts'
import { Pop } from './pop.tsx'

interface Props extends Consequence {
  trigger: RefObject<Element | null>
  close: () => void
}

export default function ConfirmPop({
  trigger,
  close,
  title,
  children,
  confirm,
  keep,
  onConfirm,
  danger = true,
}: Props) {
  const [busy, setBusy] = useState(false)

  async function act() {
    setBusy(true)
    try {
      await onConfirm()
      close()
    } finally {
      setBusy(false)
    }
  }

  return (
    <Pop trigger={trigger} close={close} label={title} role="alertdialog" className="w-[380px]">
      <div className="p-4">
        <h3 className="text-16">{title}</h3>
        {children && <div className="pt-1 text-13 text-ink-2">{children}</div>}
        <div className="flex flex-wrap justify-end gap-2 pt-3.5">
          <Button autoFocus onPress={close}>
            {keep ?? m['parts.keep']()}
          </Button>
          <Button kind={danger ? 'danger-solid' : 'primary'} busy={busy} onPress={() => void act()}>
            {confirm}
          </Button>
        </div>
      </div>
    </Pop>
  )
}
