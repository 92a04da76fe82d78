import { Dialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Button } from './button.tsx'
import type { LeaveWords } from './leave-guard.tsx'

interface Props extends LeaveWords {
  onStay: () => void
  onGo: () => void
}

export default function LeavePop({ title, says, stay, go, onStay, onGo }: Props) {
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onStay()}
      className="fixed inset-0 z-50 grid place-items-center bg-canvas/70 p-4"
    >
      <Modal className="w-[380px] max-w-full rounded-3 border border-line bg-raised p-4 shadow-float">
        <Dialog role="alertdialog" aria-label={title} className="outline-none">
          <h2 className="text-16">{title}</h2>
          <p className="pt-1 text-13 text-ink-2">{says}</p>
          <div className="flex flex-wrap justify-end gap-2 pt-3.5">
            <Button autoFocus onPress={onStay}>
              {stay}
            </Button>
            <Button kind="danger-solid" onPress={onGo}>
              {go}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
