import './without-eval.ts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { StateMark } from '../../components/state-mark.tsx'
import { TimePair } from '../../components/time-pair.tsx'
import { conditionWord, timingWord, waitsWord, type WaitsFor } from '../../components/timing-word.ts'
import { sentenceOf } from '../../data/errors.ts'
import { useMay, useZone } from '../../data/session.ts'
import { queryClient, trpc } from '../../data/trpc.ts'
import { timeOfDay } from '../../format/index.ts'
import { useCrumbs } from '../../frame/crumbs.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'
import { Composer } from './composer.tsx'
import {
  contentOfDraft,
  draftOf,
  hasLinkFault,
  sameDraft,
  type Draft,
  type PostPage as Post,
} from './composer-draft.ts'
import { whyWord } from './editorial-words.ts'
import { useKeptDraft } from './kept-draft.ts'
import { KeptOffer } from './kept-offer.tsx'
import { LeaveGuard } from './leave-guard.tsx'
import { PostActs } from './post-acts.tsx'
import { Presence } from './presence.tsx'
import { ReviewSide } from './review-side.tsx'

const route = getRouteApi('/frame/posts/$postId')

export default function PostPage() {
  const { postId } = route.useParams()
  const { data: post, error } = useQuery(trpc.editorial.get.queryOptions({ postId }))
  if (error && !post)
    return (
      <div className="px-7 py-5">
        <ErrorNote title={sentenceOf(error)} />
      </div>
    )
  if (!post) return <SkeletonRows rows={8} />
  return <Opened key={postId} post={post} />
}

/** The draft over the version that it began from; another person's save never takes away what is typed here. */
function Opened({ post }: { post: Post }) {
  const zone = useZone()
  const mayWrite = useMay('posts.write')
  const [start, setStart] = useState(post)
  const [draft, setDraft] = useState<Draft>(() => draftOf(post))
  const [no, setNo] = useState<string | null>(null)
  const dirty = !sameDraft(draft, draftOf(start))
  const behind = post.version > start.version
  useCrumbs([
    { label: post.clientName, href: `/clients/${post.clientId}` },
    { label: post.title || m['editorial.untitled']() },
  ])
  // Nothing typed: another person's version is simply shown.
  if (behind && !dirty) {
    setStart(post)
    setDraft(draftOf(post))
  }
  const { offered, forget } = useKeptDraft(post.id, dirty ? { version: start.version, draft } : null)
  const shown = offered && !sameDraft(offered.draft, draft) ? offered : null
  const refresh = () =>
    queryClient.fetchQuery({ ...trpc.editorial.get.queryOptions({ postId: post.id }), staleTime: 0 })
  const save = useMutation(
    trpc.editorial.save.mutationOptions({
      onError: (error) => setNo(sentenceOf(error)),
      onSuccess: async (answer, sent) => {
        const latest = await refresh()
        if (answer.kind === 'refused') return setNo(whyWord(answer.why))
        setNo(null)
        setStart(latest)
        // What was typed while it was being saved stays.
        setDraft((now) =>
          JSON.stringify({ ...sent, ...contentOfDraft(now) }) === JSON.stringify(sent) ? draftOf(latest) : now,
        )
        showToast(answer.approval === 'lapsed' ? m['editorial.done.saved-lapsed']() : m['editorial.done.saved']())
      },
    }),
  )
  const saveOver = (version: number) => save.mutate({ ...contentOfDraft(draft), postId: post.id, version })
  const frozen =
    post.cancelled || post.state === 'publishing' || post.state === 'published' || post.state === 'uncertain'
  return (
    <div className="flex min-h-full flex-col bg-surface">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-5 py-3 phone:px-4">
        <h1 className="min-w-0 truncate text-20">{post.title || m['editorial.untitled']()}</h1>
        <StateMark
          state={post.state}
          as="tag"
          {...(post.reviewState === 'changes_requested' && post.state === 'draft'
            ? { word: m['editorial.changes']() }
            : {})}
        />
        <span className="flex-1" />
        <Presence postId={post.id} typing={dirty} />
        <PostActs post={post} dirty={dirty} onRefused={setNo} />
        {mayWrite && !frozen && (
          <Button
            kind={dirty ? 'primary' : 'plain'}
            isDisabled={!dirty || hasLinkFault(draft)}
            busy={save.isPending}
            onPress={() => saveOver(start.version)}
          >
            {m['editorial.save']()}
          </Button>
        )}
        <p className="w-full text-13 text-ink-2">
          <Due post={post} />
          {post.approval && ` · ${m['editorial.approved-by']({ name: post.approval.byName })}`}
          <span className="ml-3 text-12 text-ink-3">
            {dirty ? m['editorial.unsaved']() : m['editorial.saved-at']({ time: timeOfDay(post.updatedAt, zone) })}
            {` · ${m['editorial.version']({ number: start.version })}`}
          </span>
        </p>
      </header>
      <LeaveGuard dirty={dirty} />
      {shown && mayWrite && !frozen && (
        <KeptOffer
          kept={shown}
          onDrop={forget}
          onTakeUp={() => {
            // Over the version that it was typed on: what somebody saved since is then told, not lost.
            setStart({ ...post, version: Math.min(shown.version, post.version) })
            setDraft(shown.draft)
            forget()
          }}
        />
      )}
      {(no || (behind && dirty)) && (
        <div className="grid gap-2 px-5 py-3">
          {behind && dirty ? (
            <ErrorNote title={m['editorial.behind']({ number: post.version })} kept={m['editorial.kept']()}>
              <Button onPress={() => saveOver(post.version)}>{m['editorial.save-over']()}</Button>
              <Button
                onPress={() => {
                  setStart(post)
                  setDraft(draftOf(post))
                  setNo(null)
                }}
              >
                {m['editorial.take-theirs']()}
              </Button>
            </ErrorNote>
          ) : (
            no && <ErrorNote title={no} {...(dirty ? { kept: m['editorial.kept']() } : {})} />
          )}
        </div>
      )}
      <Composer
        clientId={post.clientId}
        post={post}
        draft={draft}
        onChange={setDraft}
        isDisabled={!mayWrite || frozen}
        side={<ReviewSide post={post} onTakeUp={(text) => setDraft((old) => ({ ...old, text }))} />}
      />
    </div>
  )
}

/** When it leaves, or what it waits for, and where it hangs. */
function Due({ post }: { post: Post }) {
  const hangs = [timingWord(post.timing), conditionWord(post.timing)].filter(Boolean).join(' · ')
  const at = post.due.kind === 'due' ? post.due.at : post.due.projected
  return (
    <>
      {at && (
        <b>
          <TimePair at={at} day withRelative />
        </b>
      )}
      {post.due.kind === 'waits' && `${at ? ' · ' : ''}${waitsWord(post.due.for as WaitsFor)}`}
      {hangs && ` · ${hangs}`}
    </>
  )
}
