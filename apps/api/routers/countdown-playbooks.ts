import {
  ApplyPlaybook,
  CreatePlaybook,
  CreateTask,
  PreviewApplication,
  SavePlaybook,
  UpdateTask,
} from '@comptoir/domain/countdown'
import { Id } from '@comptoir/domain/shared'
import {
  applyPlaybook,
  archivePlaybook,
  createPlaybook,
  createTask,
  doTask,
  duplicatePlaybook,
  getPlaybook,
  listPlaybooks,
  makePlaybookFromEvent,
  previewApplication,
  readTasks,
  removeTask,
  restorePlaybook,
  savePlaybook,
  undoTask,
  updateTask,
} from '@comptoir/operations/countdown'
import { z } from 'zod'
import { may } from '../trpc.ts'

const read = may('countdown.read')
const write = may('countdown.write')
const One = z.object({ playbookId: Id })
const OneTask = z.object({ taskId: Id })

/** The countdown's doors to playbooks, and to what people do around an event. */
export const playbookDoors = {
  playbooks: read.query(({ ctx }) => ctx.inAgency((tx) => listPlaybooks(tx))),
  playbook: read.input(One).query(({ ctx, input }) => ctx.inAgency((tx) => getPlaybook(tx, input.playbookId))),
  createPlaybook: write
    .input(CreatePlaybook)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => createPlaybook(tx, ctx.actor, input))),
  playbookFromEvent: write
    .input(CreatePlaybook.extend({ eventId: Id }))
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => makePlaybookFromEvent(tx, ctx.actor, input))),
  savePlaybook: write
    .input(SavePlaybook)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => savePlaybook(tx, ctx.actor, input))),
  duplicatePlaybook: write
    .input(CreatePlaybook.extend(One.shape))
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => duplicatePlaybook(tx, ctx.actor, input))),
  archivePlaybook: write
    .input(One)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => archivePlaybook(tx, ctx.actor, input.playbookId))),
  restorePlaybook: write
    .input(One)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => restorePlaybook(tx, ctx.actor, input.playbookId))),
  /** What applying it would make; nothing is written. */
  previewApplication: read
    .input(PreviewApplication)
    .query(({ ctx, input }) => ctx.inAgency((tx) => previewApplication(tx, input))),
  applyPlaybook: write
    .input(ApplyPlaybook)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => applyPlaybook(tx, ctx.actor, input))),

  tasks: read
    .input(z.object({ eventId: Id }))
    .query(({ ctx, input }) => ctx.inAgency((tx) => readTasks(tx, input.eventId))),
  createTask: write
    .input(CreateTask)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => createTask(tx, ctx.actor, input))),
  updateTask: write
    .input(UpdateTask)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => updateTask(tx, ctx.actor, input))),
  removeTask: write
    .input(OneTask)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => removeTask(tx, ctx.actor, input.taskId))),
  // Whoever a task is for says that it is done, whatever the role.
  doTask: read.input(OneTask).mutation(({ ctx, input }) => ctx.inAgency((tx) => doTask(tx, ctx.actor, input.taskId))),
  undoTask: read
    .input(OneTask)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => undoTask(tx, ctx.actor, input.taskId))),
}
