import type { AgencyTx } from '@comptoir/db'
import type { Actor } from '@comptoir/domain/shared'
import type { ChannelKey, ClientKey, PersonKey } from './cast.ts'
import type { Chance } from './chance.ts'
import type { StoryTime } from './story-time.ts'

export type Person = Actor & { kind: 'member'; name: string }
export type ToldChannel = {
  id: string
  client: ClientKey
  network: string
  handle: string
  remoteId: string
  baseUrl: string
}

/** The agency as far as it has been told: who is who, and under which id. */
export type Telling = {
  tx: AgencyTx
  time: StoryTime
  chance: Chance
  /** An id that carries its instant. */
  id(at: Temporal.Instant): string
  people: Record<PersonKey, Person>
  clients: Record<ClientKey, string>
  channels: Record<ChannelKey, ToldChannel>
  mandates: Record<ClientKey, string>
}

/** The outcome that a use case was called for; anything else is an error of the story. */
export function told<T extends { kind: string }, K extends T['kind']>(outcome: T, kind: K): Extract<T, { kind: K }> {
  if (outcome.kind !== kind) throw new Error(`the story expected ${kind}: ${JSON.stringify(outcome)}`)
  return outcome as Extract<T, { kind: K }>
}
