import { Link } from '@tanstack/react-router'
import { CirclePause } from 'lucide-react'
import { useMay, useSession, useZone } from '../data/session.ts'
import { dayAndTime } from '../format/index.ts'
import { m } from '../words.ts'

/** On every page while the agency's stop switch is on: seen from the door. */
export function StopBanner() {
  const stoppedAt = useSession().agency?.stoppedAt
  const zone = useZone()
  const maySee = useMay('settings.read')
  if (!stoppedAt) return null
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 bg-held-solid px-5 py-1.5 text-13 text-on-held phone:px-4"
    >
      <span className="flex min-w-0 flex-1 basis-[260px] items-start gap-2.5">
        <CirclePause size={16} strokeWidth={2} className="mt-0.5 shrink-0" />
        <span>
          <b>{m['frame.stopped']({ when: dayAndTime(stoppedAt, zone) })}</b> {m['frame.stopped.says']()}
        </span>
      </span>
      {maySee && (
        <Link to="/settings" className="ml-auto font-medium">
          {m['frame.stopped.lift']()}
        </Link>
      )}
    </div>
  )
}
