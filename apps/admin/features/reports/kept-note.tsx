import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useZone } from '../../data/session.ts'
import { timeOfDay } from '../../format/index.ts'
import { m } from '../../words.ts'
import type { DraftKeeper, KeeperState } from './draft-keeper.ts'
import { isEmpty } from './words-draft.ts'

/** Whether what stands in the fields is kept, in two words. */
export function KeptMark({ state }: { state: KeeperState }) {
  const zone = useZone()
  return (
    <span role="status" className="text-12 whitespace-nowrap text-ink-3">
      {markWord(state, zone)}
    </span>
  )
}

function markWord({ status, keptAt, words }: KeeperState, zone: string): string {
  if (status.kind === 'waiting') return m['reporting.not-kept-yet']()
  if (status.kind === 'saving') return m['reporting.keeping']()
  if (status.kind !== 'kept') return m['reporting.not-kept']()
  if (keptAt === null || isEmpty(words)) return m['reporting.no-words']()
  return m['reporting.kept-at']({ time: timeOfDay(keptAt, zone) })
}

/** Why words are not kept, and what to do about it. */
export function KeptNote({ state: { status }, keeper }: { state: KeeperState; keeper: DraftKeeper }) {
  const zone = useZone()
  if (status.kind === 'failed')
    return (
      <div className="pb-4">
        <ErrorNote title={sentenceOf(status.error)} kept={m['reporting.clash-says']()}>
          <Button size="small" onPress={() => void keeper.flush()}>
            {m['reporting.retry']()}
          </Button>
        </ErrorNote>
      </div>
    )
  if (status.kind === 'faulty')
    return (
      <div className="pb-4">
        <ErrorNote title={m['reporting.mend-first']()} />
      </div>
    )
  if (status.kind !== 'clash') return null
  const { updatedAt } = status.theirs
  return (
    <div className="pb-4">
      <ErrorNote
        title={m['reporting.clash']({ time: updatedAt ? timeOfDay(updatedAt, zone) : '' })}
        kept={m['reporting.clash-says']()}
      >
        <Button size="small" onPress={() => keeper.keepMine()}>
          {m['reporting.clash-mine']()}
        </Button>
        <Button size="small" onPress={() => keeper.takeTheirs()}>
          {m['reporting.clash-theirs']()}
        </Button>
      </ErrorNote>
    </div>
  )
}
