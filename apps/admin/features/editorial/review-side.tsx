import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Avatar } from '../../components/avatar.tsx'
import { Button } from '../../components/button.tsx'
import { TextArea } from '../../components/text-field.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useZone } from '../../data/session.ts'
import { trpc, trpcClient } from '../../data/trpc.ts'
import { dayAndTime } from '../../format/index.ts'
import { m } from '../../words.ts'
import type { PostPage } from './composer-draft.ts'
import { happenedWord, whyWord } from './editorial-words.ts'

/** What was said of the post, in order, and its versions. */
export function ReviewSide({ post, onTakeUp }: { post: PostPage; onTakeUp: (text: string) => void }) {
  const zone = useZone()
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
    <>
      <section className="pb-6">
        <h2 className="rule pb-1 text-13">
          {m['editorial.review']()} <span className="font-normal text-ink-3">{post.reviews.length}</span>
        </h2>
        <ol>
          {post.reviews.map((one) => (
            <li key={one.id} className="border-b border-hair py-2 text-13">
              <p className="flex items-center gap-1.5">
                {one.memberName && <Avatar name={one.memberName} size={20} decorative />}
                <b>{one.memberName ?? m['editorial.house']()}</b>
                <span className="text-12 text-ink-3">{dayAndTime(one.at, zone)}</span>
              </p>
              <p className="text-ink-2">
                {happenedWord(one.kind)}{' '}
                <span className="text-ink-3">{m['editorial.of-version']({ number: one.revision })}</span>
              </p>
              {one.comment && <p className="break-words whitespace-pre-wrap">{one.comment}</p>}
            </li>
          ))}
        </ol>
        <form
          className="grid gap-2 pt-3"
          onSubmit={(event) => {
            event.preventDefault()
            if (comment.trim() === '') setNo(whyWord('comment-missing'))
            else say.mutate({ postId: post.id, comment })
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
      </section>
      <History post={post} zone={zone} onTakeUp={onTakeUp} />
    </>
  )
}

type Revision = { number: number; text: string }

function History({ post, zone, onTakeUp }: { post: PostPage; zone: string; onTakeUp: (text: string) => void }) {
  const [open, setOpen] = useState<Revision | null>(null)
  const [no, setNo] = useState<string | null>(null)

  async function show(number: number) {
    if (open?.number === number) return setOpen(null)
    try {
      const { content } = await trpcClient.editorial.revision.query({ postId: post.id, number })
      setNo(null)
      setOpen({ number, text: textOf(content) })
    } catch (error) {
      setNo(sentenceOf(error))
    }
  }

  return (
    <section id="history">
      <h2 className="rule pb-1 text-13">{m['editorial.history']()}</h2>
      <ol>
        {post.revisions.map((revision) => (
          <li key={revision.number} className="border-b border-hair py-1.5 text-12">
            <button
              type="button"
              aria-expanded={open?.number === revision.number}
              onClick={() => void show(revision.number)}
              className="flex w-full cursor-pointer flex-wrap gap-x-2 text-left hover:underline"
            >
              <b>{m['editorial.version']({ number: revision.number })}</b>
              <span className="text-ink-2">{revision.authorName ?? m['editorial.house']()}</span>
              <span className="text-ink-3">{dayAndTime(revision.at, zone)}</span>
            </button>
            {open?.number === revision.number && (
              <div className="pt-1">
                <p className="text-13 break-words whitespace-pre-wrap">{open.text}</p>
                {open.text !== post.text && (
                  <Button size="small" kind="quiet" onPress={() => onTakeUp(open.text)}>
                    {m['editorial.take-up']()}
                  </Button>
                )}
              </div>
            )}
          </li>
        ))}
      </ol>
      {no && (
        <p role="alert" className="text-12 text-failed">
          {no}
        </p>
      )}
    </section>
  )
}

function textOf(content: unknown): string {
  const known = typeof content === 'object' && content !== null && 'text' in content ? content.text : null
  return typeof known === 'string' ? known : ''
}
