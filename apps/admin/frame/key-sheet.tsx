import { X } from 'lucide-react'
import { Dialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Kbd } from '../components/kbd.tsx'
import { useSession } from '../data/session.ts'
import { m } from '../words.ts'
import { useAllCommands, type Command } from './commands.ts'
import { capsOf } from './keys.ts'
import { onMac } from './top-bar.tsx'

/** `?`: every key that does something on this page. */
export default function KeySheet({ close }: { close: () => void }) {
  const { permissions } = useSession()
  const commands = useAllCommands().filter(
    (command) => command.keys && (!command.permission || permissions.includes(command.permission)),
  )
  const groups = Map.groupBy(commands, groupOf)
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => !open && close()}
      className="fixed inset-0 z-40 grid place-items-center bg-canvas/80 p-4"
    >
      <Modal className="max-h-full w-[640px] max-w-full overflow-auto rounded-3 border border-line bg-raised shadow-float">
        <Dialog aria-label={m['frame.keys']()} className="px-6 pt-4 pb-6 outline-none">
          <div className="flex items-center justify-between">
            <h2 className="text-16">{m['frame.keys']()}</h2>
            <button
              type="button"
              aria-label={m['frame.close']()}
              onClick={close}
              className="-mr-2 grid size-8 place-items-center rounded-2 hover:bg-hover"
            >
              <X size={16} strokeWidth={1.75} />
            </button>
          </div>
          <div className="columns-2 gap-8 phone:columns-1">
            {[...groups].map(([group, ofGroup]) => (
              <section key={group} className="break-inside-avoid pt-3">
                <h3 className="rule pb-1 text-13">{group}</h3>
                <dl>
                  {ofGroup.map((command) => (
                    <div
                      key={command.id}
                      className="flex h-7 items-center justify-between gap-3 border-b border-hair text-13"
                    >
                      <dt className="truncate">{command.label()}</dt>
                      <dd className="flex gap-1">
                        {capsOf(command.keys ?? '', onMac).map((cap, i) => (
                          <Kbd key={i}>{cap}</Kbd>
                        ))}
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
          <p className="pt-4 text-12 text-ink-3">{m['frame.keys.where']()}</p>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

export function groupOf(command: Command): string {
  return command.group?.() ?? m['frame.keys.here']()
}
