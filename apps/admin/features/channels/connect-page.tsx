import { getRouteApi } from '@tanstack/react-router'
import { ErrorNote } from '../../components/error-note.tsx'
import { m } from '../../words.ts'
import { whyWords } from './channel-words.ts'
import { ChooseAccounts } from './choose-accounts.tsx'
import { ConnectForm } from './connect-form.tsx'
import { KeysLink } from './keys-link.tsx'

const route = getRouteApi('/frame/channels/connect')

/** Connects an account; also the page that a network sends the browser back to. */
export default function ConnectPage() {
  const search = route.useSearch()
  const again = search.channel && !search.result
  const failed = search.result === 'failed' || search.result === 'signed-out'
  return (
    <div className="max-w-[600px] px-7 py-5 phone:px-4">
      <header className="pb-5">
        <h1 className="text-26">{again ? m['channels.reconnect']() : m['channels.connect']()}</h1>
        {search.result !== 'choose' && (
          <p className="text-pretty text-ink-2">
            {again ? m['channels.reconnect-says']() : m['channels.connect-says']()}
          </p>
        )}
      </header>
      {search.result === 'connected' && (
        <p role="status" className="pb-4 font-bold">
          {m['channels.connected']()}
        </p>
      )}
      {failed && (
        <div className="pb-4">
          <ErrorNote title={whyWords(search.why ?? 'expired')}>
            {search.why === 'app-keys-missing' && <KeysLink network={search.network} />}
          </ErrorNote>
        </div>
      )}
      {search.result === 'choose' && search.pending ? <ChooseAccounts pendingId={search.pending} /> : <ConnectForm />}
    </div>
  )
}
