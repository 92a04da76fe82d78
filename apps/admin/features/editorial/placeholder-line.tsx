import { fillerOf, type Filling, placeholdersIn } from '@comptoir/domain/countdown'
import { language } from '../../format/index.ts'
import { m } from '../../words.ts'

interface Props {
  /** Null: the post names no event, and nothing is offered. */
  filling: Filling | null
  text: string
  /** Whose clocks T-0 may be said by: the event's, the client's, one's own. */
  zones: readonly (string | undefined)[]
  isDisabled: boolean
  onInsert: (placeholder: string) => void
}

/** What the event fills by itself, and what it says now: a press puts it after the text. */
export function PlaceholderLine({ filling, text, zones, isDisabled, onInsert }: Props) {
  if (!filling || isDisabled) return null
  const valueOf = fillerOf(filling)
  const known = [...new Set(zones)].flatMap((zone) => (zone ? [`t0 ${zone} ${language()}`] : []))
  const names = ['mission', 'launcher', 'site', ...Object.keys(filling.facts), ...known, ...placeholdersIn(text)]
  return (
    <div className="-mt-2 grid gap-1 text-12">
      <p className="text-ink-3">{m['editorial.placeholders']()}</p>
      <ul className="flex flex-wrap gap-x-3 gap-y-1">
        {[...new Set(names)].map((name) => (
          <li key={name} className="min-w-0">
            <button
              type="button"
              className="cursor-pointer rounded-2 border border-hair bg-surface px-1.5 py-0.5 text-left text-ink-2 hover:bg-hover phone:min-h-9"
              onClick={() => onInsert(name)}
            >
              <span className="font-medium">{`{${name}}`}</span>{' '}
              <span className={valueOf(name) === null ? 'text-failed' : 'text-ink-3'}>
                {valueOf(name) ?? m['editorial.placeholder.empty']()}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
