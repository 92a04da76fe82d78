import './without-eval.ts'
import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { Button, buttonClass } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Inspector } from '../../components/inspector.tsx'
import { NetworkMark, networkName } from '../../components/network-mark.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { StateMark } from '../../components/state-mark.tsx'
import { TextArea } from '../../components/text-field.tsx'
import { TimePair } from '../../components/time-pair.tsx'
import { conditionWord, timingWord, waitsWord, type WaitsFor } from '../../components/timing-word.ts'
import { sentenceOf } from '../../data/errors.ts'
import { useMay, useSession } from '../../data/session.ts'
import { trpc } from '../../data/trpc.ts'
import { useCommands } from '../../frame/commands.ts'
import { m } from '../../words.ts'
import { approvedBefore, Changes } from './changes.tsx'
import { draftOf, linkFor, type PostPage } from './composer-draft.ts'
import { whyWord } from './editorial-words.ts'
import { Preview } from './preview.tsx'
import { ReviewThread } from './review-thread.tsx'
import { useDecisions } from './use-decisions.ts'
import { shownPictures, type Files } from './variant-facts.ts'

interface Props {
  postId: string
  onClose: () => void
  /** Decided: the next one that waits. */
  onNext: () => void
}

/** The post as each network will show it, what changed, what was said; and the two answers under the thumb. */
export default function ReviewOpen({ postId, onClose, onNext }: Props) {
  const { data: post, error } = useQuery(trpc.editorial.get.queryOptions({ postId }))
  if (!post)
    return (
      <Inspector title={m['editorial.post']()} onClose={onClose} width={460}>
        {error ? <ErrorNote title={sentenceOf(error)} /> : <SkeletonRows rows={6} />}
      </Inspector>
    )
  return <Opened key={post.id} post={post} onClose={onClose} onNext={onNext} />
}

