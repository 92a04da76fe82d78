import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState, type CSSProperties } from 'react'
import { clockOf } from '../../../components/attempt-clock.ts'
import { ErrorNote } from '../../../components/error-note.tsx'
import { RoomClock } from '../../../components/room-clock.tsx'
import { SkeletonRows } from '../../../components/skeleton.tsx'
import { attemptWord } from '../../../components/t0-clock.tsx'
import { useConnection } from '../../../data/connection.ts'
import { sentenceOf } from '../../../data/errors.ts'
import { useMay, useZone } from '../../../data/session.ts'
import { trpc } from '../../../data/trpc.ts'
import { timeOfDay } from '../../../format/index.ts'
import { useCommands } from '../../../frame/commands.ts'
import { InspectorSlot } from '../../../frame/inspector-slot.ts'
import { useMinute } from '../../../frame/now.ts'
import { m } from '../../../words.ts'
import { ordersFor } from '../event-keys.tsx'
import type { EventPage } from '../event-types.ts'
import { type Order, ORDERS } from '../orders.ts'
import { PollLoud } from '../poll/poll-loud.tsx'
import { PollPanel } from '../poll/poll-panel.tsx'
import { DueTasks } from './due-tasks.tsx'
import { Later, Reserve } from './low-lists.tsx'
import { NextRoom } from './next-room.tsx'
import { NextUp } from './next-up.tsx'
import { RoomKeys } from './room-keys.tsx'
import { RoomLog } from './room-log.tsx'
import { RoomState, setWord } from './room-state.tsx'
import { RoomTop } from './room-top.tsx'
import { Strip } from './strip.tsx'
import { layStrip, zeroOf } from './strip-layout.ts'
import { Tones } from './tones.tsx'
import { useCatchUp } from './use-catch-up.ts'
import { useRoomTheme } from './use-room-theme.ts'
import { useSound } from './use-sound.ts'
import { useWakeLock } from './use-wake-lock.ts'

const OrderPanel = lazy(async () => ({ default: (await import('../order-panel.tsx')).OrderPanel }))

const PollForm = lazy(async () => ({ default: (await import('../poll/poll-form.tsx')).PollForm }))

const route = getRouteApi('/frame/countdown/$eventId/room')

/** Beyond the live feed: a room that nobody touches still asks. */
const ASK_MS = 30_000
/** By night the room is darker than the house. */
const NIGHT = { '--canvas': '#07080a', '--surface': '#0f1214', '--text': '#f4f5f6' } as CSSProperties

/** The launch room: the clock, the orders, and all that hangs from them, on every open screen within a second. */
export default function RoomPage() {
  const { eventId } = route.useParams()
  const display = route.useSearch().display === 1
  return eventId === 'next' ? <NextRoom display={display} /> : <RoomOf eventId={eventId} display={display} />
}

function RoomOf({ eventId, display }: { eventId: string; display: boolean }) {
  const { theme, turn } = useRoomTheme()
  const { data: event, error } = useQuery(
    trpc.countdown.get.queryOptions({ eventId }, { refetchInterval: ASK_MS, refetchIntervalInBackground: true }),
  )
  useCatchUp()
  return (
    <div
      className="min-h-dvh bg-canvas px-7 text-ink phone:px-4"
      style={theme === 'dark' ? NIGHT : undefined}
      {...(display ? { 'data-display': true } : {})}
    >
      {event ? (
        <Room event={event} display={display} theme={theme} onTheme={turn} />
      ) : (
        <div className="py-5">
          <h1 className="sr-only">{m['room.title']()}</h1>
          {error ? <ErrorNote title={sentenceOf(error)} /> : <SkeletonRows rows={9} rowHeight={60} />}
        </div>
      )}
    </div>
  )
}

interface RoomProps {
  event: EventPage
  display: boolean
  theme: 'dark' | 'light'
  onTheme: () => void
}

