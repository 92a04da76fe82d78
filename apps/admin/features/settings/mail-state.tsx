import { Archive, Check, CircleX, Clock } from 'lucide-react'
import type { Outputs } from '../../data/trpc.ts'
import { m } from '../../words.ts'

type State = Outputs['agency']['mails']['lines'][number]['state']

const LOOKS: Readonly<Record<State, { icon: typeof Check; colour: string }>> = {
  sent: { icon: Check, colour: 'text-published' },
  queued: { icon: Clock, colour: 'text-armed' },
  failed: { icon: CircleX, colour: 'text-failed font-bold' },
  kept: { icon: Archive, colour: 'text-ink-2' },
}

/** Where a mail stands, in one word. */
export function MailState({ line }: { line: { state: State } }) {
  const { icon: Icon, colour } = LOOKS[line.state]
  return (
    <span className={`inline-flex items-center gap-1.5 whitespace-nowrap ${colour}`}>
      <Icon size={14} strokeWidth={2} className="shrink-0" />
      {m[`agency.mails.state.${line.state}`]()}
    </span>
  )
}
