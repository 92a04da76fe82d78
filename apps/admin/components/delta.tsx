import { delta } from '../format/index.ts'

interface Props {
  now: number
  before: number
  /** The base, in words, always there: "this month", "on October". */
  base: string
}

/** +14 200 this month, +4,0 %: a change with its sign, its base and its share of it. */
export function Delta({ now, before, base }: Props) {
  const { change, share } = delta(now, before)
  return (
    <span className="text-12 text-ink-2">
      <b className="text-ink">{change}</b> {base}
      {share && (
        <>
          , <b className="text-ink">{share}</b>
        </>
      )}
    </span>
  )
}
