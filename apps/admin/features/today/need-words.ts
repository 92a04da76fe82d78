import { networkName } from '../../components/network-mark.tsx'
import { dayAndTime, duration, list, quoted, timeOfDay } from '../../format/index.ts'
import { m } from '../../words.ts'
import { timingWord } from '../../components/timing-word.ts'
import type { Need } from './use-today.ts'

export interface NeedWords {
  title: string
  context: string
  /** On the one button. */
  action: string
}

/** A need in the reader's words: what, why, and the one thing to do. */
export function needWords(need: Need, zone: string): NeedWords {
  const networks = list(need.networks.map(networkName))
  switch (need.kind) {
    case 'uncertain':
      return {
        title: quoted(need.title),
        context:
          need.emptyReads > 0
            ? m['today.uncertain-read']({ count: need.emptyReads, networks })
            : m['today.uncertain']({ networks }),
        action: m['today.do.decide'](),
      }
    case 'restored':
      return {
        title: m['today.restored']({ ...need, at: dayAndTime(need.at, zone) }),
        context: '',
        action: m['today.do.see'](),
      }
    case 'failed':
      return { title: quoted(need.title), context: m['today.failed']({ networks }), action: m['today.do.see']() }
    case 'partial':
      return { title: quoted(need.title), context: m['today.partial']({ networks }), action: m['today.do.see']() }
    case 'overdue':
      return { title: quoted(need.title), context: m['today.overdue']({ networks }), action: m['today.do.see']() }
    case 'by-hand':
      return { title: quoted(need.title), context: m['today.by-hand']({ networks }), action: m['today.do.post']() }
    case 'held':
      return { title: quoted(need.title), context: heldWord(need.because), action: m['today.do.decide']() }
    // What to do stands where the button leads.
    case 'workers':
      return {
        title: need.count > 0 ? m['today.workers.lost']({ host: need.title }) : m['today.workers.none'](),
        context: '',
        action: m['today.do.see'](),
      }
    case 'clock':
      return { title: m['today.clock']({ host: need.title }), context: '', action: m['today.do.see']() }
    case 'event-stopped':
      return {
        title:
          need.state === 'hold'
            ? m['today.stopped.hold']({ event: need.title })
            : m['today.stopped.scrubbed']({ event: need.title }),
        context: m['today.stopped']({ count: need.count }),
        action: m['today.do.open'](),
      }
    case 'not-approved':
      return notApproved(need, zone)
    case 'task':
      return { title: need.title, context: need.event, action: m['today.do.see']() }
    case 'review':
      return {
        title: quoted(need.title),
        context: need.author
          ? m['today.review']({ author: need.author, client: need.client })
          : m['today.review-bare']({ client: need.client }),
        action: m['today.do.review'](),
      }
    case 'reconnect':
      return {
        title: m['today.reconnect']({ network: networks, client: need.client }),
        context:
          need.count > 0
            ? m['today.reconnect.says']({ count: need.count, handle: need.title })
            : m['today.reconnect.says-none']({ handle: need.title }),
        action: m['today.do.reconnect'](),
      }
    case 'expires':
      return {
        title: m['today.reconnect']({ network: networks, client: need.client }),
        context: m['today.expires.says']({ count: need.count, at: dayAndTime(need.firstAt, zone) }),
        action: m['today.do.reconnect'](),
      }
    case 'collision':
      return {
        title:
          need.apartSeconds === 0
            ? m['today.collision.same']({ networks })
            : m['today.collision']({ span: duration(need.apartSeconds), networks }),
        context: m['today.collision.says']({
          first: quoted(need.first.title),
          firstAt: timeOfDay(need.first.at, zone),
          second: quoted(need.second.title),
          secondAt: timeOfDay(need.second.at, zone),
        }),
        action: m['today.do.shift'](),
      }
    case 't0-changed':
      return t0Changed(need, zone)
  }
}

function notApproved(need: Extract<Need, { kind: 'not-approved' }>, zone: string): NeedWords {
  const post = quoted(need.title)
  const title =
    need.timing.kind === 'fixed' && need.at
      ? m['today.leaves.fixed']({ post, when: timeOfDay(need.at, zone) })
      : m['today.leaves']({ post, when: timingWord(need.timing) })
  if (need.reviewState === 'in_review') {
    return {
      title,
      context: need.author ? m['today.in-review']({ author: need.author }) : m['today.in-review-bare'](),
      action: need.mine ? m['today.do.nudge']() : m['today.do.review'](),
    }
  }
  if (need.comment) {
    return {
      title,
      context: m['today.asked']({ by: need.comment.by, words: need.comment.words }),
      action: m['today.do.correct'](),
    }
  }
  return { title, context: m['today.draft'](), action: m['today.do.finish']() }
}

function t0Changed(need: Extract<Need, { kind: 't0-changed' }>, zone: string): NeedWords {
  const event = need.title
  const by = need.by ?? ''
  const context = need.from
    ? m['today.t0.says']({ from: dayAndTime(need.from, zone), by })
    : by
      ? m['today.t0.says-by']({ by })
      : ''
  const action = m['today.do.see']()
  if (need.change === 'event-held') return { title: m['today.t0.held']({ event }), context, action }
  if (need.change === 'event-scrubbed') return { title: m['today.t0.scrubbed']({ event }), context, action }
  if (need.change === 'event-launched') return { title: m['today.t0.launched']({ event }), context, action }
  return {
    title: need.to ? m['today.t0.slipped']({ event, to: dayAndTime(need.to, zone) }) : m['today.t0.unknown']({ event }),
    context,
    action,
  }
}

const WHY: Readonly<Record<string, () => string>> = {
  hold: m['today.why.hold'],
  'stop-switch': m['today.why.stop-switch'],
  'condition-not-met': m['today.why.condition-not-met'],
  'not-approved': m['today.why.not-approved'],
  'approval-lapsed': m['today.why.approval-lapsed'],
  'too-late': m['today.why.too-late'],
  'credentials-lost': m['today.why.credentials-lost'],
  'against-rules': m['today.why.against-rules'],
  't0-unknown': m['today.why.t0-unknown'],
  offered: m['today.why.offered'],
  't0-in-the-past': m['today.why.t0-in-the-past'],
  'channel-disconnected': m['today.why.channel-disconnected'],
}

function heldWord(because: string | null): string {
  const why = because ? WHY[because]?.() : undefined
  return m['today.held']({ why: why ?? because ?? '' })
}
