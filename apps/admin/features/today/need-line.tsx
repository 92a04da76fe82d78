import { GitMerge, Hand, KeyRound, Timer } from 'lucide-react'
import type { ComponentType } from 'react'
import { Avatar } from '../../components/avatar.tsx'
import { buttonClass } from '../../components/button.tsx'
import { NetworkMarks } from '../../components/network-mark.tsx'
import { PathLink } from '../../components/path-link.tsx'
import { type ShownState, StateMark } from '../../components/state-mark.tsx'
import { relative, shortDay, timeOfDay, utc } from '../../format/index.ts'
import { m } from '../../words.ts'
import { needWords } from './need-words.ts'
import type { Need } from './use-today.ts'

interface Props {
  need: Need
  zone: string
  now: Date
  /** The gravest of the page: its button is the next step. */
  first: boolean
  onOpen?: () => void
}

/** One line, one action: its kind, what it is, when, whose it is, and the button. */
export function NeedLine({ need, zone, now, first, onOpen }: Props) {
  const { title, context, action } = needWords(need, zone)
  return (
    <li className="grid min-h-[52px] items-center gap-x-3.5 gap-y-1 border-b border-hair py-1.5 [grid-template-columns:104px_minmax(0,1fr)_auto_26px_92px] phone:grid-cols-[minmax(0,1fr)_auto] phone:py-3">
      <Kind need={need} />
      <div className="min-w-0 phone:order-3 phone:col-span-2">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium text-pretty">{title}</span>
          <NetworkMarks networks={need.networks} />
        </p>
        <p className="text-12 text-pretty text-ink-3 phone:text-13">{context}</p>
      </div>
      <When at={need.at} zone={zone} now={now} />
      <span className="phone:order-5 phone:justify-self-end">{need.who && <Avatar name={need.who.name} />}</span>
      <PathLink
        path={need.path}
        className={`${buttonClass(first ? 'primary' : 'plain', 'small')} h-[26px] phone:order-4 phone:justify-self-start`}
        {...(onOpen ? { onClick: onOpen } : {})}
      >
        {action}
      </PathLink>
    </li>
  )
}

function When({ at, zone, now }: { at: string | null; zone: string; now: Date }) {
  if (!at) return <span />
  const day = shortDay(at, zone)
  const days = Math.abs(Date.parse(at) - now.getTime()) / 86_400_000
  const time = timeOfDay(at, zone)
  return (
    <time
      dateTime={at}
      title={utc(at)}
      className="text-right whitespace-nowrap phone:flex phone:items-baseline phone:gap-2"
    >
      <b className="block">{day === shortDay(now, zone) ? time : days < 6 ? `${day.split(' ')[0]} ${time}` : day}</b>
      <span className="text-12 text-ink-3">{relative(at, now)}</span>
    </time>
  )
}

const OWN: Partial<
  Record<
    Need['kind'],
    { icon: ComponentType<{ size?: number; strokeWidth?: number; className?: string }>; word: () => string }
  >
> = {
  'by-hand': { icon: Hand, word: m['today.kind.by-hand'] },
  task: { icon: Hand, word: m['today.kind.task'] },
  reconnect: { icon: KeyRound, word: m['today.kind.reconnect'] },
  expires: { icon: KeyRound, word: m['today.kind.expires'] },
  collision: { icon: GitMerge, word: m['today.kind.collision'] },
  't0-changed': { icon: Timer, word: m['today.kind.t0-changed'] },
}

/** A state wears its colour; what is not a state is ink, with an icon and a word of its own. */
function Kind({ need }: { need: Need }) {
  const own = OWN[need.kind]
  if (own) {
    return (
      <span className="inline-flex items-center gap-[5px] text-12 font-medium">
        <own.icon size={14} strokeWidth={2} className="shrink-0" />
        {own.word()}
      </span>
    )
  }
  const [state, word] = stateOf(need)
  return <StateMark state={state} {...(word ? { word } : {})} />
}

function stateOf(need: Need): [ShownState, string?] {
  switch (need.kind) {
    case 'uncertain':
    case 'restored':
    case 'clock':
      return ['uncertain']
    case 'failed':
    case 'partial':
      return ['failed']
    case 'overdue':
      return ['late', m['today.kind.overdue']()]
    case 'workers':
      return ['failed', m['today.kind.event-stopped']()]
    case 'event-stopped':
      return need.state === 'hold'
        ? ['held', m['today.kind.event-stopped']()]
        : ['cancelled', m['today.kind.scrubbed']()]
    case 'not-approved':
      if (need.reviewState === 'in_review') return ['review']
      return ['draft', need.comment ? m['today.kind.corrected']() : m['today.kind.draft']()]
    case 'review':
      return ['review', m['today.kind.review']()]
    default:
      return ['held']
  }
}
