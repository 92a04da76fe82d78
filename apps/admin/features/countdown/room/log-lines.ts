import { epochMs } from '../../../format/index.ts'
import type { EventChange, EventPage } from '../event-types.ts'

const STATES = ['published', 'partial', 'failed', 'uncertain', 'withdrawn'] as const
const VERBS = [
  'opened',
  'said-go',
  'said-no-go',
  'asked-again',
  'withdrawn',
  'lapsed',
  'closed',
  'dropped',
  'turned-go',
  'turned-no-go',
] as const
/** Verbs whose sentence names the person already. */
const NAMED: ReadonlySet<string> = new Set(['said-go', 'said-no-go', 'asked-again', 'withdrawn', 'lapsed'])
/** One post that leaves on several networks within so long is one line. */
const TOGETHER_MS = 60_000

export type LogLine = { id: string; at: string } & (
  | { kind: 'order'; change: EventChange }
  | { kind: 'delivery'; state: (typeof STATES)[number]; postId: string; title: string; networks: string[] }
  | { kind: 'poll'; verb: (typeof VERBS)[number]; name: string; reason: string; said: boolean }
)

/** Orders, deliveries and the poll in one order of time, newest first. */
export function logLines({ changes, happened }: Pick<EventPage, 'changes' | 'happened'>): LogLine[] {
  const lines = [
    ...changes.map((change): LogLine => ({ kind: 'order', id: change.id, at: change.at, change })),
    ...happened.flatMap((line): LogLine[] => {
      const { id, at } = line
      if (line.kind === 'poll') {
        const verb = VERBS.find((one) => one === line.verb)
        const { name, reason } = line
        return verb ? [{ kind: 'poll', id, at, verb, name, reason, said: NAMED.has(verb) }] : []
      }
      const state = STATES.find((one) => one === line.state)
      const { postId, title, network } = line
      return state ? [{ kind: 'delivery', id, at, state, postId, title, networks: [network] }] : []
    }),
  ].toSorted((a, b) => epochMs(b.at) - epochMs(a.at))
  return lines.reduce<LogLine[]>((merged, line) => {
    const mate = line.kind === 'delivery' ? merged.findLast((one) => isMate(one, line)) : undefined
    if (mate?.kind === 'delivery' && line.kind === 'delivery') mate.networks.push(...line.networks)
    else merged.push(line)
    return merged
  }, [])
}

function isMate(one: LogLine, line: LogLine): boolean {
  return (
    one.kind === 'delivery' &&
    line.kind === 'delivery' &&
    one.postId === line.postId &&
    one.state === line.state &&
    !line.networks.some((network) => one.networks.includes(network)) &&
    epochMs(one.at) - epochMs(line.at) < TOGETHER_MS
  )
}
