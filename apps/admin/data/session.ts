import { useQuery } from '@tanstack/react-query'
import { placeOf } from '../format/index.ts'
import { RpcError } from './rpc.ts'
import { adoptLanguage } from '../frame/language.ts'
import { queryClient, trpc, trpcClient } from './trpc.ts'
import { sessionStarted } from './session-lost.ts'

/** Who is in front of the screen, for which agency, and what that person may do. */
export interface Session {
  user: { id: string; name: string; email: string } | null
  member: { id: string; role: string; language: string; timeZone: string; mailNotices: boolean } | null
  agency: {
    id: string
    name: string
    /** Where it is: said beside its times instead of the zone's name. May be empty. */
    town: string
    timeZone: string
    language: string
    /** While its stop switch is on. */
    stoppedAt: string | null
  } | null
  agencies: readonly { id: string; name: string }[]
  needsSetUp: boolean
  permissions: readonly string[]
}

const NOBODY: Session = { user: null, member: null, agency: null, agencies: [], needsSetUp: false, permissions: [] }

async function readSession(): Promise<Session> {
  try {
    const session: Session = await trpcClient.session.me.query()
    if (session.user) sessionStarted()
    if (session.user && session.member) adoptLanguage(session.user.id, session.member.language)
    return session
  } catch (error) {
    if (error instanceof RpcError && error.data?.['httpStatus'] === 401) return NOBODY
    throw error
  }
}

const sessionQuery = () => ({ queryKey: trpc.session.me.queryKey(), queryFn: readSession, staleTime: 60_000 })

/** The session, asked for once and then kept. */
export function ensureSession(): Promise<Session> {
  return queryClient.ensureQueryData(sessionQuery())
}

/** Asked anew: after signing in, out, or into another agency. */
export function refreshSession(): Promise<Session> {
  return queryClient.fetchQuery({ ...sessionQuery(), staleTime: 0 })
}

export function useSession(): Session {
  return useQuery(sessionQuery()).data ?? NOBODY
}

/** Whether the person may do it: `const mayRun = useMay('countdown.run')`. The server decides again. */
export function useMay(permission: string): boolean {
  return useSession().permissions.includes(permission)
}

/** The reader's zone: the member's own, else the browser's. */
export function useZone(): string {
  const { member } = useSession()
  return member?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** What the reader's own times are called: the agency's town for who works by its clock, else the zone's place. */
export function useOwnPlace(): string {
  const { agency } = useSession()
  const zone = useZone()
  return agency && agency.town !== '' && agency.timeZone === zone ? agency.town : placeOf(zone)
}
