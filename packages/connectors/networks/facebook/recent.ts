import type { z } from 'zod'
import { readPages } from '../../sdk/index.ts'
import type { Channel, Connector, Ports, PublishedRef } from '../../sdk/index.ts'
import { graph, targetOf } from './graph.ts'
import { postOf } from './permalink.ts'
import { COMMENT_FIELDS, Comments, type Post, POST_FIELDS, Posts, shownIn } from './posts.ts'

const PAGE = 100

/** What the page published, or its own comments under a post. Sources: developers.facebook.com/docs/graph-api/reference/page/published_posts, …/object/comments. */
export const readRecent: NonNullable<Connector['readRecent']> = (ports, channel, order) =>
  readPages(order, (cursor, left) => {
    const query = {
      limit: String(Math.min(left, PAGE)),
      ...(order.since === null ? {} : { since: String(Math.floor(order.since.epochMilliseconds / 1000)) }),
      ...(cursor === null ? {} : { after: cursor }),
    }
    return order.under ? commentsUnder(ports, channel, order.under, query) : ownPosts(ports, channel, query)
  })

type Query = Readonly<Record<string, string>>

async function ownPosts(ports: Ports, channel: Channel, query: Query) {
  const answer = await graph(ports, targetOf(channel), {
    purpose: 'recent',
    method: 'GET',
    path: `/${encodeURIComponent(channel.remoteId)}/published_posts`,
    query: { ...query, fields: POST_FIELDS },
    scope: 'pages_read_engagement',
    effect: 'read',
    schema: Posts,
  })
  if (answer.kind !== 'ok') return answer
  return {
    kind: 'page' as const,
    next: nextOf(answer.value),
    posts: answer.value.data.map((post) => ({
      ref: {
        remoteId: post.id,
        permalink: post.permalink_url ?? postOf(channel.baseUrl, channel.handle, post.id),
        data: null,
      },
      text: post.message,
      at: instantOf(post.created_time),
      parent: null,
      images: imagesOf(post),
    })),
  }
}

async function commentsUnder(ports: Ports, channel: Channel, parent: PublishedRef, query: Query) {
  const answer = await graph(ports, targetOf(channel), {
    purpose: 'recent',
    method: 'GET',
    path: `/${encodeURIComponent(parent.remoteId)}/comments`,
    query: { ...query, order: 'reverse_chronological', fields: COMMENT_FIELDS },
    scope: 'pages_read_user_content',
    effect: 'read',
    schema: Comments,
  })
  if (answer.kind !== 'ok') return answer
  return {
    kind: 'page' as const,
    next: nextOf(answer.value),
    posts: answer.value.data
      .filter(({ from }) => from?.id === channel.remoteId)
      .map((comment) => ({
        ref: { remoteId: comment.id, permalink: comment.permalink_url ?? null, data: null },
        text: comment.message,
        at: instantOf(comment.created_time),
        parent: parent.remoteId,
        images: 0,
      })),
  }
}

const nextOf = ({ paging }: Pick<z.output<typeof Posts>, 'paging'>) =>
  paging?.next === undefined ? null : (paging.cursors?.after ?? null)

const instantOf = (text: string) => Temporal.Instant.fromEpochMilliseconds(Date.parse(text))

/** An album stands beside its pictures: it is not one of them. */
const imagesOf = (post: Post) =>
  shownIn(post).filter(({ media_type: type, target }) => type === 'photo' && target !== undefined).length