function Opened({ post, onClose, onNext }: { post: PostPage; onClose: () => void; onNext: () => void }) {
  const mayReview = useMay('posts.review')
  const me = useSession().member?.id
  const [asking, setAsking] = useState(false)
  const [comment, setComment] = useState('')
  const [no, setNo] = useState<string | null>(null)
  const box = useRef<HTMLTextAreaElement>(null)
  const { approve, ask } = useDecisions(onNext, setNo)
  const { data: channels } = useQuery(trpc.channels.list.queryOptions({ clientId: post.clientId }))
  const answers = useQueries({
    queries: post.media.map(({ mediaId }) => trpc.editorial.mediaOne.queryOptions({ mediaId })),
  })
  const files: Files = new Map(answers.flatMap(({ data }) => (data ? [[data.id, data] as const] : [])))
  const draft = draftOf(post)
  const at = post.due.kind === 'due' ? post.due.at : post.due.projected
  const version = { postId: post.id, version: post.version }
  const mine = !post.selfApproval && post.revisions.some(({ authorId }) => authorId === me)
  const decidable = mayReview && (post.reviewState === 'in_review' || post.reviewState === 'approved')
  const since = approvedBefore(post)
  const startAsking = () => {
    setAsking(true)
    requestAnimationFrame(() => box.current?.focus())
  }
  useCommands(
    decidable
      ? [
          ...(post.reviewState === 'in_review' && !mine
            ? [
                {
                  id: 'review.approve',
                  label: () => m['editorial.approve'](),
                  keys: 'a',
                  run: () => approve.mutate(version),
                },
              ]
            : []),
          { id: 'review.ask', label: () => m['editorial.ask'](), keys: 'c', run: startAsking },
        ]
      : [],
  )
  return (
    <Inspector
      title={post.title || m['editorial.untitled']()}
      aside={post.clientName}
      onClose={onClose}
      width={460}
      footer={
        <div className="grid w-full gap-2">
          {no && (
            <p role="alert" className="text-13 text-failed">
              {no}
            </p>
          )}
          {mine && decidable && <p className="text-13 text-ink-2">{whyWord('own-post')}</p>}
          {asking && (
            <form
              className="grid gap-2"
              onSubmit={(event) => {
                event.preventDefault()
                if (comment.trim() === '') setNo(whyWord('comment-missing'))
                else ask.mutate({ ...version, comment })
              }}
            >
              <TextArea
                inputRef={box}
                label={m['editorial.ask-what']()}
                rows={3}
                maxLength={2000}
                value={comment}
                onChange={setComment}
              />
              <div className="flex gap-2 phone:*:flex-1">
                <Button kind="primary" type="submit" busy={ask.isPending}>
                  {m['editorial.ask-do']()}
                </Button>
                <Button kind="quiet" onPress={() => setAsking(false)}>
                  {m['editorial.ask-not']()}
                </Button>
              </div>
            </form>
          )}
          {!asking && (
            <div className="flex flex-wrap gap-2 phone:*:h-12 phone:*:flex-1">
              {decidable && (
                <Button onPress={startAsking} aria-keyshortcuts="c">
                  {m['editorial.ask']()}
                </Button>
              )}
              {decidable && post.reviewState === 'in_review' && !mine && (
                <Button
                  kind="primary"
                  busy={approve.isPending}
                  onPress={() => approve.mutate(version)}
                  aria-keyshortcuts="a"
                >
                  {m['editorial.approve']()}
                </Button>
              )}
              <Link to="/posts/$postId" params={{ postId: post.id }} className={`${buttonClass('quiet')} ml-auto`}>
                {m['editorial.open-post']()}
              </Link>
            </div>
          )}
        </div>
      }
    >
      <p className="flex flex-wrap items-center gap-x-3 pb-3 text-13 text-ink-2">
        <StateMark
          state={post.state}
          as="tag"
          {...(post.reviewState === 'changes_requested' ? { word: m['editorial.changes']() } : {})}
        />
        <span>
          {at && <TimePair at={at} day withRelative />}
          {post.due.kind === 'waits' && `${at ? ' · ' : ''}${waitsWord(post.due.for as WaitsFor)}`}
          {[timingWord(post.timing), conditionWord(post.timing)]
            .filter(Boolean)
            .map((word) => ` · ${word}`)
            .join('')}
        </span>
      </p>
      {since !== null && (
        <section className="pb-5">
          <h3 className="rule mb-2 pb-1 text-13">{m['editorial.since-approved']()}</h3>
          <Changes post={post} from={since} to={post.version} />
        </section>
      )}
      <div className="grid gap-4 pb-5">
        {post.variants.map((variant) => {
          const channel = channels?.find((one) => one.id === variant.channelId)
          if (!channel) return null
          return (
            <section key={variant.channelId} aria-label={`${networkName(channel.network)} ${channel.handle}`}>
              <p className="flex items-center gap-2 pb-1 text-13">
                <NetworkMark network={channel.network} size={14} decorative />
                <b>{networkName(channel.network)}</b>
                <span className="text-ink-3">{variant.parts ? m['editorial.own']() : m['editorial.follows']()}</span>
              </p>
              <div className="overflow-hidden rounded-3 border border-line bg-surface">
                <Preview
                  channel={channel}
                  parts={variant.says.parts}
                  link={linkFor(variant, draft)}
                  pictures={shownPictures(variant, draft, files)}
                  firstComment={variant.says.firstComment}
                  at={at}
                />
              </div>
              {draft.media.map(({ mediaId, alt }) => (
                <p key={mediaId} className="pt-1 text-12 text-ink-3">
                  {alt ? m['editorial.alt-is']({ alt }) : m['editorial.alt-missing']()}
                </p>
              ))}
            </section>
          )
        })}
        {post.variants.length === 0 && <p className="text-13 text-ink-2">{whyWord('no-channel')}</p>}
      </div>
      <section>
        <h3 className="rule pb-1 text-13">{m['editorial.review']()}</h3>
        <ReviewThread post={post} />
      </section>
    </Inspector>
  )
}
