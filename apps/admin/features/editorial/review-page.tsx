import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Stamp } from 'lucide-react'
import { useState } from 'react'
import { Button, buttonClass } from '../../components/button.tsx'
import { Filter } from '../../components/chip.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { NetworkMarks } from '../../components/network-mark.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { StateMark } from '../../components/state-mark.tsx'
import { TextField } from '../../components/text-field.tsx'
import { TimePair } from '../../components/time-pair.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useMay, useSession } from '../../data/session.ts'
import { trpc, type Outputs } from '../../data/trpc.ts'
import { relative } from '../../format/index.ts'
import { useMinute } from '../../frame/now.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'
import { whyWord } from './editorial-words.ts'
import { SHOWN } from './feature.ts'

const route = getRouteApi('/frame/review')
type Line = Outputs['editorial']['list'][number]

/** What waits for somebody's reading, what leaves first at the top. */
export default function ReviewPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const show = search.show ?? 'review'
  const mayWrite = useMay('posts.write')
  const { data: posts, error } = useQuery(
    trpc.editorial.list.queryOptions({ show, ...(search.client ? { clientId: search.client } : {}) }),
  )
  const { data: channels } = useQuery(trpc.channels.list.queryOptions({}))
  const { data: clients } = useQuery(trpc.clients.list.queryOptions({}))
  const networkOf = new Map(channels?.map((channel) => [channel.id, channel.network]))
  return (
    <div className="@container px-7 py-5 phone:px-4">
      <header className="flex flex-wrap items-start justify-between gap-3 pb-4">
        <div>
          <h1 className="text-26">{m['editorial.review']()}</h1>
          {posts && show === 'review' && (
            <p className="text-ink-2">{m['editorial.waiting']({ count: posts.length })}</p>
          )}
        </div>
        {mayWrite && (
          <Link
            to="/posts/new"
            search={search.client ? { client: search.client } : {}}
            className={buttonClass('primary')}
          >
            {m['editorial.new']()}
          </Link>
        )}
      </header>
      <div className="flex flex-wrap gap-2 pb-4">
        <Segmented
          label={m['editorial.show']()}
          value={show}
          onChange={(next) => void navigate({ search: (old) => ({ ...old, show: next }) })}
          options={SHOWN.map((value) => ({ value, label: m[`editorial.show.${value}`]() }))}
        />
        <Filter
          label={m['editorial.client']()}
          all={m['editorial.all-clients']()}
          single
          options={(clients ?? []).map((client) => ({ value: client.id, label: client.name }))}
          chosen={search.client ? [search.client] : []}
          onChange={([client]) => void navigate({ search: (old) => ({ ...old, client }) })}
        />
      </div>
      {error && <ErrorNote title={sentenceOf(error)} />}
      {!posts && !error && <SkeletonRows rows={6} rowHeight={56} />}
      {posts?.length === 0 && (
        <EmptyState icon={Stamp} title={m['editorial.empty']()}>
          {m['editorial.empty-says']()}
        </EmptyState>
      )}
      <ul className="border-t border-ink empty:hidden">
        {posts?.map((post) => (
          <Row key={post.id} post={post} networks={post.channels.flatMap((id) => networkOf.get(id) ?? [])} />
        ))}
      </ul>
    </div>
  )
}

function Row({ post, networks }: { post: Line; networks: string[] }) {
  const now = useMinute()
  const mayReview = useMay('posts.review')
  const mine = useSession().member?.id === post.authorId
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-1 border-b border-hair py-2 text-13 hover:bg-hover @3xl:grid-cols-[170px_minmax(0,1fr)_auto_120px_230px]">
      <div className="@max-3xl:col-span-2">
        {post.dueAt ? (
          <>
            <b>
              <TimePair at={post.dueAt} day />
            </b>
            <span className="block text-12 text-ink-3 @max-3xl:ml-2 @max-3xl:inline">{relative(post.dueAt, now)}</span>
          </>
        ) : (
          <span className="text-ink-3">{m['editorial.no-time']()}</span>
        )}
      </div>
      <div className="min-w-0 @max-3xl:col-span-2">
        <Link
          to="/posts/$postId"
          params={{ postId: post.id }}
          className="block truncate text-14 font-medium no-underline hover:underline"
        >
          {post.title || m['editorial.untitled']()}
        </Link>
        <span className="block truncate text-12 text-ink-3">
          {post.clientName}
          {post.authorName && ` · ${post.authorName}`}
        </span>
        {post.lastComment && <p className="line-clamp-2 text-12 text-pretty text-ink-2">{post.lastComment}</p>}
      </div>
      <NetworkMarks networks={networks} />
      <StateMark
        state={post.state}
        {...(post.reviewState === 'changes_requested' ? { word: m['editorial.changes']() } : {})}
      />
      <div className="@max-3xl:col-span-2 @3xl:justify-self-end">
        {mayReview && post.reviewState === 'in_review' && !mine && <Decide post={post} />}
        {post.reviewState === 'in_review' && mine && (
          <span className="text-12 text-ink-3">{m['editorial.others-read']()}</span>
        )}
      </div>
    </li>
  )
}

/** Approve, or ask for a change in words; both speak of the version on the screen. */
function Decide({ post }: { post: Line }) {
  const [asking, setAsking] = useState(false)
  const [comment, setComment] = useState('')
  const [no, setNo] = useState<string | null>(null)
  const failed = (error: unknown) => setNo(sentenceOf(error))
  const approve = useMutation(
    trpc.editorial.approve.mutationOptions({
      onError: failed,
      onSuccess: (answer) =>
        answer.kind === 'approved' ? showToast(m['editorial.done.approved']()) : setNo(whyWord(answer.why)),
    }),
  )
  const ask = useMutation(
    trpc.editorial.askForChange.mutationOptions({
      onError: failed,
      onSuccess: (answer) =>
        answer.kind === 'refused' ? setNo(whyWord(answer.why)) : showToast(m['editorial.done.asked']()),
    }),
  )
  const version = { postId: post.id, version: post.version }
  return (
    <div className="grid gap-1.5">
      <div className="flex gap-2">
        <Button size="small" busy={approve.isPending} onPress={() => approve.mutate(version)}>
          {m['editorial.approve']()}
        </Button>
        <Button size="small" kind="quiet" aria-expanded={asking} onPress={() => setAsking(!asking)}>
          {m['editorial.ask']()}
        </Button>
      </div>
      {asking && (
        <form
          className="flex items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault()
            if (comment.trim() === '') setNo(whyWord('comment-missing'))
            else ask.mutate({ ...version, comment })
          }}
        >
          <TextField label={m['editorial.ask-what']()} value={comment} onChange={setComment} maxLength={2000} />
          <Button size="small" type="submit" busy={ask.isPending}>
            {m['editorial.ask-do']()}
          </Button>
        </form>
      )}
      {no && (
        <p role="alert" className="text-12 text-failed">
          {no}
        </p>
      )}
    </div>
  )
}
