import { GitMerge, Hourglass, Moon, Stamp } from 'lucide-react'
import type { ComponentType, ReactNode } from 'react'
import { networkName } from '../../components/network-mark.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { dayAndTime, duration, epochMs, list, NBSP, quoted, timeOfDay } from '../../format/index.ts'
import { m } from '../../words.ts'
import type { Decision, Preview } from './run-order.ts'

/** The limit is agreed in hours, and so is what is laid beside it: 73 h 34, not 3 d 1 h 34. */
export function hours(seconds: number): string {
  const whole = Math.floor(seconds / 3600)
  if (whole < 24 || whole >= 200) return duration(seconds)
  const minutes = Math.floor((seconds % 3600) / 60)
  return `${whole}${NBSP}h${minutes > 0 ? `${NBSP}${String(minutes).padStart(2, '0')}` : ''}`
}

export type Decisions = ReadonlyMap<string, Decision>

interface Props {
  preview: Preview
  decisions: Decisions
  onDecide: (key: string, decision: Decision | null) => void
  zone: string
}

/** What is to be decided post by post: the safe choice is already made. */
export function DecisionList({ preview, decisions, onDecide, zone }: Props) {
  const { posts, collisions } = preview
  const t0 = preview.after.t0.kind === 'instant' ? preview.after.t0.at : null
  return (
    <ul>
      {posts.map((post) => {
        if (!post.quietUntil || !post.to) return null
        const key = waitKey(post.postId)
        return (
          <Line
            key={key}
            icon={Moon}
            title={m['countdown.night.title']({ post: quoted(post.title), at: timeOfDay(post.to, zone) })}
            context={m['countdown.night.context']({
              from: post.quietFrom ?? '',
              networks: list(post.networks.map(networkName)),
            })}
          >
            <Segmented
              label={post.title}
              value={decisions.has(key) ? 'wait' : 'keep'}
              onChange={(choice) => onDecide(key, choice === 'wait' ? { kind: 'wait', postId: post.postId } : null)}
              options={[
                { value: 'wait', label: m['countdown.night.wait']({ at: timeOfDay(post.quietUntil, zone) }) },
                { value: 'keep', label: m['countdown.night.keep']({ at: timeOfDay(post.to, zone) }) },
              ]}
            />
          </Line>
        )
      })}
      {posts.map((post) => {
        if (!post.approvalLapses) return null
        const key = withholdKey(post.postId)
        const { approvedFor, slipLimitSeconds, saysOtherT0 } = post.approvalLapses
        const apart = t0 && approvedFor ? Math.abs(epochMs(t0) - epochMs(approvedFor)) / 1000 : 0
        return (
          <Line
            key={key}
            icon={Stamp}
            title={m['countdown.lost.title']({ post: quoted(post.title) })}
            context={
              saysOtherT0
                ? m['countdown.lost.says-t0']()
                : m['countdown.lost.context']({
                    from: approvedFor ? dayAndTime(approvedFor, zone) : '',
                    by: hours(apart),
                    limit: hours(slipLimitSeconds),
                  })
            }
          >
            <Segmented
              label={post.title}
              value={decisions.has(key) ? 'withhold' : 'ask'}
              onChange={(choice) =>
                onDecide(key, choice === 'withhold' ? { kind: 'withhold', postId: post.postId } : null)
              }
              options={[
                { value: 'ask', label: m['countdown.lost.ask']() },
                { value: 'withhold', label: m['countdown.lost.withhold']() },
              ]}
            />
          </Line>
        )
      })}
      {collisions.map((pair) => {
        const key = moveKey(pair.otherPostId)
        const { freeAt } = pair
        return (
          <Line
            key={`${pair.postId} ${pair.otherPostId} ${pair.network}`}
            icon={GitMerge}
            title={m['countdown.clash.title']({
              post: quoted(pair.title),
              span: duration(pair.apartSeconds),
              network: networkName(pair.network),
            })}
            context={m['countdown.clash.context']({
              at: timeOfDay(pair.at, zone),
              other: quoted(pair.otherTitle),
              otherAt: timeOfDay(pair.otherAt, zone),
            })}
          >
            {freeAt && (
              <Segmented
                label={pair.otherTitle}
                value={decisions.has(key) ? 'move' : 'leave'}
                onChange={(choice) =>
                  onDecide(key, choice === 'move' ? { kind: 'move', postId: pair.otherPostId, at: freeAt } : null)
                }
                options={[
                  { value: 'move', label: m['countdown.clash.move']({ at: timeOfDay(freeAt, zone) }) },
                  { value: 'leave', label: m['countdown.clash.leave']() },
                ]}
              />
            )}
          </Line>
        )
      })}
      {posts.map(
        (post) =>
          post.past &&
          post.to && (
            <Line
              key={`past ${post.postId}`}
              icon={Hourglass}
              title={m['countdown.past.title']({ post: quoted(post.title) })}
              context={m['countdown.past.context']({ at: dayAndTime(post.to, zone) })}
            >
              <span className="text-12 font-medium">{m['countdown.past.held']()}</span>
            </Line>
          ),
      )}
    </ul>
  )
}

const waitKey = (postId: string) => `wait ${postId}`
const withholdKey = (postId: string) => `withhold ${postId}`
const moveKey = (postId: string) => `move ${postId}`

/** The safe choices: wait for the morning, ask for the approval again, leave other people's posts where they are. */
export function safeDecisions(preview: Preview): Decisions {
  return new Map(
    preview.posts.flatMap((post) =>
      post.quietUntil ? [[waitKey(post.postId), { kind: 'wait', postId: post.postId }] as const] : [],
    ),
  )
}

/** How many lines there are to decide. */
export function toDecide({ counts, collisions }: Preview): number {
  return counts.quiet + counts.approvalsLost + counts.past + collisions.length
}

/** The posts that have a line of their own: their dots are filled. */
export function decidedPosts({ posts, collisions }: Preview): Set<string> {
  const own = posts.filter((post) => post.quietUntil || post.approvalLapses || post.past).map((post) => post.postId)
  return new Set([...own, ...collisions.map((pair) => pair.postId)])
}

/** Where a post goes once its decision is taken. */
export function settledAt(post: Preview['posts'][number], decisions: Decisions): string | null {
  return decisions.has(waitKey(post.postId)) ? post.quietUntil : post.to
}

function Line({
  icon: Icon,
  title,
  context,
  children,
}: {
  icon: ComponentType<{ size?: number; strokeWidth?: number; className?: string }>
  title: string
  context: string
  children: ReactNode
}) {
  return (
    <li className="flex min-h-10 items-center justify-between gap-4 border-b border-hair py-0.5 phone:block phone:py-2.5">
      <div className="flex min-w-0 gap-2.5">
        <Icon size={16} strokeWidth={1.75} className="mt-0.5 shrink-0" />
        <div className="min-w-0">
          <p className="font-medium text-pretty">{title}</p>
          <p className="text-12 text-ink-3">{context}</p>
        </div>
      </div>
      <div className="shrink-0 phone:mt-2 phone:ml-[26px]">{children}</div>
    </li>
  )
}
