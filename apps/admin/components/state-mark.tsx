import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CirclePause,
  CircleQuestionMark,
  ClockAlert,
  Eye,
  LoaderCircle,
  OctagonX,
} from 'lucide-react'
import { m } from '../words.ts'

/** What has become of a post, as every screen shows it; late is failed's other face. */
export type ShownState =
  | 'draft'
  | 'review'
  | 'approved'
  | 'armed'
  | 'publishing'
  | 'published'
  | 'held'
  | 'failed'
  | 'uncertain'
  | 'cancelled'
  | 'late'

const LOOK: Record<ShownState, { icon: typeof Eye; text: string; tint: string }> = {
  draft: { icon: CircleDashed, text: 'text-draft', tint: 'bg-draft-bg' },
  review: { icon: Eye, text: 'text-review', tint: 'bg-review-bg' },
  approved: { icon: CircleCheck, text: 'text-approved', tint: 'bg-approved-bg' },
  armed: { icon: CircleDot, text: 'text-armed', tint: 'bg-armed-bg' },
  publishing: { icon: LoaderCircle, text: 'text-publishing', tint: 'bg-publishing-bg' },
  published: { icon: CircleCheck, text: 'text-published', tint: 'bg-published-bg' },
  held: { icon: CirclePause, text: 'text-held', tint: 'bg-held-bg' },
  failed: { icon: OctagonX, text: 'text-failed', tint: 'bg-failed-bg' },
  late: { icon: ClockAlert, text: 'text-failed', tint: 'bg-failed-bg' },
  uncertain: { icon: CircleQuestionMark, text: 'text-uncertain', tint: 'bg-uncertain-bg' },
  cancelled: { icon: Ban, text: 'text-cancelled', tint: 'bg-cancelled-bg' },
}

export function stateWord(state: ShownState): string {
  return {
    draft: m['parts.state.draft'],
    review: m['parts.state.review'],
    approved: m['parts.state.approved'],
    armed: m['parts.state.armed'],
    publishing: m['parts.state.publishing'],
    published: m['parts.state.published'],
    held: m['parts.state.held'],
    failed: m['parts.state.failed'],
    late: m['parts.state.late'],
    uncertain: m['parts.state.uncertain'],
    cancelled: m['parts.state.cancelled'],
  }[state]()
}

/** The state's colour for text, and its tint, for a calendar box or a line of a chart. */
export function stateClasses(state: ShownState): { text: string; tint: string } {
  return LOOK[state]
}

interface Props {
  state: ShownState
  /** bare: in a row. tag: alone, on its tint. icon: where there is no room; the word is then said to screen readers. */
  as?: 'bare' | 'tag' | 'icon'
  /** Other words for the same state: "published by hand". */
  word?: string
  className?: string
}

export function StateMark({ state, as = 'bare', word = stateWord(state), className = '' }: Props) {
  const { text, tint } = LOOK[state]
  const struck = state === 'cancelled' ? 'line-through decoration-1' : ''
  if (as === 'icon') {
    return (
      <span role="img" aria-label={word} title={word} className={`inline-flex shrink-0 ${text} ${className}`}>
        <StateIcon state={state} />
      </span>
    )
  }
  return (
    <span
      className={`inline-flex items-center gap-[5px] align-middle text-12 font-medium whitespace-nowrap ${text} ${as === 'tag' ? `h-[22px] rounded-1 pr-2 pl-1.5 ${tint}` : ''} ${className}`}
    >
      <StateIcon state={state} />
      <span className={struck}>{word}</span>
    </span>
  )
}

function StateIcon({ state }: { state: ShownState }) {
  if (state === 'published') return <Published />
  if (state === 'publishing') return <Publishing />
  const { icon: Icon } = LOOK[state]
  return <Icon size={14} strokeWidth={2} className="shrink-0" aria-hidden />
}

/** Filled, so that what is out stands apart from what is only promised. */
function Published() {
  return (
    <svg
      aria-hidden
      width="14"
      height="14"
      viewBox="0 0 24 24"
      fill="none"
      strokeLinecap="round"
      strokeLinejoin="round"
      className="shrink-0"
    >
      <circle cx="12" cy="12" r="11" fill="currentColor" />
      <path d="m7.6 12.4 3 3 5.8-6.2" stroke="var(--surface)" strokeWidth="2.6" />
    </svg>
  )
}

/** Three quarters of a ring, the only thing on the screen that turns. */
function Publishing() {
  return (
    <svg
      aria-hidden
      width="14"
      height="14"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      className="shrink-0 animate-turn"
    >
      <path d="M21 12a9 9 0 1 1-6.2-8.56" />
    </svg>
  )
}
