import { z } from 'zod'

const Attachment = z.object({
  media_type: z.string().optional(),
  unshimmed_url: z.string().optional(),
  target: z.object({ id: z.string().optional() }).optional(),
})
export const Post = z.object({
  id: z.string(),
  message: z.string().default(''),
  created_time: z.string(),
  permalink_url: z.string().optional(),
  attachments: z
    .object({
      data: z.array(Attachment.extend({ subattachments: z.object({ data: z.array(Attachment) }).optional() })),
    })
    .optional(),
})
export type Post = z.output<typeof Post>
const paging = z
  .object({ cursors: z.object({ after: z.string().optional() }).optional(), next: z.string().optional() })
  .optional()
export const Posts = z.object({ data: z.array(Post), paging })
export const Comments = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      message: z.string().default(''),
      created_time: z.string(),
      permalink_url: z.string().optional(),
      from: z.object({ id: z.string() }).optional(),
    }),
  ),
  paging,
})

/** What is asked of posts and of comments, wherever they are read. */
export const POST_FIELDS =
  'id,message,created_time,permalink_url,attachments{media_type,unshimmed_url,target,subattachments}'
export const COMMENT_FIELDS = 'id,message,created_time,permalink_url,from'

/** Everything that hangs from a post, the pictures of an album one by one. */
export const shownIn = (post: Post) =>
  (post.attachments?.data ?? []).flatMap((one) => [one, ...(one.subattachments?.data ?? [])])
