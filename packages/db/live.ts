import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import type { Database } from './pools.ts'

/** `comptoir_changes` wakes the streams of the admin, `comptoir_dispatch` wakes the workers. */
export type Channel = 'comptoir_changes' | 'comptoir_dispatch'

const TICK = 20

type Pending = { channels: Set<Channel>; sent: Promise<void> | null }
const pendingOf = new WeakMap<Database, Pending>()

/**
 * Wakes the listeners, at most once a tick and with an empty payload: NOTIFY holds an instance-wide lock until its commit, so
 * it is never part of a use case's own transaction. A wake-up that is lost costs a second, not an event: listeners also poll.
 */
export function announce(db: Database, channel: Channel): void {
  let pending = pendingOf.get(db)
  if (!pending) pendingOf.set(db, (pending = { channels: new Set(), sent: null }))
  pending.channels.add(channel)
  pending.sent ??= send(db, pending)
}

async function send(db: Database, pending: Pending): Promise<void> {
  await sleep(TICK)
  const channels = [...pending.channels]
  pending.channels.clear()
  pending.sent = null
  try {
    await sql`select pg_notify(channel, '') from unnest(${channels}::text[]) as channel`.execute(db)
  } catch (error) {
    // The pool is ending or the server is away: the listeners' own poll finds the change.
    process.emitWarning(`a wake-up was not sent: ${String(error)}`)
  }
}

/** Waits for the wake-ups that are still to be sent: before a pool is ended. */
export async function announced(db: Database): Promise<void> {
  await pendingOf.get(db)?.sent
}

export type Listener = { close(): Promise<void> }

export type ListenSettings = {
  /** `Pools.listenUrl`. */
  url: string
  channels: readonly Channel[]
  /** Called on each wake-up, and after each reconnection: something may have been missed. */
  onWake: (channel: Channel) => void
  onTrouble?: (error: Error) => void
}

/** One connection for the whole process; it comes back by itself. Resolves once it listens for the first time. */
export async function listen(settings: ListenSettings): Promise<Listener> {
  let closed = false
  let client: pg.Client | null = null
  const stop = new AbortController()

  const connect = async (again: boolean): Promise<void> => {
    const next = new pg.Client({
      connectionString: settings.url,
      application_name: 'comptoir listen',
      keepAlive: true,
    })
    next.on('notification', ({ channel }) => {
      const known = settings.channels.find((name) => name === channel)
      if (known) settings.onWake(known)
    })
    next.on('error', (error) => lose(next, error))
    next.on('end', () => lose(next, new Error('the listening connection ended')))
    try {
      await next.connect()
      for (const channel of settings.channels) await next.query(`listen ${channel}`)
    } catch (error) {
      await next.end()
      throw error
    }
    client = next
    if (closed) return next.end()
    if (again) for (const channel of settings.channels) settings.onWake(channel)
  }

  const lose = (lost: pg.Client, error: Error): void => {
    if (closed || client !== lost) return
    client = null
    settings.onTrouble?.(error)
    void reconnect()
  }

  const reconnect = async (): Promise<void> => {
    for (let wait = 100; !closed; wait = Math.min(wait * 2, 5_000)) {
      await sleep(wait, undefined, { signal: stop.signal }).catch(() => closed)
      if (closed) return
      try {
        await connect(true)
        return
      } catch (error) {
        client = null
        settings.onTrouble?.(error instanceof Error ? error : new Error(String(error)))
      }
    }
  }

  await connect(false)
  return {
    async close() {
      closed = true
      stop.abort()
      await client?.end()
    },
  }
}
