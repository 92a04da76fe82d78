import { type Instant, isBefore } from '../shared/index.ts'
import type { Channel } from './channel.ts'

/** Credentials that run out within this many days are said to expire soon. */
export const EXPIRES_SOON_DAYS = 7

/** A connection that nothing was heard from for so many hours is said to be silent. */
export const SILENT_AFTER_HOURS = 24

/**
 * What is to be said about a channel's connection: a code for the catalogs, how grave it is, and the instant that the
 * sentence names.
 */
export type Health = {
  code:
    | 'works'
    | 'never-heard'
    | 'silent'
    | 'expires-soon'
    | 'expires-before-post'
    | 'expired'
    | 'reconnect'
    | 'disconnected'
    | 'by-hand'
  tone: 'good' | 'neutral' | 'warn' | 'bad'
  at: Instant | null
}

/**
 * The health of a channel. `refreshable`: its credentials are renewed without a person, so their end is no news.
 * `nextDueAt` is its next planned post: credentials that end before it are said now.
 */
export function healthOf(
  channel: Pick<Channel, 'state' | 'credentialsExpireAt' | 'lastHeardAt'>,
  facts: { refreshable: boolean; nextDueAt: Instant | null; now: Instant },
): Health {
  if (channel.state === 'by-hand') return { code: 'by-hand', tone: 'neutral', at: null }
  if (channel.state === 'disconnected') return { code: 'disconnected', tone: 'neutral', at: null }
  if (channel.state === 'reconnect') return { code: 'reconnect', tone: 'bad', at: channel.lastHeardAt }
  const ends = facts.refreshable ? null : channel.credentialsExpireAt
  return (ends && ending(ends, facts.nextDueAt, facts.now)) ?? hearing(channel.lastHeardAt, facts.now)
}

function ending(ends: Instant, nextDueAt: Instant | null, now: Instant): Health | null {
  if (!isBefore(now, ends)) return { code: 'expired', tone: 'bad', at: ends }
  if (nextDueAt && !isBefore(nextDueAt, ends)) return { code: 'expires-before-post', tone: 'bad', at: ends }
  const soon = isBefore(ends, now.add({ hours: 24 * EXPIRES_SOON_DAYS }))
  return soon ? { code: 'expires-soon', tone: 'warn', at: ends } : null
}

function hearing(lastHeardAt: Instant | null, now: Instant): Health {
  if (!lastHeardAt) return { code: 'never-heard', tone: 'neutral', at: null }
  const silent = isBefore(lastHeardAt.add({ hours: SILENT_AFTER_HOURS }), now)
  return { code: silent ? 'silent' : 'works', tone: silent ? 'warn' : 'good', at: lastHeardAt }
}
