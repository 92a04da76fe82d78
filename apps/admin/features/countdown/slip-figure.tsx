import { useId } from 'react'
import { m } from '../../words.ts'
import { type Drawing, FROM_Y, TO_Y } from './slip-geometry.ts'

/** Two evenings on one clock: hollow dots follow, filled ones need a decision, the night is hatched. */
export function SlipFigure({ drawing }: { drawing: Drawing }) {
  const hatch = useId()
  const { width, height, zero } = drawing
  return (
    <figure tabIndex={0} aria-label={m['countdown.figure']()} className="m-0 overflow-x-auto">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={m['countdown.figure.says']({ count: drawing.lines.length })}
        className="block h-auto w-full min-w-[600px] overflow-visible text-[12px]"
      >
        <defs>
          <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path d="M0 0V6" stroke="var(--line)" strokeWidth="1.5" />
          </pattern>
        </defs>
        {drawing.nights.map((night) => (
          <g key={night.x}>
            <rect x={night.x} y={30} width={night.width} height={116} fill={`url(#${hatch})`} />
            {night.width > 44 && (
              <text x={night.x + night.width - 4} y={92} textAnchor="end" className="fill-(--text-3) text-[11px]">
                {m['countdown.figure.night']()}
              </text>
            )}
          </g>
        ))}
        {drawing.ticks.map((tick) => (
          <g key={tick.x}>
            <path d={`M${tick.x} 30V146`} className="stroke-(--hair)" />
            <text x={tick.x + 3} y={24} className="fill-(--text-3) text-[11px]">
              {tick.label}
            </text>
          </g>
        ))}
        <path d={`M0 ${FROM_Y}H${width}M0 ${TO_Y}H${width}`} className="stroke-(--text) stroke-[1.5]" />
        {drawing.lines.map((line) => (
          <path
            key={line.id}
            d={`M${line.from} ${FROM_Y}L${line.to} ${TO_Y}`}
            className={line.decide ? 'stroke-(--text) stroke-[1.5]' : 'stroke-(--text-3) stroke-1'}
          >
            <title>{line.title}</title>
          </path>
        ))}
        <path d={`M${zero.from} ${FROM_Y}L${zero.to} ${TO_Y}`} className="stroke-(--text) stroke-[2.5]" />
        {drawing.squares.map((square) => (
          <g key={square.id}>
            <rect
              x={square.x - 4}
              y={TO_Y - 4}
              width={8}
              height={8}
              className="fill-(--surface) stroke-(--text) stroke-[1.5]"
            />
            <title>{square.label}</title>
          </g>
        ))}
        {drawing.lines.map((line) => (
          <g key={line.id}>
            <circle cx={line.from} cy={FROM_Y} r={3.5} className="fill-(--surface) stroke-(--text-3) stroke-[1.5]" />
            <circle
              cx={line.to}
              cy={TO_Y}
              r={4.5}
              className={`stroke-(--text) stroke-[1.5] ${line.decide ? 'fill-(--text)' : 'fill-(--surface)'}`}
            />
          </g>
        ))}
        <circle cx={zero.from} cy={FROM_Y} r={3.5} className="fill-(--surface) stroke-(--text) stroke-[1.5]" />
        <circle cx={zero.to} cy={TO_Y} r={4.5} className="fill-(--text)" />
        <path d={`M${zero.to} ${TO_Y + 5}V${TO_Y + 18}`} className="stroke-(--text-3)" />
        {drawing.labels.map((label) => (
          <text
            key={label.text}
            x={Math.min(Math.max(label.x, 18), width - 18)}
            y={TO_Y + 34}
            textAnchor="middle"
            className={label.strong ? 'fill-(--text) font-bold' : 'fill-(--text-2)'}
          >
            {label.text}
          </text>
        ))}
        <Row y={FROM_Y + 17} text={drawing.rows[0]} />
        <Row y={TO_Y - 8} text={drawing.rows[1]} />
      </svg>
    </figure>
  )
}

/** The day of a row, on a patch of paper where lines pass below it. */
function Row({ y, text }: { y: number; text: string }) {
  return (
    <g>
      <rect x={0} y={y - 12} width={text.length * 6.6 + 6} height={16} className="fill-(--surface)" />
      <text x={4} y={y} className="fill-(--text) font-bold">
        {text}
      </text>
    </g>
  )
}
