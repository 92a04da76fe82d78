import { useBlocker } from '@tanstack/react-router'
import { Dialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Button } from '../../components/button.tsx'
import { m } from '../../words.ts'

/** Asks before a page with unsaved text is left; the browser asks in its own words when the window is closed. */
export function LeaveGuard({ dirty }: { dirty: boolean }) {
  const leaving = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && current.pathname !== next.pathname,
    enableBeforeUnload: () => dirty,
    withResolver: true,
  })
  if (leaving.status !== 'blocked') return null
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => !open && leaving.reset()}
      className="fixed inset-0 z-40 grid place-items-center bg-canvas/85 p-4"
    >
      <Modal className="w-[420px] max-w-full rounded-3 border border-line bg-raised p-5 shadow-float">
        <Dialog role="alertdialog" aria-label={m['editorial.leave.title']()} className="outline-none">
          <h2 className="text-16">{m['editorial.leave.title']()}</h2>
          <p className="pt-1 text-13 text-ink-2">{m['editorial.leave.says']()}</p>
          <div className="flex flex-wrap justify-end gap-2 pt-4">
            <Button onPress={leaving.proceed}>{m['editorial.leave.do']()}</Button>
            <Button kind="primary" autoFocus onPress={leaving.reset}>
              {m['editorial.leave.stay']()}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
