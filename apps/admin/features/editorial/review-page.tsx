import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Stamp } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef } from 'react'
import { Button, buttonClass } from '../../components/button.tsx'
import { Filter } from '../../components/chip.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { NetworkMarks } from '../../components/network-mark.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { StateMark } from '../../components/state-mark.tsx'
import { TimePair } from '../../components/time-pair.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useMay } from '../../data/session.ts'
import { trpc, type Outputs } from '../../data/trpc.ts'
import { relative } from '../../format/index.ts'
import { useCommands } from '../../frame/commands.ts'
import { useMinute } from '../../frame/now.ts'
import { m } from '../../words.ts'
import { SHOWN } from './feature.ts'

const ReviewOpen = lazy(() => import('./review-open.tsx'))

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
  const open = (id: string | undefined) => void navigate({ search: (old) => ({ ...old, open: id }) })
  const go = (by: 1 | -1) => {
    if (!posts || posts.length === 0) return
    const at = posts.findIndex((post) => post.id === search.open)
    const next = at < 0 ? (by === 1 ? 0 : posts.length - 1) : Math.max(0, Math.min(posts.length - 1, at + by))
    open(posts[next]?.id)
  }
  useCommands([
    { id: 'review.next', label: () => m['editorial.next'](), keys: 'j', run: () => go(1) },
    { id: 'review.before', label: () => m['editorial.previous'](), keys: 'k', run: () => go(-1) },
  ])
  const networkOf = new Map(channels?.map((channel) => [channel.id, channel.network]))
  return (
    <div className="@container px-7 py-5 phone:px-4">
      <header className="flex flex-wrap items-start justify-between gap-3 pb-4">
        <div>
          <h1 className="text-26">{m['editorial.review']()}</h1>
          {posts && show === 'review' && (
            <p className="text-ink-2">
              {m['editorial.waiting']({ count: posts.length })}{' '}
              <span className="text-ink-3 phone:hidden">{m['editorial.review-keys']()}</span>
            </p>
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
          onChange={(next) => void navigate({ search: (old) => ({ ...old, show: next, open: undefined }) })}
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
          <Row
            key={post.id}
            post={post}
            networks={post.channels.flatMap((id) => networkOf.get(id) ?? [])}
            isOpen={post.id === search.open}
            onOpen={() => open(post.id === search.open ? undefined : post.id)}
          />
        ))}
      </ul>
      {search.open && (
        <Suspense fallback={null}>
          <ReviewOpen
            postId={search.open}
            onClose={() => open(undefined)}
            onNext={() => open(nextOf(posts, search.open))}
          />
        </Suspense>
      )}
    </div>
  )
}

/** The one below what was decided; none when it was the last. */
function nextOf(posts: readonly Line[] | undefined, id: string | undefined): string | undefined {
  const at = posts?.findIndex((post) => post.id === id) ?? -1
  const rest = posts?.filter((post, index) => index > at && post.reviewState === 'in_review')
  return rest?.[0]?.id
}

interface RowProps {
  post: Line
  networks: string[]
  isOpen: boolean
  onOpen: () => void
}

function Row({ post, networks, isOpen, onOpen }: RowProps) {
  const now = useMinute()
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isOpen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isOpen])
  return (
    <li
      ref={row}
      className={`grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-1 border-b border-hair py-2 text-13 hover:bg-hover @3xl:grid-cols-[170px_minmax(0,1fr)_auto_120px_80px] ${isOpen ? 'bg-selected' : ''}`}
    >
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
          to="/review"
          search={(old) => ({ ...old, open: post.id })}
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
        <Button
          size="small"
          aria-expanded={isOpen}
          onPress={onOpen}
          aria-label={m['editorial.read-of']({ title: post.title })}
        >
          {m['editorial.read']()}
        </Button>
      </div>
    </li>
  )
}
