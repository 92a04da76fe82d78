import { Minus, Plus } from 'lucide-react'
import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { Button, IconButton } from '../../components/button.tsx'
import { number } from '../../format/index.ts'
import { m } from '../../words.ts'
import { aspectOf, isWhole, largest, moved, resized, shapesFor, takes, type Crop, type Size } from './crop-math.ts'

interface Props {
  mediaId: string
  name: string
  size: Size
  crop: Crop | null
  /** What the network takes; null where nothing is said, or for all of them. */
  rules: { minAspect?: number | null | undefined; maxAspect?: number | null | undefined } | null
  onChange: (crop: Crop | null) => void
}

const STEP = 0.02
const FIRST: Crop = { x: 0, y: 0, width: 1, height: 1 }

/** A frame over the picture: dragged or moved by arrows, larger or smaller, in the shapes that the network takes. */
export default function CropEditor({ mediaId, name, size, crop, rules, onChange }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const from = useRef<{ x: number; y: number; crop: Crop } | null>(null)
  const frame = crop ?? FIRST
  const cut = !isWhole(crop)
  const set = (next: Crop) => onChange(isWhole(next) ? null : next)

  function onPointerDown(event: PointerEvent<HTMLDivElement>) {
    event.currentTarget.setPointerCapture(event.pointerId)
    from.current = { x: event.clientX, y: event.clientY, crop: frame }
  }
  function onPointerMove(event: PointerEvent<HTMLDivElement>) {
    const bounds = box.current?.getBoundingClientRect()
    if (!from.current || !bounds) return
    const { x, y, crop: start } = from.current
    set(moved(start, (event.clientX - x) / bounds.width, (event.clientY - y) / bounds.height))
  }
  function onKeyDown(event: KeyboardEvent) {
    const step = event.shiftKey ? STEP * 5 : STEP
    const next = {
      ArrowLeft: () => moved(frame, -step, 0),
      ArrowRight: () => moved(frame, step, 0),
      ArrowUp: () => moved(frame, 0, -step),
      ArrowDown: () => moved(frame, 0, step),
      '+': () => resized(frame, 1.1),
      '-': () => resized(frame, 1 / 1.1),
    }[event.key]
    if (!next) return
    event.preventDefault()
    set(next())
  }

  const middle = Math.round((frame.x + frame.width / 2) * 100)
  const shape = aspectOf(size, crop)
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap gap-1" role="group" aria-label={m['editorial.crop.shape']()}>
        <Button size="small" aria-pressed={!cut} className={pressed(!cut)} onPress={() => onChange(null)}>
          {m['editorial.crop.whole']()}
        </Button>
        {shapesFor(rules).map(({ id, aspect }) => {
          const on = cut && Math.abs(shape - aspect) < 0.02
          return (
            <Button
              key={id}
              size="small"
              aria-pressed={on}
              className={pressed(on)}
              onPress={() => set(largest(size, aspect, crop))}
            >
              {id.replace('.', number(0.1, 1).charAt(1))}
            </Button>
          )
        })}
      </div>
      <div ref={box} className="relative overflow-hidden rounded-2 bg-sunken select-none">
        <img src={`/media/${mediaId}`} alt="" draggable={false} className="block w-full" />
        <div
          role="slider"
          tabIndex={0}
          aria-label={m['editorial.crop.frame']({ name })}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={middle}
          aria-valuetext={m['editorial.crop.where']({
            left: String(middle),
            top: String(Math.round((frame.y + frame.height / 2) * 100)),
            share: String(Math.round(frame.width * frame.height * 100)),
          })}
          aria-keyshortcuts="ArrowLeft ArrowRight ArrowUp ArrowDown + -"
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={() => (from.current = null)}
          onPointerCancel={() => (from.current = null)}
          onKeyDown={onKeyDown}
          className="absolute cursor-move touch-none border-2 border-white shadow-[0_0_0_1px_#000,0_0_0_9999px_rgb(0_0_0/.55)]"
          style={{
            left: `${frame.x * 100}%`,
            top: `${frame.y * 100}%`,
            width: `${frame.width * 100}%`,
            height: `${frame.height * 100}%`,
          }}
        />
      </div>
      <div className="flex items-center gap-1">
        <IconButton label={m['editorial.crop.smaller']()} onPress={() => set(resized(frame, 1 / 1.1))}>
          <Minus size={14} strokeWidth={2} />
        </IconButton>
        <IconButton label={m['editorial.crop.larger']()} isDisabled={!cut} onPress={() => set(resized(frame, 1.1))}>
          <Plus size={14} strokeWidth={2} />
        </IconButton>
        <span className="text-12 text-ink-3">{m['editorial.crop.how']()}</span>
      </div>
      {!takes(rules, shape) && (
        <p role="alert" className="text-12 text-failed">
          {shape > (rules?.maxAspect ?? Infinity)
            ? m['editorial.problem.too-wide']()
            : m['editorial.problem.too-narrow']()}
        </p>
      )}
    </div>
  )
}

const pressed = (on: boolean) => (on ? 'border-strong bg-selected' : '')