function Room({ event, display, theme, onTheme }: RoomProps) {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const zone = useZone()
  const mayRun = useMay('countdown.run')
  const screenOn = useWakeLock()
  const minute = useMinute()
  const connection = useConnection()
  const mayWrite = useMay('countdown.write')
  const { sound, turn: turnSound } = useSound()
  const [slot, setSlot] = useState<HTMLElement | null>(null)
  const stale = connection.kind === 'lost'
  const clock = clockOf(event.attempt)
  const layout = layStrip(event, minute)
  const word = attemptWord(event.attempt.state)

  useCommands([
    { id: 'room.sound', label: () => m['room.sound'](), group: () => m['room.title'](), keys: 'm', run: turnSound },
    {
      id: 'room.display',
      label: () => m['room.display'](),
      group: () => m['room.title'](),
      keys: 'd',
      run: () => void navigate({ search: display ? {} : { display: 1 } }),
    },
  ])
  useEffect(() => {
    document.title = `${event.name}, ${word} · Comptoir`
  }, [event.name, word])

  const close = () => void navigate({ search: {}, replace: true })
  const setUpPoll = () => void navigate({ search: { do: 'poll' } })
  const order = ORDERS.find((one) => one === search.do)
  // The room behind an answered hold is on hold already: its panel stays open to show the lists.
  const ordering =
    order !== undefined &&
    mayRun &&
    !display &&
    (ordersFor(event).includes(order) || order === 'hold' || order === 'scrub')
  const settingUp = search.do === 'poll' && mayWrite && !display
  const open = ordering || settingUp

  const hero = (
    <section
      className={`grid items-center gap-x-8 phone:block phone:pt-2 phone:pb-3.5 ${display ? 'content-center gap-y-2' : 'grid-cols-[minmax(0,1fr)_250px]'} ${open ? 'py-4' : display ? 'py-1' : 'py-7'}`}
    >
      <RoomClock clock={clock} stale={stale} display={display} />
      <RoomState event={event} zone={zone} display={display}>
        {display && <PollLoud event={event} zone={zone} display />}
      </RoomState>
      {!display && <PollLoud event={event} zone={zone} display={false} />}
      {stale && (
        <p className="border-l-4 border-ink pl-3 text-16 font-medium text-pretty phone:mt-3 desk:col-span-full desk:mt-5">
          {m['room.stale.says']({ time: timeOfDay(new Date(connection.since), zone, true) })}
        </p>
      )}
    </section>
  )
  const top = (
    <RoomTop
      event={event}
      zone={zone}
      display={display}
      screenOn={screenOn}
      sound={sound}
      onSound={turnSound}
      theme={theme}
      onTheme={onTheme}
    />
  )
  return (
    <InspectorSlot value={slot}>
      <div
        className={`desk:grid desk:gap-y-0 ${open ? 'desk:h-dvh desk:min-h-[720px] desk:grid-rows-[48px_auto_minmax(0,1fr)]' : 'desk:min-h-dvh desk:grid-rows-[48px_minmax(220px,1fr)_auto_auto_auto_auto]'} phone:pb-[180px]`}
      >
        {top}
        {hero}
        {open && (
          <div className="grid min-h-0 grid-cols-[minmax(0,1fr)] grid-rows-[minmax(0,1fr)] gap-7 border-t border-strong desk:grid-cols-[minmax(0,980px)_minmax(240px,1fr)]">
            <div
              ref={setSlot}
              className="grid min-h-0 min-w-0 grid-rows-[minmax(0,1fr)] desk:relative desk:overflow-hidden desk:[&>aside]:w-full desk:[&>aside]:border-r desk:[&>aside]:[grid-area:auto]"
            />
            <div className="overflow-auto pt-3 text-12 phone:hidden">
              <RoomLog event={event} zone={zone} rows={30} />
            </div>
          </div>
        )}
        {/* Under an open order the keys stay within the keyboard's reach, not the eye's. */}
        <div className={open ? 'hidden' : 'contents'}>
          {mayRun && !display && (
            <RoomKeys event={event} stale={stale} onOrder={(next: Order) => void navigate({ search: { do: next } })} />
          )}
          <div>
            <NextUp event={event} display={display} />
            <DueTasks eventId={event.id} zone={zone} display={display} />
          </div>
          <Strip layout={layout} zone={zone} zero={zeroOf(event.attempt)} display={display} />
          <div
            className={`grid content-start gap-x-7 gap-y-5 pt-4 pb-[18px] phone:flex phone:flex-col phone:text-[13px] phone:leading-[18px] desk:grid-cols-[1.15fr_1.05fr_1fr] ${display ? 'text-[1.15vw] leading-[1.5]' : 'text-12'}`}
          >
            <div className="min-w-0 space-y-5">
              <Reserve event={event} posts={display ? layout.reserve.slice(0, event.poll ? 4 : 3) : layout.reserve} />
              {!(display && event.poll) && (
                <Later posts={display ? layout.later.slice(0, 3) : layout.later} zone={zone} />
              )}
            </div>
            {(!display || event.poll) && (
              <div className="min-w-0 phone:order-first">
                <PollPanel event={event} zone={zone} display={display} onSetUp={setUpPoll} />
              </div>
            )}
            <RoomLog event={event} zone={zone} rows={display ? 3 : 9} />
          </div>
        </div>
        <p role="status" className="sr-only">
          {word}, {setWord(event, zone)}
        </p>
      </div>
      {sound && <Tones clock={clock} />}
      <Suspense fallback={null}>
        {settingUp && <PollForm event={event} onClose={close} />}
        {ordering && (
          <OrderPanel
            key={order}
            order={order}
            event={event}
            proposed={search.t0}
            onPropose={(t0) => void navigate({ search: { do: order, ...(t0 ? { t0 } : {}) }, replace: true })}
            onClose={close}
          />
        )}
      </Suspense>
    </InspectorSlot>
  )
}
