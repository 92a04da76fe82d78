import { z } from 'zod'
import { unescaped } from '../../sdk/index.ts'

export const Post = z.object({
  id: z.string(),
  text: z.string(),
  created_at: z.string(),
  entities: z
    .object({ urls: z.array(z.object({ url: z.string(), expanded_url: z.string().optional() })).optional() })
    .optional(),
  referenced_tweets: z.array(z.object({ type: z.string(), id: z.string() })).optional(),
  attachments: z.object({ media_keys: z.array(z.string()).optional() }).optional(),
  note_tweet: z.object({ text: z.string() }).optional(),
})
export type Post = z.output<typeof Post>
export const Timeline = z.object({
  data: z.array(Post).optional(),
  meta: z.object({ next_token: z.string().optional() }).optional(),
})

export const POST_FIELDS = 'created_at,entities,referenced_tweets,attachments,note_tweet'

/** The words as they were written: addresses were shortened, markup letters escaped, and one address added for the pictures. */
export function wordsOf(post: Post): string {
  let text = post.note_tweet?.text ?? post.text
  for (const { url, expanded_url: expanded } of post.entities?.urls ?? []) {
    const ofPictures = expanded !== undefined && /\/status\/\d+\/(photo|video)\/\d+$/.test(expanded)
    text = text.replace(url, () => (ofPictures ? '' : (expanded ?? url)))
  }
  return unescaped(text)
}
