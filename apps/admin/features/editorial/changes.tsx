import { useQuery } from '@tanstack/react-query'
import { RevisionChanges } from '../../components/revision-changes.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { trpc } from '../../data/trpc.ts'
import type { PostPage } from './composer-draft.ts'

interface Props {
  post: Pick<PostPage, 'id' | 'clientId' | 'media'>
  from: number
  to: number
}

/** What changed from one version to another, in words. */
export function Changes({ post, from, to }: Props) {
  const ask = (number: number) => ({
    ...trpc.editorial.revision.queryOptions({ postId: post.id, number }),
    // A version never changes.
    staleTime: Infinity,
  })
  const before = useQuery(ask(from))
  const after = useQuery(ask(to))
  const { data: channels } = useQuery(trpc.channels.list.queryOptions({ clientId: post.clientId }))
  const error = before.error ?? after.error
  if (error) return <p className="text-12 text-failed">{sentenceOf(error)}</p>
  if (!before.data || !after.data) return <SkeletonRows rows={2} />
  return (
    <RevisionChanges
      before={before.data.content}
      after={after.data.content}
      channels={channels ?? []}
      pictures={post.media}
    />
  )
}

/** The version that was approved last, when something was written over it since; null when nothing was. */
export function approvedBefore(post: Pick<PostPage, 'reviews' | 'version'>): number | null {
  const number = post.reviews.findLast(({ kind }) => kind === 'approved')?.revision
  return number !== undefined && number < post.version ? number : null
}
