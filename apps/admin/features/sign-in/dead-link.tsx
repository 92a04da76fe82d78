import { Link } from '@tanstack/react-router'
import { ErrorNote } from '../../components/error-note.tsx'
import { m } from '../../words.ts'

/** A link that no longer opens anything: why, and where to get another. */
export function DeadLink({
  title = m['sign-in.link.dead'](),
  what = m['sign-in.link.again'](),
}: {
  title?: string
  what?: string
}) {
  return (
    <ErrorNote title={title} kept={what}>
      <Link to="/sign-in" className="font-medium">
        {m['sign-in.back']()}
      </Link>
    </ErrorNote>
  )
}
