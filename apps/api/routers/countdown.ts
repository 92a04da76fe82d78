import {
  AnswerOffer,
  Close,
  CreateEvent,
  EventOrder,
  Hold,
  MarkLaunched,
  OpenAttempt,
  Resume,
  Scrub,
  SetGo,
  SetT0,
  Shown,
  Slip,
  UpdateEvent,
} from '@comptoir/domain/countdown'
import { Id } from '@comptoir/domain/shared'
import {
  answerOffer,
  closeEvent,
  createEvent,
  eventWatchers,
  getEvent,
  holdNow,
  leaveEvent,
  listEvents,
  markLaunched,
  nextT0,
  openAttempt,
  previewOrder,
  resumeEvent,
  scrubNow,
  setGo,
  setT0,
  slipEvent,
  updateEvent,
  watchEvent,
} from '@comptoir/operations/countdown'
import { z } from 'zod'
import { may, router } from '../trpc.ts'
import { playbookDoors } from './countdown-playbooks.ts'
import { pollRouter } from './poll.ts'

const read = may('countdown.read')
const write = may('countdown.write')
const run = may('countdown.run')

const OneEvent = z.object({ eventId: Id })

export const countdownRouter = router({
  ...playbookDoors,
  list: read
    .input(z.object({ clientId: Id.nullable().default(null) }).default({ clientId: null }))
    .query(({ ctx, input }) => ctx.inAgency((tx) => listEvents(tx, input))),
  get: read.input(OneEvent).query(({ ctx, input }) => ctx.inAgency((tx) => getEvent(tx, input.eventId))),
  nextT0: read.query(({ ctx }) => ctx.inAgency((tx) => nextT0(tx))),

  watch: read
    .input(OneEvent)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => watchEvent(tx, ctx.actor, input.eventId))),
  leave: read
    .input(OneEvent)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => leaveEvent(tx, ctx.actor, input.eventId))),
  watchers: read
    .input(OneEvent)
    .query(({ ctx, input }) => ctx.inAgency((tx) => eventWatchers(tx, ctx.actor, input.eventId))),

  poll: pollRouter,

  create: write
    .input(CreateEvent)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => createEvent(tx, ctx.actor, input))),
  update: write
    .input(UpdateEvent)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => updateEvent(tx, ctx.actor, input))),

  /** What an order would do; nothing is written. */
  preview: read.input(EventOrder).query(({ ctx, input }) => ctx.inAgency((tx) => previewOrder(tx, input))),

  setT0: run
    .input(SetT0.extend(Shown.shape))
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => setT0(tx, ctx.actor, input))),
  go: run
    .input(SetGo.extend(Shown.shape))
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => setGo(tx, ctx.actor, input))),
  hold: run
    .input(Hold.extend(Shown.shape))
    .mutation(({ ctx, input }) => holdNow(ctx.services.db, ctx.agencyId, ctx.actor, input)),
  resume: run
    .input(Resume.extend(Shown.shape))
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => resumeEvent(tx, ctx.actor, input))),
  slip: run
    .input(Slip.extend(Shown.shape))
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => slipEvent(tx, ctx.actor, input))),
  scrub: run
    .input(Scrub.extend(Shown.shape))
    .mutation(({ ctx, input }) => scrubNow(ctx.services.db, ctx.agencyId, ctx.actor, input)),
  launched: run
    .input(MarkLaunched.extend(Shown.shape))
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => markLaunched(tx, ctx.actor, input))),
  close: run
    .input(Close.extend(Shown.shape))
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => closeEvent(tx, ctx.actor, input))),
  /** Lets an offered reserve post go, or lets it be. */
  answerOffer: run
    .input(AnswerOffer)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => answerOffer(tx, ctx.actor, input))),
  openAttempt: run
    .input(OpenAttempt.extend(Shown.shape))
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => openAttempt(tx, ctx.actor, input))),
})
