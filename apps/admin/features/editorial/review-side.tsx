import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { TextArea } from '../../components/text-field.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { trpc } from '../../data/trpc.ts'
import { m } from '../../words.ts'
import { approvedBefore, Changes } from './changes.tsx'
import type { PostPage } from './composer-draft.ts'
import { whyWord } from './editorial-words.ts'
import { History } from './history.tsx'
import { ReviewThread } from './review-thread.tsx'

/** What was said of the post, in order, what changed since it was approved, and its versions. */
export function ReviewSide({ post, onTakeUp }: { post: PostPage; onTakeUp: (text: string) => void }) {
  const since = approvedBefore(post)
  return (
    <>
      {since !== null && (
        <section className="pb-6">
          <h2 className="rule mb-2 pb-1 text-13">
            {m['editorial.since-approved']()}{' '}
            <span className="font-normal text-ink-3">{m['editorial.of-version']({ number: since })}</span>
          </h2>
          <Changes post={post} from={since} to={post.version} />
        </section>
      )}
      <section className="pb-6">
        <h2 className="rule pb-1 text-13">
          {m['editorial.review']()} <span className="font-normal text-ink-3">{post.reviews.length}</span>
        </h2>
        <ReviewThread post={post} />
        <Say postId={post.id} />
      </section>
      <History post={post} onTakeUp={onTakeUp} />
    </>
  )
}

/** A word to those who work on the post; its review stays where it is. */
export function Say({ postId }: { postId: string }) {
  const [comment, setComment] = useState('')
  const [no, setNo] = useState<string | null>(null)
  const say = useMutation(
    trpc.editorial.comment.mutationOptions({
      onError: (error) => setNo(sentenceOf(error)),
      onSuccess: (answer) => {
        if (answer.kind === 'refused') return setNo(whyWord(answer.why))
        setComment('')
        setNo(null)
      },
    }),
  )
  return (
    <form
      className="grid gap-2 pt-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (comment.trim() === '') setNo(whyWord('comment-missing'))
        else say.mutate({ postId, comment })
      }}
    >
      <TextArea
        label={m['editorial.say']()}
        rows={2}
        maxLength={2000}
        value={comment}
        onChange={setComment}
        error={no ?? undefined}
      />
      <Button size="small" type="submit" busy={say.isPending} className="justify-self-start">
        {m['editorial.say-do']()}
      </Button>
    </form>
  )
}
