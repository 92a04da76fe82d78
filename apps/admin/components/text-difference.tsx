import { differenceOfTexts } from '@comptoir/domain/editorial'
import { m } from '../words.ts'

/** What changed between two texts, word by word: taken out struck, put in underlined; both said to screen readers. */
export function TextDifference({ before, after }: { before: string | null; after: string | null }) {
  return (
    <span className="break-words whitespace-pre-wrap">
      {differenceOfTexts(before ?? '', after ?? '').map(({ kind, text }, index) => {
        if (kind === 'same') return <span key={index}>{shortened(text)}</span>
        const Tag = kind === 'removed' ? 'del' : 'ins'
        return (
          <Tag
            key={index}
            className={
              kind === 'removed'
                ? 'text-ink-3 line-through decoration-1'
                : 'font-bold text-ink underline decoration-1 underline-offset-2'
            }
          >
            <span className="sr-only">
              {kind === 'removed' ? m['editorial.diff.removed']() : m['editorial.diff.added']()}{' '}
            </span>
            {text}
          </Tag>
        )
      })}
    </span>
  )
}

const LONG = 160
const EDGE = 60

/** A long stretch that stayed is told by its ends. */
function shortened(text: string): string {
  return text.length > LONG ? `${text.slice(0, EDGE)} […] ${text.slice(-EDGE)}` : text
}
