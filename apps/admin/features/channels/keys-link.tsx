import { PathLink } from '../../components/path-link.tsx'
import { useMay } from '../../data/session.ts'
import { m } from '../../words.ts'

/** To where the network's keys are kept, for whoever may keep them. */
export function KeysLink({ network }: { network: string | null | undefined }) {
  const mayWrite = useMay('settings.write')
  if (!mayWrite) return null
  return (
    <PathLink path={`/settings/networks${network ? `?network=${network}` : ''}`}>{m['channels.add-keys']()}</PathLink>
  )
}
