import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { ConfirmButton } from '../../components/confirm-button.tsx'
import { Pop } from '../../components/pop.tsx'
import { TextArea } from '../../components/text-field.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useMay } from '../../data/session.ts'
import { trpc } from '../../data/trpc.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'
import type { PostPage } from './composer-draft.ts'
import { refusalWords, whyWord } from './editorial-words.ts'

interface Props {
  post: PostPage
  /** Something is typed and not saved: what is decided now would be about another text. */
  dirty: boolean
  onRefused: (sentence: string | null) => void
}

/** What can be done with the post as it was last saved. */
export function PostActs({ post, dirty, onRefused }: Props) {
  const mayWrite = useMay('posts.write')
  const mayReview = useMay('posts.review')
  const navigate = useNavigate()
  const at = { postId: post.id, version: post.version }
  const onError = (error: unknown) => onRefused(sentenceOf(error))
  const done = (text: string, undo?: () => void) => {
    onRefused(null)
    showToast(text, undo ? { undo } : {})
  }
  const submit = useMutation(
    trpc.editorial.submit.mutationOptions({
      onError,
      onSuccess: (answer) =>
        answer.kind === 'refused' ? onRefused(whyWord(answer.why)) : done(m['editorial.done.submitted']()),
    }),
  )
  const takeBack = useMutation(
    trpc.editorial.takeBack.mutationOptions({
      onError,
      onSuccess: (answer) =>
        answer.kind === 'refused' ? onRefused(whyWord(answer.why)) : done(m['editorial.done.taken-back']()),
    }),
  )
  const approve = useMutation(
    trpc.editorial.approve.mutationOptions({
      onError,
      onSuccess: (answer) => {
        if (answer.kind === 'approved') return done(m['editorial.done.approved']())
        onRefused(answer.why === 'against-rules' ? refusalWords(answer.channels) : whyWord(answer.why))
      },
    }),
  )
  const restore = useMutation(
    trpc.editorial.restore.mutationOptions({
      onError,
      onSuccess: (answer) =>
        answer.kind === 'refused' ? onRefused(whyWord(answer.why)) : done(m['editorial.done.restored']()),
    }),
  )
  const duplicate = useMutation(
    trpc.editorial.duplicate.mutationOptions({
      onError,
      onSuccess: (answer) => {
        if (answer.kind === 'refused') return onRefused(whyWord(answer.why))
        done(m['editorial.done.duplicated']())
        void navigate({ to: '/posts/$postId', params: { postId: answer.id } })
      },
    }),
  )
  const cancel = useMutation(
    trpc.editorial.cancel.mutationOptions({
      onError,
      onSuccess: (answer) =>
        answer.kind === 'refused'
          ? onRefused(whyWord(answer.why))
          : done(m['editorial.done.cancelled'](), () => restore.mutate({ postId: post.id })),
    }),
  )
  const open =
    post.state !== 'published' && post.state !== 'publishing' && post.state !== 'uncertain' && !post.cancelled
  const first = dirty ? { isDisabled: true, title: m['editorial.save-first']() } : {}
  return (
    <div className="flex flex-wrap items-center gap-2">
      {mayWrite && (
        <Button kind="quiet" busy={duplicate.isPending} onPress={() => duplicate.mutate({ postId: post.id })}>
          {m['editorial.duplicate']()}
        </Button>
      )}
      {mayWrite && post.cancelled && (
        <Button busy={restore.isPending} onPress={() => restore.mutate({ postId: post.id })}>
          {m['editorial.restore']()}
        </Button>
      )}
      {mayWrite && open && (
        <ConfirmButton
          kind="quiet"
          label={m['editorial.cancel']()}
          title={m['editorial.cancel-title']({ count: post.variants.length })}
          confirm={m['editorial.cancel-do']()}
          keep={m['editorial.cancel-keep']()}
          onConfirm={() => cancel.mutateAsync({ postId: post.id })}
        >
          {m['editorial.cancel-says']()}
        </ConfirmButton>
      )}
      {mayWrite && open && post.reviewState === 'in_review' && (
        <Button busy={takeBack.isPending} onPress={() => takeBack.mutate(at)}>
          {m['editorial.take-back']()}
        </Button>
      )}
      {mayWrite && open && (post.reviewState === 'draft' || post.reviewState === 'changes_requested') && (
        <Button {...first} busy={submit.isPending} onPress={() => submit.mutate(at)}>
          {m['editorial.submit']()}
        </Button>
      )}
      {mayReview && open && (post.reviewState === 'in_review' || post.reviewState === 'approved') && (
        <AskForChange at={at} onRefused={onRefused} />
      )}
      {mayReview && open && post.reviewState === 'in_review' && (
        <Button {...first} busy={approve.isPending} onPress={() => approve.mutate(at)}>
          {m['editorial.approve']()}
        </Button>
      )}
    </div>
  )
}

function AskForChange({ at, onRefused }: { at: { postId: string; version: number }; onRefused: Props['onRefused'] }) {
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const [comment, setComment] = useState('')
  const [empty, setEmpty] = useState(false)
  const ask = useMutation(
    trpc.editorial.askForChange.mutationOptions({
      onError: (error) => onRefused(sentenceOf(error)),
      onSuccess: (answer) => {
        if (answer.kind === 'refused') return onRefused(whyWord(answer.why))
        setOpen(false)
        setComment('')
        onRefused(null)
        showToast(m['editorial.done.asked']())
      },
    }),
  )
  return (
    <>
      <Button ref={button} aria-haspopup="dialog" aria-expanded={open} onPress={() => setOpen(!open)}>
        {m['editorial.ask']()}
      </Button>
      {open && (
        <Pop trigger={button} close={() => setOpen(false)} label={m['editorial.ask']()} className="w-[320px]">
          <form
            className="grid gap-2 p-3"
            onSubmit={(event) => {
              event.preventDefault()
              setEmpty(comment.trim() === '')
              if (comment.trim() !== '') ask.mutate({ ...at, comment })
            }}
          >
            <TextArea
              label={m['editorial.ask-what']()}
              rows={3}
              maxLength={2000}
              autoFocus
              value={comment}
              onChange={setComment}
              error={empty ? whyWord('comment-missing') : undefined}
            />
            <Button kind="primary" type="submit" busy={ask.isPending}>
              {m['editorial.ask-do']()}
            </Button>
          </form>
        </Pop>
      )}
    </>
  )
}
