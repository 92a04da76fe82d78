import { sparkline, type Language } from '@comptoir/reporting/charts'
import { useId } from 'react'
import { ChartStyle, drawn } from './drawn.ts'

interface Props {
  points: readonly { at: string; value: number }[]
  holes: readonly { from: string; to: string; open: boolean }[]
  language: Language
  title: string
}

/** A line the size of a word; where nothing was read it is broken. */
export default function Spark({ points, holes, language, title }: Props) {
  const id = useId()
  const at = points.map((point) => ({ at: Date.parse(point.at), value: point.value }))
  const gaps = holes.flatMap((hole) => {
    const before = at.findLast((point) => point.at < Date.parse(`${hole.from}T12:00:00Z`))
    const after = at.find((point) => point.at > Date.parse(`${hole.to}T12:00:00Z`))
    return hole.open || !before || !after
      ? []
      : [{ from: before.at, to: after.at, firstDay: hole.from, lastDay: hole.to }]
  })
  const svg = sparkline(at, gaps, { language, width: 96, height: 26, id, title })
  return (
    <>
      <ChartStyle />
      <span className="inline-block w-24 align-middle" {...drawn(svg)} />
    </>
  )
}
