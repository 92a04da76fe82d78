import { Link } from '@tanstack/react-router'
import { X } from 'lucide-react'
import { Dialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { useSession } from '../data/session.ts'
import { m } from '../words.ts'
import { AgencyRows } from './agency-menu.tsx'
import { useLanguage } from './language.ts'
import { MeRows } from './me-menu.tsx'
import { usePages } from './rail.tsx'

/** On a phone: every page, the other agencies, and what the me menu holds. */
export default function MoreMenu({ close }: { close: () => void }) {
  useLanguage()
  const pages = usePages()
  const { agencies } = useSession()
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => !open && close()}
      className="fixed inset-0 z-30 bg-canvas/80"
    >
      <Modal className="fixed inset-x-0 bottom-0 max-h-[88dvh] overflow-auto rounded-t-3 border-t border-line bg-raised pb-[env(safe-area-inset-bottom)] shadow-float">
        <Dialog aria-label={m['frame.more']()} className="outline-none">
          <div className="sticky top-0 flex items-center justify-between bg-raised px-5 pt-3 pb-1">
            <h2 className="text-16">{m['frame.pages']()}</h2>
            <button
              type="button"
              aria-label={m['frame.close']()}
              onClick={close}
              className="grid size-11 place-items-center"
            >
              <X size={20} strokeWidth={1.75} />
            </button>
          </div>
          <nav aria-label={m['frame.pages']()} className="grid grid-cols-2 gap-x-2 px-3 pb-3">
            {pages.map((entry) => (
              <Link
                key={entry.to}
                to={entry.to}
                onClick={close}
                activeProps={{ 'aria-current': 'page' }}
                className="flex h-12 items-center gap-3 rounded-2 px-2 text-14 text-ink-2 no-underline current:font-bold current:text-ink"
              >
                <entry.icon size={20} strokeWidth={1.75} className="shrink-0" />
                <span className="truncate">{entry.label()}</span>
              </Link>
            ))}
          </nav>
          {agencies.length > 1 && (
            <div className="border-t border-hair p-3">
              <AgencyRows close={close} />
            </div>
          )}
          <div className="border-t border-hair">
            <MeRows close={close} />
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
