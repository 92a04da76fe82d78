import { networkName } from '../../components/network-mark.tsx'
import type { Outputs } from '../../data/trpc.ts'
import { dayAndTime, quoted } from '../../format/index.ts'
import { m } from '../../words.ts'

export type Notice = Outputs['notices']['list']['notices'][number]

/** A notice in one sentence. */
export function noticeWord({ kind, detail }: Notice, zone: string): string {
  const channel = [detail.network ? networkName(detail.network) : '', detail.channel ?? ''].filter(Boolean).join(' ')
  const bare = detail.title ? quoted(detail.title) : m['notices.post']()
  const post = channel && kind.startsWith('delivery') ? m['notices.on']({ post: bare, channel }) : bare
  const event = detail.event ?? m['notices.event']()
  const by = detail.by ?? m['notices.somebody']()
  const client = detail.client ?? m['notices.agency']()
  switch (kind) {
    case 'delivery-uncertain':
    case 'delivery-failed':
    case 'delivery-partial':
    case 'delivery-overdue':
    case 'delivery-held':
    case 'approval-missing':
    case 'by-hand-due':
    case 'contingency-offered':
    case 'post-approved':
      return m[`notices.kind.${kind}`]({ post })
    case 'channel-reconnect':
    case 'channel-expires':
      return m[`notices.kind.${kind}`]({ channel: channel || m['notices.channel']() })
    case 'event-held':
    case 'event-scrubbed':
    case 'event-launched':
    case 'poll-no-go':
    case 'poll-go':
      return m[`notices.kind.${kind}`]({ event })
    case 'task-due':
      return m[`notices.kind.${kind}`]({ task: bare, event })
    case 'worker-lost':
      return detail.count
        ? m['notices.kind.worker-lost']({ name: detail.name ?? '' })
        : m['notices.kind.workers-gone']()
    case 'approval-lapsed':
      return detail.from && detail.to
        ? m['notices.kind.approval-slipped']({
            post,
            from: dayAndTime(detail.from, zone),
            to: dayAndTime(detail.to, zone),
          })
        : m[`notices.kind.${kind}`]({ post })
    case 'event-slipped':
      return detail.to
        ? m['notices.kind.event-slipped']({ event, to: dayAndTime(detail.to, zone) })
        : m['notices.kind.event-unknown']({ event })
    case 'stop-switch-on':
    case 'stop-switch-off':
      return m[`notices.kind.${kind}`]({ client })
    case 'review-asked':
    case 'change-asked':
    case 'post-commented':
      return m[`notices.kind.${kind}`]({ by, post })
    case 'report-frozen':
    case 'import-done':
      return m[`notices.kind.${kind}`]({ name: detail.name ?? '' })
  }
}
