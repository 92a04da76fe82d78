import { ErrorNote } from '../components/error-note.tsx'
import { PathLink } from '../components/path-link.tsx'
import { m } from '../words.ts'

/** Instead of a page that one's role does not open. */
export default function ClosedPage() {
  return (
    <div className="mx-auto max-w-xl px-5 py-12">
      <ErrorNote title={m['frame.closed.title']()} kept={m['frame.closed.why']()}>
        <PathLink path="/">{m['frame.closed.home']()}</PathLink>
      </ErrorNote>
    </div>
  )
}
