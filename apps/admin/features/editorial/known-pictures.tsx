import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Pop } from '../../components/pop.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { trpc } from '../../data/trpc.ts'
import { m } from '../../words.ts'
import type { DraftPicture } from './composer-draft.ts'

const PAGE = 24

/** The pictures that the client has already, newest first: one press puts one on the post. */
export function KnownPictures({
  clientId,
  taken,
  onAdd,
}: {
  clientId: string
  taken: readonly string[]
  onAdd: (picture: DraftPicture) => void
}) {
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        ref={button}
        size="small"
        kind="quiet"
        aria-haspopup="dialog"
        aria-expanded={open}
        className="-ml-2 justify-self-start"
        onPress={() => setOpen(!open)}
      >
        {m['editorial.picture.known']()}
      </Button>
      {open && (
        <Pop
          trigger={button}
          close={() => setOpen(false)}
          label={m['editorial.picture.known']()}
          placement="bottom start"
          className="w-[420px]"
        >
          <Shelf clientId={clientId} taken={taken} onAdd={onAdd} />
        </Pop>
      )}
    </>
  )
}

function Shelf({
  clientId,
  taken,
  onAdd,
}: {
  clientId: string
  taken: readonly string[]
  onAdd: (picture: DraftPicture) => void
}) {
  const [limit, setLimit] = useState(PAGE)
  const { data: all, error } = useQuery(trpc.editorial.media.queryOptions({ clientId, limit }))
  const pictures = all?.filter((one) => one.state !== 'refused')
  return (
    <div className="grid gap-3 p-3">
      {error && <p className="text-13 text-failed">{sentenceOf(error)}</p>}
      {!all && !error && <SkeletonRows rows={3} rowHeight={72} />}
      {pictures?.length === 0 && <p className="text-13 text-ink-2">{m['editorial.picture.none']()}</p>}
      <ul className="grid grid-cols-4 gap-2 phone:grid-cols-3">
        {pictures?.map((one) => {
          const on = taken.includes(one.id)
          return (
            <li key={one.id}>
              <button
                type="button"
                // Not disabled: the focus would be lost with it, and Escape with the focus.
                aria-disabled={on}
                title={one.name}
                onClick={() => !on && onAdd({ mediaId: one.id, alt: '', crop: null, name: one.name })}
                className="grid w-full cursor-pointer gap-1 rounded-2 p-1 text-left text-11 text-ink-2 hover:bg-hover aria-disabled:cursor-default aria-disabled:text-ink-3"
              >
                <img
                  src={`/media/${one.id}`}
                  alt=""
                  loading="lazy"
                  className={`aspect-square w-full rounded-1 bg-sunken object-cover ${on ? 'opacity-40' : ''}`}
                />
                <span className="truncate">{on ? m['editorial.picture.on']() : one.name}</span>
              </button>
            </li>
          )
        })}
      </ul>
      {all?.length === limit && limit < 200 && (
        <Button size="small" onPress={() => setLimit(Math.min(200, limit + PAGE))}>
          {m['editorial.picture.more']()}
        </Button>
      )}
    </div>
  )
}
