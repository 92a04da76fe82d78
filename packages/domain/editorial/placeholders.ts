import { type Filling, t0PlaceholdersIn, type Unfilled, unfilledIn } from '../countdown/index.ts'
import type { Post, Variant } from './post.ts'

/** A placeholder without a value, at the field that it stands in; `index` is the part of a thread, from 0. */
export type PlaceholderProblem = Unfilled & { field: 'text' | 'thread' | 'first-comment'; index: number | null }

/**
 * The placeholders of one variant that keep it from leaving. T-0 may only be said by a post that hangs from it: the others would go on saying the old
 * one after a slip.
 */
export function placeholderProblems(
  post: Pick<Post, 'text' | 'timing'>,
  variant: Pick<Variant, 'parts' | 'firstComment'>,
  filling: Filling | null,
): PlaceholderProblem[] {
  const parts = variant.parts ?? [post.text]
  const inOne = (text: string): Unfilled[] => {
    const unfilled = unfilledIn([text], filling)
    if (post.timing.kind === 'anchored' || post.timing.kind === 'calendar') return unfilled
    const loose = filling ? t0PlaceholdersIn(text) : []
    return [
      ...unfilled.filter(({ placeholder }) => !loose.includes(placeholder)),
      ...loose.map((placeholder) => ({ placeholder, why: 'not-anchored' as const })),
    ]
  }
  return [
    ...parts.flatMap((text, index) =>
      inOne(text).map((one) => ({
        ...one,
        field: parts.length > 1 ? ('thread' as const) : ('text' as const),
        index: parts.length > 1 ? index : null,
      })),
    ),
    ...(variant.firstComment ? inOne(variant.firstComment) : []).map((one) => ({
      ...one,
      field: 'first-comment' as const,
      index: null,
    })),
  ]
}

/** Every text of a post that may hold placeholders, once. */
export function textsOf(
  post: Pick<Post, 'text'>,
  variants: readonly Pick<Variant, 'parts' | 'firstComment'>[],
): string[] {
  return [
    ...new Set([post.text, ...variants.flatMap(({ parts, firstComment }) => [...(parts ?? []), firstComment ?? ''])]),
  ]
}
