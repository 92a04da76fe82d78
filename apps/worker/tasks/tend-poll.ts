import { inAgency } from '@comptoir/db'
import { tendPoll } from '@comptoir/operations/countdown'
import type { Task } from 'graphile-worker'
import type { Desk } from '../dispatch/desk.ts'
import { PollPayload } from './payload.ts'

/** Asks, reminds and closes a go/no-go poll at its moments. */
export function tendPollTask(desk: Desk): Task {
  return async (payload) => {
    const { agencyId, pollId } = PollPayload.parse(payload)
    await inAgency(desk.services.db, agencyId, (tx) => tendPoll(tx, desk.services.settings.url, pollId))
  }
}
