import { useQuery } from '@tanstack/react-query'
import { ErrorNote } from '../../components/error-note.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useMay } from '../../data/session.ts'
import { trpc } from '../../data/trpc.ts'
import { m } from '../../words.ts'
import { AgencyFacts } from './agency-facts.tsx'
import { AgencyForm } from './agency-form.tsx'
import { SettingsShell } from './settings-shell.tsx'
import { StopSwitch } from './stop-switch.tsx'
import { WorkersPanel } from './workers-panel.tsx'

/** Who the agency is, how it counts, and the switch that stops all of its publishing. */
export default function HousePage() {
  const mayWrite = useMay('settings.write')
  const mayStop = useMay('agency.stop')
  const { data: agency, error } = useQuery(trpc.agency.get.queryOptions())
  return (
    <SettingsShell
      section="/settings"
      lead={mayWrite ? m['agency.house.what']() : `${m['agency.house.what']()} ${m['agency.read-only']()}`}
    >
      {error && <ErrorNote title={sentenceOf(error)} />}
      {!agency && !error && <SkeletonRows rows={6} rowHeight={56} />}
      {agency && (
        <div className="grid max-w-[680px] gap-8">
          {mayStop && <StopSwitch agency={agency} />}
          {mayWrite ? <AgencyForm agency={agency} /> : <AgencyFacts agency={agency} />}
          <WorkersPanel />
        </div>
      )}
    </SettingsShell>
  )
}
