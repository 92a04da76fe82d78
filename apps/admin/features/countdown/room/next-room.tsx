import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { ErrorNote } from '../../../components/error-note.tsx'
import { sentenceOf } from '../../../data/errors.ts'
import { trpc } from '../../../data/trpc.ts'
import { m } from '../../../words.ts'

/** /countdown/next/room: the room of the nearest T-0, whichever it is; the list of events when there is none. */
export function NextRoom({ display }: { display: boolean }) {
  const { data: next, error } = useQuery(trpc.countdown.nextT0.queryOptions())
  const navigate = useNavigate()
  useEffect(() => {
    if (next === null) void navigate({ to: '/countdown', replace: true })
    if (!next) return
    const search = display ? { display: 1 as const } : {}
    void navigate({ to: '/countdown/$eventId/room', params: { eventId: next.eventId }, search, replace: true })
  }, [next, display, navigate])
  return error ? <ErrorNote title={sentenceOf(error)} /> : <h1 className="sr-only">{m['room.title']()}</h1>
}
