import {
  Approve,
  AskForChange,
  Comment,
  CreateCampaign,
  CreatePost,
  MovePost,
  SavePost,
  Submit,
} from '@comptoir/domain/editorial'
import { Id, Instant } from '@comptoir/domain/shared'
import {
  approvePost,
  askForChangeOfPost,
  cancelPost,
  collisionMinutes,
  commentPost,
  createCampaign,
  createPost,
  duplicatePost,
  getMedia,
  getPost,
  getRevision,
  leavePost,
  listCampaigns,
  listMedia,
  listPosts,
  movePost,
  readCalendar,
  restorePost,
  savePost,
  submitPost,
  takeBackPost,
  watchers,
  watchPost,
} from '@comptoir/operations/editorial'
import { z } from 'zod'
import { may, router } from '../trpc.ts'

const OnePost = z.object({ postId: Id })

/** A screen shows six weeks at most; a whole year at once is a mistake. */
const LONGEST_DAYS = 100

const Calendar = z
  .object({
    from: Instant,
    until: Instant,
    clientId: Id.optional(),
    channelId: Id.optional(),
    campaignId: Id.optional(),
    authorId: Id.optional(),
  })
  .refine((asked) => asked.until.since(asked.from).total('hours') <= LONGEST_DAYS * 24, { path: ['until'] })

export const editorialRouter = router({
  calendar: may('posts.read')
    .input(Calendar)
    .query(({ ctx, input }) => ctx.inAgency((tx) => readCalendar(tx, input))),
  collisionMinutes: may('posts.read').query(({ ctx }) => ctx.inAgency(collisionMinutes)),
  list: may('posts.read')
    .input(
      z.object({
        show: z.enum(['review', 'drafts', 'unscheduled', 'cancelled']),
        clientId: Id.optional(),
        limit: z.int().min(1).max(200).default(100),
      }),
    )
    .query(({ ctx, input }) => ctx.inAgency((tx) => listPosts(tx, input))),
  get: may('posts.read')
    .input(OnePost)
    .query(({ ctx, input }) => ctx.inAgency((tx) => getPost(tx, input.postId))),
  revision: may('posts.read')
    .input(OnePost.extend({ number: z.int().positive() }))
    .query(({ ctx, input }) => ctx.inAgency((tx) => getRevision(tx, input))),

  create: may('posts.write')
    .input(CreatePost)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => createPost(tx, ctx.actor, input))),
  save: may('posts.write')
    .input(SavePost)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => savePost(tx, ctx.actor, input))),
  move: may('posts.write')
    .input(MovePost)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => movePost(tx, ctx.actor, input))),
  duplicate: may('posts.write')
    .input(OnePost)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => duplicatePost(tx, ctx.actor, input.postId))),
  cancel: may('posts.write')
    .input(OnePost)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => cancelPost(tx, ctx.actor, input.postId))),
  restore: may('posts.write')
    .input(OnePost)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => restorePost(tx, ctx.actor, input.postId))),

  submit: may('posts.write')
    .input(Submit)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => submitPost(tx, ctx.actor, input))),
  takeBack: may('posts.write')
    .input(Submit)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => takeBackPost(tx, ctx.actor, input))),
  approve: may('posts.review')
    .input(Approve)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => approvePost(tx, ctx.actor, input))),
  askForChange: may('posts.review')
    .input(AskForChange)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => askForChangeOfPost(tx, ctx.actor, input))),
  comment: may('posts.read')
    .input(Comment)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => commentPost(tx, ctx.actor, input))),

  watch: may('posts.read')
    .input(OnePost.extend({ typing: z.boolean() }))
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => watchPost(tx, ctx.actor, input))),
  leave: may('posts.read')
    .input(OnePost)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => leavePost(tx, ctx.actor, input.postId))),
  watchers: may('posts.read')
    .input(OnePost)
    .query(({ ctx, input }) => ctx.inAgency((tx) => watchers(tx, ctx.actor, input.postId))),

  campaigns: may('posts.read')
    .input(z.object({ clientId: Id }))
    .query(({ ctx, input }) => ctx.inAgency((tx) => listCampaigns(tx, input.clientId))),
  createCampaign: may('posts.write')
    .input(CreateCampaign)
    .mutation(({ ctx, input }) => ctx.inAgency((tx) => createCampaign(tx, ctx.actor, input))),

  media: may('posts.read')
    .input(z.object({ clientId: Id, before: Id.optional(), limit: z.int().min(1).max(200).default(60) }))
    .query(({ ctx, input }) => ctx.inAgency((tx) => listMedia(tx, input))),
  mediaOne: may('posts.read')
    .input(z.object({ mediaId: Id }))
    .query(({ ctx, input }) => ctx.inAgency((tx) => getMedia(tx, input.mediaId))),
})
