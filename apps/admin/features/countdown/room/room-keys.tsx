import { Kbd } from '../../../components/kbd.tsx'
import { useCommands } from '../../../frame/commands.ts'
import { m } from '../../../words.ts'
import { LETTERS, ordersFor, says } from '../event-keys.tsx'
import type { EventPage } from '../event-types.ts'
import type { Order } from '../orders.ts'

/** The five keys of the day keep their places, whatever the state: a hand finds them without looking. */
function placesFor(event: EventPage): Order[] {
  const { state, t0 } = event.attempt
  return [
    state === 'hold' ? 'resume' : state === 'scrubbed' ? 'open-attempt' : 'go',
    'hold',
    state === 'planned' && t0.kind !== 'instant' ? 'set-t0' : 'slip',
    'scrub',
    state === 'launched' || state === 'closed' ? 'close' : 'launched',
  ]
}

interface KeysProps {
  event: EventPage
  /** The network is gone. */
  stale: boolean
  onOrder: (order: Order) => void
}

/** Each key opens its consequence; Enter, or a second press there, commits it. On a phone Hold is the floor. */
export function RoomKeys({ event, stale, onOrder }: KeysProps) {
  const possible = ordersFor(event)
  // Without the network no order leaves from here: the keys say so instead of taking a press.
  const may = stale ? [] : possible
  useCommands(
    may.map((order) => ({
      id: `countdown.${order}`,
      label: () => m[`countdown.key.${order}`](),
      group: () => m['room.title'](),
      keys: LETTERS[order],
      permission: 'countdown.run',
      run: () => onOrder(order),
    })),
  )
  if (possible.length === 0) return null
  const places = placesFor(event)
  const floor = possible.includes('hold') ? 'hold' : possible[0]
  return (
    <nav
      aria-label={m['room.keys']()}
      className="grid gap-2.5 desk:grid-cols-[1.3fr_1.2fr_1.2fr_1.35fr_1.05fr] phone:fixed phone:inset-x-0 phone:bottom-0 phone:z-10 phone:flex phone:flex-wrap phone:gap-2 phone:border-t phone:border-line phone:bg-canvas phone:px-3 phone:pt-3 phone:pb-[calc(16px+env(safe-area-inset-bottom))]"
    >
      {places.map((order) => (
        <Key
          key={order}
          order={order}
          event={event}
          may={may.includes(order)}
          stale={stale && possible.includes(order)}
          floor={order === floor}
          onOrder={onOrder}
        />
      ))}
    </nav>
  )
}

interface KeyProps {
  order: Order
  event: EventPage
  may: boolean
  /** It could be given, were the network there. */
  stale: boolean
  /** The whole width under the thumb. */
  floor: boolean
  onOrder: (order: Order) => void
}

function Key({ order, event, may, stale, floor, onOrder }: KeyProps) {
  // Go stays lit while it holds: it cannot be said twice.
  const lit = order === 'go' && event.attempt.state === 'go'
  const first = may && (order === 'go' || order === 'resume' || order === 'open-attempt' || order === 'close')
  const place = floor
    ? 'phone:order-last phone:h-[68px] phone:basis-full phone:justify-items-center phone:text-center'
    : may || stale
      ? 'phone:h-[52px] phone:flex-1 phone:justify-items-center phone:text-center'
      : 'phone:hidden'
  return (
    <button
      type="button"
      disabled={!may}
      onClick={() => onOrder(order)}
      aria-keyshortcuts={may ? LETTERS[order] : undefined}
      className={`grid min-w-0 items-center gap-x-2 rounded-3 border px-4 text-left desk:h-[60px] desk:grid-cols-[minmax(0,1fr)_auto] phone:content-center phone:px-1.5 ${place} ${look(order, lit || first, may, floor)}`}
    >
      <span className="min-w-0">
        <b
          className={`block truncate ${floor ? 'text-[17px] leading-[22px] phone:text-20' : 'text-[17px] leading-[22px] phone:text-[15px]'}`}
        >
          {m[`countdown.key.${order}`]()}
        </b>
        {!lit && (
          <span
            className={`block truncate text-12 ${floor ? 'phone:text-11' : 'phone:hidden'} ${first || (floor && order === 'hold') ? '' : may ? 'text-ink-3' : ''}`}
          >
            {may ? says(order, event) : stale ? m['room.key.stale']() : m['room.key.off']()}
          </span>
        )}
      </span>
      {may && (
        <span className="flex gap-1 phone:hidden">
          <Kbd onInk={first} className={first ? '' : 'bg-transparent!'}>
            {LETTERS[order].toUpperCase()}
          </Kbd>
          <Kbd onInk={first} className={first ? '' : 'bg-transparent!'}>
            ↵
          </Kbd>
        </span>
      )}
    </button>
  )
}

function look(order: Order, ink: boolean, may: boolean, floor: boolean): string {
  if (ink) return 'border-accent bg-accent text-on-accent enabled:hover:bg-accent-hover'
  if (!may) return 'border-hair text-ink-off'
  if (order === 'hold') {
    return `border-held bg-surface text-held hover:bg-held-bg ${floor ? 'phone:border-transparent phone:bg-held-solid phone:text-on-held' : ''}`
  }
  return 'border-strong bg-surface hover:bg-hover'
}
