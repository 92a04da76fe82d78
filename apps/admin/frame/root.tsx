import { Link, Outlet, useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { useEffect } from 'react'
import { ErrorNote } from '../components/error-note.tsx'
import { sentenceOf } from '../data/errors.ts'
import { gotNoAnswer } from '../data/trpc.ts'
import { onConnectionBack } from '../data/connection.ts'
import { m } from '../words.ts'
import { useLanguage } from './language.ts'

export function Root() {
  useLanguage()
  return <Outlet />
}

export function NotFoundPage() {
  useLanguage()
  return (
    <div className="mx-auto max-w-xl px-5 py-12">
      <ErrorNote title={m['frame.not-found.title']()} kept={m['frame.not-found.why']()}>
        <Link to="/" className="font-medium">
          {m['frame.not-found.home']()}
        </Link>
      </ErrorNote>
    </div>
  )
}

/** A page that fell: what happened, what was kept, what to do. It comes back by itself with the connection. */
export function PageError({ error, reset }: ErrorComponentProps) {
  useLanguage()
  const router = useRouter()
  useEffect(() => onConnectionBack(() => void router.invalidate().then(reset)), [router, reset])
  useEffect(() => console.error(error), [error])
  const stale = error instanceof TypeError && /dynamically imported module|module script/i.test(error.message)
  const title = stale
    ? m['frame.error.new-version']()
    : gotNoAnswer(error)
      ? m['frame.error.no-answer']()
      : m['frame.error.page']()
  return (
    <div className="mx-auto max-w-xl px-5 py-12">
      <ErrorNote title={title} kept={stale ? m['frame.error.new-version.why']() : `${sentenceOf(error)}`}>
        <button
          type="button"
          onClick={() => (stale ? location.reload() : void router.invalidate().then(reset))}
          className="flex h-control items-center rounded-2 bg-accent px-3 text-13 font-bold text-on-accent hover:bg-accent-hover"
        >
          {stale ? m['frame.error.reload']() : m['frame.error.retry']()}
        </button>
        <Link to="/" className="text-13">
          {m['frame.not-found.home']()}
        </Link>
      </ErrorNote>
    </div>
  )
}
