import type { AgencyTx } from '@comptoir/db'
import { asksAt, type Attempt, closesAt, type PollState, type Said, takesAnswers } from '@comptoir/domain/countdown'
import type { Language } from '@comptoir/domain/shared'
import { clockOf } from '../lock-event.ts'
import { readPoll } from './poll-row.ts'

export type VoiceView = {
  id: string
  memberId: string | null
  name: string
  role: string
  email: string
  language: Language
  zone: string
  said: Said | null
  saidAt: string | null
  reason: string
  askedAt: string | null
  remindedAt: string | null
}

/** The poll as the launch room shows it. */
export type PollView = {
  state: PollState
  askOffsetSeconds: number
  closeOffsetSeconds: number
  /** When it asks by itself, and until when it takes answers; null while T-0 is no instant. */
  asksAt: string | null
  closesAt: string | null
  openedAt: string | null
  closedAt: string | null
  isOpen: boolean
  voices: VoiceView[]
}

export async function viewPoll(tx: AgencyTx, eventId: string, attempt: Attempt): Promise<PollView | null> {
  const stored = await readPoll(tx, eventId)
  if (!stored) return null
  const { poll, people, state } = stored
  return {
    state,
    askOffsetSeconds: poll.askOffsetSeconds,
    closeOffsetSeconds: poll.closeOffsetSeconds,
    asksAt: asksAt(poll, attempt)?.toString() ?? null,
    closesAt: closesAt(poll, attempt)?.toString() ?? null,
    openedAt: poll.openedAt?.toString() ?? null,
    closedAt: poll.closedAt?.toString() ?? null,
    isOpen: takesAnswers(poll, attempt, await clockOf(tx)),
    voices: people.map((person) => ({
      id: person.id,
      memberId: person.member_id,
      name: person.name,
      role: person.role,
      email: person.email,
      language: person.language,
      zone: person.time_zone,
      said: person.said as Said | null,
      saidAt: person.said_at?.toISOString() ?? null,
      reason: person.reason,
      askedAt: person.asked_at?.toISOString() ?? null,
      remindedAt: person.reminded_at?.toISOString() ?? null,
    })),
  }
}
