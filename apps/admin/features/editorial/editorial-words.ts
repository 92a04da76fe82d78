import type { PlaceholderProblem } from '@comptoir/domain/editorial'
import type { Problem } from '@comptoir/domain/text'
import { networkName } from '../../components/network-mark.tsx'
import { number } from '../../format/index.ts'
import { m } from '../../words.ts'

/** Why the network would refuse, as one says it at the field. */
export function problemWord({ field, rule, index, limit, actual }: Problem): string {
  const text = ruleWord(rule, field, limit ?? 0, actual ?? 0)
  if (index === null) return text
  const place =
    field === 'thread'
      ? m['editorial.problem.part']({ number: index + 1 })
      : m['editorial.problem.picture']({ number: index + 1 })
  return `${place}${m['parts.colon']()}${text}`
}

/** Why a placeholder stays empty, as one says it at the field. */
export function placeholderWord({ placeholder, why, field, index }: PlaceholderProblem): string {
  const text = m[`editorial.placeholder.${why}`]({ name: `{${placeholder}}` })
  if (field === 'first-comment') return `${m['editorial.first-comment']()}${m['parts.colon']()}${text}`
  return index === null ? text : `${m['editorial.problem.part']({ number: index + 1 })}${m['parts.colon']()}${text}`
}

function ruleWord(rule: Problem['rule'], field: Problem['field'], limit: number, actual: number): string {
  const most = number(limit)
  switch (rule) {
    case 'too-long':
      return m['editorial.problem.too-long']({ over: number(actual - limit), limit: most })
    case 'too-many':
      return field === 'thread'
        ? m['editorial.problem.too-many-parts']({ limit: most })
        : m['editorial.problem.too-many']({ limit: most })
    case 'not-offered':
      return field === 'first-comment' ? m['editorial.problem.no-comment']() : m['editorial.problem.no-link']()
    case 'empty':
      return m['editorial.problem.empty']()
    case 'too-few':
      return m['editorial.problem.too-few']({ limit: most })
    case 'type':
      return m['editorial.problem.type']()
    case 'too-many-bytes':
      return m['editorial.problem.too-many-bytes']()
    case 'too-many-pixels':
      return m['editorial.problem.too-many-pixels']()
    case 'too-narrow':
      return m['editorial.problem.too-narrow']()
    case 'too-wide':
      return m['editorial.problem.too-wide']()
    case 'not-with-images':
      return m['editorial.problem.not-with-images']()
  }
}

type Why =
  | 'stale'
  | 'on-its-way'
  | 'already-published'
  | 'cancelled'
  | 'of-another-client'
  | 'unknown-media'
  | 'no-channel'
  | 'not-in-review'
  | 'already-in-review'
  | 'already-approved'
  | 'own-post'
  | 'media-not-ready'
  | 'against-rules'
  | 'comment-missing'
  | 'anchor-without-event'
  | 'not-cancelled'

/** Why the server said no, in words. */
export const whyWord = (why: Why): string => m[`editorial.why.${why}`]()

/** The first thing that a network would refuse, by its name. */
export function refusalWords(
  channels: readonly { network: string; problems: readonly Problem[]; placeholders: readonly PlaceholderProblem[] }[],
): string {
  const [first] = channels
  const [empty] = channels.flatMap(({ placeholders }) => placeholders)
  if (empty) return placeholderWord(empty)
  const problem = first?.problems[0]
  if (!first || !problem) return whyWord('against-rules')
  return `${whyWord('against-rules')} ${networkName(first.network)}${m['parts.colon']()}${problemWord(problem)}`
}

export type Happened = 'submitted' | 'approved' | 'changes-requested' | 'comment' | 'lapsed' | 'withdrawn'
export const happenedWord = (kind: Happened): string => m[`editorial.happened.${kind}`]()
