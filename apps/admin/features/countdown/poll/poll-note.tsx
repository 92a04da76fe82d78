import { m } from '../../../words.ts'
import type { Preview } from '../run-order.ts'

/** Beside a Go: what the poll says, and what keeps waiting for it all the same. */
export function PollNote({ poll }: { poll: Preview['poll'] }) {
  if (!poll || poll.state === 'go') return null
  const state = m[`poll.preview.${poll.state}`]()
  return (
    <p className="border-l-4 border-ink pl-3 text-16 font-medium text-pretty">
      {poll.waiting > 0 ? m['poll.preview']({ state, count: poll.waiting }) : m['poll.preview.none']({ state })}
    </p>
  )
}
