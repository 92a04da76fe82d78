import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { PathLink } from '../../components/path-link.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useZone } from '../../data/session.ts'
import { trpc } from '../../data/trpc.ts'
import { dayAndTime, relative } from '../../format/index.ts'
import { useMinute } from '../../frame/now.ts'
import { m } from '../../words.ts'
import { type Notice, noticeWord } from './notice-words.ts'

/** What this member was told, newest first; each line leads there and counts as read. */
export default function BellPanel({ close }: { close: () => void }) {
  const client = useQueryClient()
  const zone = useZone()
  const now = useMinute()
  const news = useInfiniteQuery(
    trpc.notices.list.infiniteQueryOptions(
      { limit: 20 },
      { initialCursor: null, getNextPageParam: (last) => (last.more ? (last.notices.at(-1)?.id ?? null) : null) },
    ),
  )
  const refresh = { onSuccess: () => void client.invalidateQueries({ queryKey: trpc.notices.pathKey() }) }
  const markRead = useMutation(trpc.notices.markRead.mutationOptions(refresh))
  const markAll = useMutation(trpc.notices.markAllRead.mutationOptions(refresh))
  const notices = news.data?.pages.flatMap((page) => page.notices) ?? []
  const newest = notices[0]
  const unread = notices.some((notice) => notice.readAt === null)
  return (
    <div className="flex max-h-[min(70vh,560px)] flex-col">
      <header className="rule mx-4 flex items-center justify-between gap-3 py-2.5">
        <h2 className="text-14">{m['notices.title']()}</h2>
        {unread && newest && (
          <Button
            size="small"
            kind="quiet"
            busy={markAll.isPending}
            onPress={() => markAll.mutate({ newestId: newest.id })}
          >
            {m['notices.all-read']()}
          </Button>
        )}
      </header>
      <div className="overflow-auto px-4 pb-3">
        {news.error && <ErrorNote title={sentenceOf(news.error)} />}
        {news.isPending && <SkeletonRows rows={4} rowHeight={52} />}
        {news.isSuccess && notices.length === 0 && (
          <p className="py-4 text-13 text-pretty text-ink-2">{m['notices.empty']()}</p>
        )}
        <ul>
          {notices.map((notice) => (
            <Line
              key={notice.id}
              notice={notice}
              zone={zone}
              now={now}
              onOpen={() => {
                if (notice.readAt === null) markRead.mutate({ noticeId: notice.id })
                close()
              }}
            />
          ))}
        </ul>
        {news.hasNextPage && (
          <Button
            size="small"
            busy={news.isFetchingNextPage}
            onPress={() => void news.fetchNextPage()}
            className="mt-3"
          >
            {m['notices.older']()}
          </Button>
        )}
      </div>
    </div>
  )
}

function Line({ notice, zone, now, onOpen }: { notice: Notice; zone: string; now: Date; onOpen: () => void }) {
  const unread = notice.readAt === null
  return (
    <li className="border-b border-hair">
      <PathLink
        path={notice.path}
        onClick={onOpen}
        className="grid grid-cols-[14px_minmax(0,1fr)] gap-x-1 py-2 no-underline hover:bg-hover"
      >
        <span aria-hidden className={`mt-[7px] size-1.5 rounded-full ${unread ? 'bg-accent' : ''}`} />
        <span>
          <span className={`block text-13 text-pretty ${unread ? 'font-bold' : 'text-ink-2'}`}>
            {noticeWord(notice, zone)}
            {unread && <span className="sr-only"> ({m['notices.unread']()})</span>}
          </span>
          {notice.detail.words && <span className="block text-12 text-pretty text-ink-2">{notice.detail.words}</span>}
          <span className="block text-12 text-ink-3">
            {dayAndTime(notice.at, zone)} · {relative(notice.at, now)}
            {notice.detail.by && ` · ${notice.detail.by}`}
          </span>
        </span>
      </PathLink>
    </li>
  )
}
