import { Button } from '../../components/button.tsx'
import { useZone } from '../../data/session.ts'
import { dayAndTime } from '../../format/index.ts'
import { m } from '../../words.ts'
import type { Kept } from './kept-draft.ts'

/** What an earlier visit left unsaved: taken up again or dropped, never put over the post unasked. */
export function KeptOffer({ kept, onTakeUp, onDrop }: { kept: Kept; onTakeUp: () => void; onDrop: () => void }) {
  const zone = useZone()
  const words = kept.draft.text.trim() || kept.draft.title
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-canvas px-5 py-2.5"
    >
      <div className="min-w-0 flex-1 basis-64 text-13">
        <p>
          <b>{m['editorial.kept-offer']({ when: dayAndTime(kept.at, zone) })}</b>
        </p>
        {words && <p className="truncate text-ink-2">{words}</p>}
      </div>
      <Button size="small" kind="quiet" onPress={onDrop}>
        {m['editorial.kept-drop']()}
      </Button>
      <Button size="small" onPress={onTakeUp}>
        {m['editorial.kept-take']()}
      </Button>
    </div>
  )
}
