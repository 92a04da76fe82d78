import { Move } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { DateTimeField } from '../../components/date-time-fields.tsx'
import { Pop } from '../../components/pop.tsx'
import { useZone } from '../../data/session.ts'
import { m } from '../../words.ts'
import { useMove, type Movable } from './use-move.ts'

/** The same as a drag, by keyboard or thumb. */
export function MoveTo({ post, title }: { post: Movable; title: string }) {
  const zone = useZone()
  const move = useMove()
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const [to, setTo] = useState(post.at)
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={m['editorial.move.of']({ title })}
        title={m['editorial.move.to']()}
        onClick={() => {
          setTo(post.at)
          setOpen(!open)
        }}
        className="grid size-[18px] shrink-0 cursor-pointer place-items-center rounded-1 text-ink-3 opacity-0 group-hover:opacity-100 hover:bg-selected focus-visible:opacity-100 aria-expanded:opacity-100 phone:size-9 phone:opacity-100"
      >
        <Move size={12} strokeWidth={2} aria-hidden />
      </button>
      {open && (
        <Pop trigger={button} close={() => setOpen(false)} label={m['editorial.move.to']()} className="w-[280px]">
          <form
            className="grid gap-3 p-3"
            onSubmit={(event) => {
              event.preventDefault()
              if (to) move(post, to)
              setOpen(false)
            }}
          >
            <DateTimeField label={m['editorial.at']()} zone={zone} value={to} onChange={setTo} />
            <Button kind="primary" type="submit" isDisabled={!to || to === post.at}>
              {m['editorial.move.do']()}
            </Button>
          </form>
        </Pop>
      )}
    </>
  )
}
