import { SavePoll } from '@comptoir/domain/countdown'
import { Id } from '@comptoir/domain/shared'
import { askVoiceAgain, closePoll, dropPoll, openPoll, savePoll, withdrawVoice } from '@comptoir/operations/countdown'
import { z } from 'zod'
import { may, router } from '../trpc.ts'

const write = may('countdown.write')
const run = may('countdown.run')

const OneEvent = z.object({ eventId: Id })
const OneVoice = z.object({ eventId: Id, voiceId: Id })

/** The go/no-go poll of an event; it is read with the event. */
export const pollRouter = router({
  save: write.input(SavePoll).mutation(({ ctx, input }) => ctx.inAgency((tx) => savePoll(tx, ctx.actor, input))),
  drop: write
    .input(OneEvent)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => dropPoll(tx, ctx.actor, input.eventId))),
  open: run.input(OneEvent).mutation(({ ctx, input }) => ctx.inAgency((tx) => openPoll(tx, ctx.actor, input.eventId))),
  askAgain: run.input(OneVoice).mutation(({ ctx, input }) => ctx.inAgency((tx) => askVoiceAgain(tx, ctx.actor, input))),
  withdraw: run.input(OneVoice).mutation(({ ctx, input }) => ctx.inAgency((tx) => withdrawVoice(tx, ctx.actor, input))),
  close: run
    .input(OneEvent)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => closePoll(tx, ctx.actor, input.eventId))),
})
