import { RotateCw, Unplug } from 'lucide-react'
import { tryConnection, useConnection } from '../data/connection.ts'
import { timeOfDay } from '../format/index.ts'
import { useZone } from '../data/session.ts'
import { m } from '../words.ts'

/** Says that what is on the screen may be old, since when, and that it is being mended. */
export function ConnectionBanner() {
  const connection = useConnection()
  const zone = useZone()
  return (
    <div role="status" aria-live="polite">
      {connection.kind === 'lost' && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-ink bg-selected px-5 py-1.5 text-13 phone:px-4">
          <Unplug size={16} strokeWidth={1.75} className="shrink-0" />
          <span>
            <b>{m['frame.offline.title']({ time: timeOfDay(new Date(connection.since), zone) })}</b>{' '}
            <span className="text-ink-2">{m['frame.offline.kept']()}</span>
          </span>
          <button
            type="button"
            onClick={tryConnection}
            className="ml-auto flex items-center gap-1.5 font-medium underline underline-offset-3"
          >
            <RotateCw size={14} strokeWidth={2} />
            {m['frame.offline.retry']()}
          </button>
        </div>
      )}
    </div>
  )
}
