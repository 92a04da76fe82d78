import { Kbd } from '../../components/kbd.tsx'
import { useCommands } from '../../frame/commands.ts'
import { m } from '../../words.ts'
import type { EventPage } from './event-types.ts'
import type { Order } from './orders.ts'

/** The letter of each order: two deliberate keystrokes, the letter and then Enter. */
export const LETTERS: Readonly<Record<Order, string>> = {
  go: 'g',
  hold: 'h',
  slip: 's',
  scrub: 'a',
  launched: 'l',
  resume: 'r',
  close: 'c',
  'open-attempt': 'n',
  'set-t0': 't',
}

/** What may be ordered in the attempt's state; the likely next step first. */
export function ordersFor({ attempt }: Pick<EventPage, 'attempt'>): Order[] {
  switch (attempt.state) {
    case 'planned':
      return attempt.t0.kind === 'instant' ? ['go', 'hold', 'slip', 'scrub', 'set-t0'] : ['set-t0', 'hold', 'scrub']
    case 'go':
      return ['hold', 'slip', 'scrub', 'launched']
    case 'hold':
      return ['resume', 'scrub']
    case 'launched':
      return ['close']
    case 'scrubbed':
      return ['open-attempt']
    case 'closed':
      return []
  }
}

/** The keys of the day: each opens its consequence beside the page. */
export function EventKeys({
  event,
  onOrder,
  compact,
}: {
  event: EventPage
  onOrder: (order: Order) => void
  compact: boolean
}) {
  const orders = ordersFor(event)
  useCommands(
    orders.map((order) => ({
      id: `countdown.${order}`,
      label: () => m[`countdown.key.${order}`](),
      group: () => m['countdown.title'](),
      keys: LETTERS[order],
      permission: 'countdown.run',
      run: () => onOrder(order),
    })),
  )
  if (orders.length === 0) return null
  return (
    <div
      className={`grid gap-2.5 phone:gap-2 ${compact ? 'grid-cols-2' : 'grid-cols-2 @3xl:auto-cols-fr @3xl:grid-flow-col @3xl:grid-cols-none'}`}
    >
      {orders.map((order, i) => (
        <button
          key={order}
          type="button"
          onClick={() => onOrder(order)}
          aria-keyshortcuts={LETTERS[order]}
          className={`flex min-h-[58px] min-w-0 items-center justify-between gap-2 rounded-3 border px-4 py-2 text-left ${look(order, i === 0)}`}
        >
          <span className="min-w-0">
            <b className="block truncate text-16">{m[`countdown.key.${order}`]()}</b>
            <span className={`line-clamp-2 text-12 ${i === 0 && order !== 'hold' ? 'opacity-75' : 'text-ink-3'}`}>
              {says(order, event)}
            </span>
          </span>
          <span className={`flex gap-1 phone:hidden ${compact ? 'hidden' : ''}`}>
            <Kbd onInk={i === 0 && order !== 'hold'}>{LETTERS[order].toUpperCase()}</Kbd>
            <Kbd onInk={i === 0 && order !== 'hold'}>↵</Kbd>
          </span>
        </button>
      ))}
    </div>
  )
}

function look(order: Order, first: boolean): string {
  if (order === 'hold') return 'border-held bg-surface text-held hover:bg-held-bg'
  return first
    ? 'border-accent bg-accent text-on-accent hover:bg-accent-hover'
    : 'border-strong bg-surface hover:bg-hover'
}

/** What a key would do, in few words. */
export function says(order: Order, event: EventPage): string {
  if (order === 'hold') {
    const count = event.posts.filter((post) =>
      post.variants.some(({ state }) => state === 'scheduled' || state === 'claimed'),
    ).length
    return count > 0 ? m['countdown.key.hold.says']({ count }) : m['countdown.key.hold.says-none']()
  }
  if (order === 'scrub') {
    const count = event.posts.filter(
      (post) => post.contingency && 'condition' in post.timing && post.timing.condition === 'scrubbed',
    ).length
    return count > 0 ? m['countdown.key.scrub.says']({ count }) : m['countdown.key.scrub.says-none']()
  }
  return m[`countdown.key.${order}.says`]()
}
