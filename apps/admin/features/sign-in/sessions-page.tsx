import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Monitor, Smartphone } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { ConfirmButton } from '../../components/confirm-button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { auth } from '../../data/auth.ts'
import { useZone } from '../../data/session.ts'
import { dayAndTime } from '../../format/index.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'
import { browserOf } from './browser-name.ts'
import { refusalSentence } from './auth-refusal.ts'

const KEY = ['auth', 'sessions']

async function readSessions() {
  const client = await auth()
  const [all, mine] = await Promise.all([client.listSessions(), client.getSession()])
  if (all.error) throw new Error(refusalSentence(all.error))
  const current = mine.data?.session.token
  return all.data
    .map((session) => ({ ...session, isThis: session.token === current }))
    .toSorted((a, b) => Number(b.isThis) - Number(a.isThis) || b.updatedAt.getTime() - a.updatedAt.getTime())
}

/** An address of zeros is this very machine's, and tells nobody anything. */
const isTelling = (address: string | null | undefined) => Boolean(address && /[1-9a-f]/i.test(address))

export default function SessionsPage() {
  const zone = useZone()
  const queries = useQueryClient()
  const { data: sessions, error, refetch } = useQuery({ queryKey: KEY, queryFn: readSessions })
  const again = () => queries.invalidateQueries({ queryKey: KEY })
  const end = useMutation({
    mutationFn: async (token: string) => (await auth()).revokeSession({ token }),
    onSuccess: () => {
      showToast(m['sign-in.sessions.ended']())
      return again()
    },
  })
  const endOthers = useMutation({
    mutationFn: async () => (await auth()).revokeOtherSessions(),
    onSuccess: () => {
      showToast(m['sign-in.sessions.others-ended']())
      return again()
    },
  })
  const others = sessions?.filter((session) => !session.isThis).length ?? 0

  return (
    <div className="max-w-[760px] px-7 py-5 phone:px-4">
      <h1 className="text-26 tracking-[-.015em]">{m['sign-in.sessions.title']()}</h1>
      <p className="pt-1 pb-4 text-ink-2">{m['sign-in.sessions.what']()}</p>
      {error ? (
        <ErrorNote title={error.message}>
          <Button onPress={() => void refetch()}>{m['frame.error.retry']()}</Button>
        </ErrorNote>
      ) : !sessions ? (
        <SkeletonRows rows={3} rowHeight={52} />
      ) : (
        <>
          <ul className="border-t border-ink">
            {sessions.map((session) => {
              const browser = browserOf(session.userAgent ?? '')
              const Icon = browser?.phone ? Smartphone : Monitor
              return (
                <li key={session.id} className="flex min-h-[52px] items-center gap-3 border-b border-hair">
                  <Icon size={16} strokeWidth={1.75} className="shrink-0 text-ink-2" />
                  <div className="min-w-0">
                    <p className="font-medium">
                      {browser ? browser.name : m['sign-in.sessions.unknown']()}
                      {session.isThis && (
                        <span className="ml-2 text-12 font-normal text-ink-3">{m['sign-in.sessions.this']()}</span>
                      )}
                    </p>
                    <p className="truncate text-12 text-ink-3">
                      {m['sign-in.sessions.since']({ time: dayAndTime(session.createdAt, zone) })}
                      {isTelling(session.ipAddress) && ` · ${session.ipAddress}`}
                    </p>
                  </div>
                  {!session.isThis && (
                    <Button
                      size="small"
                      className="ml-auto"
                      busy={end.isPending && end.variables === session.token}
                      onPress={() => end.mutate(session.token)}
                    >
                      {m['sign-in.sessions.end']()}
                    </Button>
                  )}
                </li>
              )
            })}
          </ul>
          {others > 0 && (
            <div className="pt-4">
              <ConfirmButton
                label={m['sign-in.sessions.end-others']()}
                title={m['sign-in.sessions.end-others.count']({ count: others })}
                confirm={m['sign-in.sessions.end-others']()}
                onConfirm={() => endOthers.mutateAsync()}
              >
                {m['sign-in.sessions.end-others.kept']()}
              </ConfirmButton>
            </div>
          )}
        </>
      )}
    </div>
  )
}
