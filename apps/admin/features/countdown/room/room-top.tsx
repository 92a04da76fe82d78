import { Link } from '@tanstack/react-router'
import { ChevronLeft, Monitor, Moon, Presentation, Sun, Volume2, VolumeX } from 'lucide-react'
import { IconButton } from '../../../components/button.tsx'
import { useConnection } from '../../../data/connection.ts'
import { timeOfDay } from '../../../format/index.ts'
import { m } from '../../../words.ts'
import type { EventPage } from '../event-types.ts'
import { canSound } from './tones.tsx'
import { Watching } from './watching.tsx'

interface Props {
  event: EventPage
  zone: string
  display: boolean
  screenOn: boolean
  sound: boolean
  onSound: () => void
  theme: 'dark' | 'light'
  onTheme: () => void
}

/** What flies, whether this screen is live, who else looks on, and what this screen does. */
export function RoomTop({ event, zone, display, screenOn, sound, onSound, theme, onTheme }: Props) {
  const params = { eventId: event.id }
  return (
    <header className="flex h-12 items-center gap-3 border-b border-line phone:h-[52px] phone:gap-2">
      {!display && (
        <Link
          to="/countdown/$eventId"
          params={params}
          aria-label={m['room.back']({ name: event.name })}
          className="-ml-2 grid size-8 shrink-0 place-items-center rounded-2 text-ink-3 hover:bg-hover"
        >
          <ChevronLeft size={16} strokeWidth={2} />
        </Link>
      )}
      <h1 className={`min-w-0 truncate phone:text-[15px] phone:leading-5 ${display ? 'text-20' : 'text-16'}`}>
        {[event.subject, event.name].filter(Boolean).join(', ')}
      </h1>
      <span className={`whitespace-nowrap text-ink-3 phone:hidden ${display ? 'text-16' : 'text-14'}`}>
        {m['countdown.attempt']({ number: event.attempt.number })}
      </span>
      <span className="flex-1" />
      <LiveMark zone={zone} />
      <Watching eventId={event.id} present={!display} />
      {!display && (
        <span className="flex shrink-0 items-center">
          {screenOn && (
            <span className="flex items-center gap-1.5 px-2 text-12 text-ink-3 phone:hidden">
              <span className="max-[1100px]:sr-only">{m['room.screen']()}</span>
              <Monitor size={14} strokeWidth={2} aria-hidden />
            </span>
          )}
          {canSound() && (
            <IconButton
              label={m['room.sound']()}
              title={m['room.sound.says']()}
              aria-pressed={sound}
              onPress={onSound}
              className="aria-pressed:bg-selected aria-pressed:text-ink"
            >
              {sound ? <Volume2 size={16} strokeWidth={1.75} /> : <VolumeX size={16} strokeWidth={1.75} />}
            </IconButton>
          )}
          <IconButton
            label={theme === 'dark' ? m['room.light']() : m['room.dark']()}
            onPress={onTheme}
            className="phone:hidden"
          >
            {theme === 'dark' ? <Sun size={16} strokeWidth={1.75} /> : <Moon size={16} strokeWidth={1.75} />}
          </IconButton>
          <Link
            to="/countdown/$eventId/room"
            params={params}
            search={{ display: 1 }}
            title={m['room.display']()}
            aria-label={m['room.display']()}
            className="grid size-8 place-items-center rounded-2 text-ink-2 hover:bg-hover phone:hidden"
          >
            <Presentation size={16} strokeWidth={1.75} />
          </Link>
        </span>
      )}
    </header>
  )
}

/** Live, or frozen and since when. */
function LiveMark({ zone }: { zone: string }) {
  const connection = useConnection()
  if (connection.kind === 'lost') {
    return (
      <b className="rounded-2 bg-ink px-2 text-13 whitespace-nowrap text-canvas">
        {m['room.stale']({ time: timeOfDay(new Date(connection.since), zone, true) })}
      </b>
    )
  }
  return (
    <span className="flex shrink-0 items-center gap-[7px] text-13 text-ink-2 phone:hidden">
      <i aria-hidden className="size-2 rounded-full bg-published" />
      {m['room.live']()}
    </span>
  )
}
