import { Dialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { refreshSession, useSession } from '../data/session.ts'
import { queryClient } from '../data/trpc.ts'
import { SignInForm } from '../features/sign-in/index.ts'
import { restartLive } from '../live/live.ts'
import { m } from '../words.ts'

/** The session ended while somebody was at work: they sign in over the page, and what they typed is still there beneath. */
export default function SignInOverlay() {
  const { user } = useSession()

  async function onSignedIn() {
    const session = await refreshSession()
    // Somebody else now sits here: nothing of the first person may stay.
    if (session.user?.id !== user?.id) {
      location.assign('/')
      return
    }
    restartLive()
    void queryClient.invalidateQueries()
  }

  return (
    <ModalOverlay isOpen className="fixed inset-0 z-50 grid place-items-center bg-canvas/85 p-4">
      <Modal className="w-[380px] max-w-full rounded-3 border border-line bg-raised p-6 shadow-float">
        <Dialog aria-label={m['frame.session-lost.title']()} className="grid gap-4 outline-none">
          <div>
            <h2 className="text-16">{m['frame.session-lost.title']()}</h2>
            <p className="pt-1 text-13 text-ink-2">{m['frame.session-lost.kept']()}</p>
          </div>
          <SignInForm email={user?.email ?? ''} onSignedIn={onSignedIn} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
