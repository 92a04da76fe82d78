import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button } from '../../components/button.tsx'
import { CopyField } from '../../components/copy-field.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { NetworkMark } from '../../components/network-mark.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useMay } from '../../data/session.ts'
import { trpc } from '../../data/trpc.ts'
import { list } from '../../format/index.ts'
import { m } from '../../words.ts'
import { KeysForm } from './keys-form.tsx'
import { KeysLine } from './keys-line.tsx'
import { SettingsShell } from './settings-shell.tsx'

const route = getRouteApi('/frame/settings/networks')

/** The keys of the agency's own applications, network by network. No secret ever comes back. */
export default function NetworksPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const mayWrite = useMay('settings.write')
  const networks = useQuery(trpc.channels.networks.queryOptions())
  const apps = useQuery(trpc.agency.networkApps.queryOptions())
  const error = networks.error ?? apps.error
  const wants = (networks.data ?? []).filter((one) =>
    one.connect.some((method) => method.kind === 'oauth2' && method.app === 'agency'),
  )
  const without = (networks.data ?? []).filter((one) => !wants.includes(one)).map((one) => one.name)
  const close = () => void navigate({ search: {} })
  return (
    <SettingsShell
      section="/settings/networks"
      lead={
        <>
          {m['agency.networks.what']()}{' '}
          {without.length > 0 && m['agency.networks.without']({ networks: list(without) })}
        </>
      }
    >
      {error && <ErrorNote title={sentenceOf(error)} />}
      {(!networks.data || !apps.data) && !error && <SkeletonRows rows={4} rowHeight={56} />}
      {networks.data && apps.data && (
        <div className="grid max-w-[680px] gap-7 pb-8">
          <CopyField
            label={m['agency.networks.callback']()}
            hint={m['agency.networks.callback-says']()}
            value={`${window.location.origin}/connect/callback`}
          />
          {wants.map((network) => {
            const own = apps.data.filter((app) => app.network === network.id)
            const open = search.network === network.id && mayWrite
            return (
              <section key={network.id} aria-labelledby={`keys-${network.id}`}>
                <h2 id={`keys-${network.id}`} className="rule flex items-center gap-2 pb-1.5 text-13 font-bold">
                  <NetworkMark network={network.id} decorative />
                  {network.name}
                </h2>
                {own.length === 0 && !open && (
                  <p className="py-2 text-13 text-ink-2">{m['agency.networks.missing']({ network: network.name })}</p>
                )}
                {own.map((app) =>
                  open && search.app === app.id ? (
                    <KeysForm key={app.id} network={network} app={app} onDone={close} />
                  ) : (
                    <KeysLine
                      key={app.id}
                      app={app}
                      networkName={network.name}
                      mayWrite={mayWrite}
                      onReplace={() => void navigate({ search: { network: network.id, app: app.id } })}
                    />
                  ),
                )}
                {open && !search.app && <KeysForm network={network} onDone={close} />}
                {mayWrite && !open && (
                  <div className="pt-2.5">
                    <Button
                      size={own.length > 0 ? 'small' : 'normal'}
                      onPress={() => void navigate({ search: { network: network.id } })}
                    >
                      {own.length > 0 ? m['agency.networks.add-other']() : m['agency.networks.add']()}
                    </Button>
                  </div>
                )}
              </section>
            )
          })}
        </div>
      )}
    </SettingsShell>
  )
}
