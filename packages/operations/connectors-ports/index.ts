import { createHttp, type Exchange, parseOrigins, type Ports } from '@comptoir/connectors/sdk'
import type { Services } from '../services/index.ts'
import { sharedQuota } from './quota.ts'
import { notesOf } from './resume.ts'

export { publishBudget, refusedChannels, reserveCalls, type Wish } from './publish-budget.ts'

/** A channel's ports, and the exchanges that went through them, already redacted. */
export type CallPorts = Ports & { exchanges: Exchange[] }

/** The networks as this process reaches them: one HTTP client, budgets and notes in the database. */
export type Outside = {
  /** Ports for one piece of work on one channel; each has its own evidence. */
  portsFor(agencyId: string, channelId: string): CallPorts
  /** Ports before a channel exists (connecting); their notes die with them. */
  portsBefore(): CallPorts
  /** A network answered a publishing call with "too many": all processes wait for that channel until then. */
  refused(agencyId: string, channelId: string, bucket: string, until: Temporal.Instant): void
  /** Milliseconds to add to this machine's clock to get the database's. */
  clockOffset(): number
  close(): Promise<void>
}

export function openOutside(
  services: Pick<Services, 'db' | 'settings'>,
  options: {
    clockOffset?: () => number
    /** Another clock than this machine's, for a rehearsal. */
    now?: () => Temporal.Instant
    /** The only origin that connectors reach, whatever the settings allow: a rehearsal's simulator. */
    onlyOrigin?: string
    connections?: number
    onTrouble?: (error: unknown) => void
  } = {},
): Outside {
  const { db, settings } = services
  const clockOffset = options.clockOffset ?? (() => 0)
  const { onlyOrigin } = options
  const http = createHttp({
    allowOrigins: onlyOrigin ? new Set([onlyOrigin]) : parseOrigins(settings.allowOrigins.join(',')),
    ...(onlyOrigin ? { onlyOrigin } : {}),
    ...(options.connections ? { connections: options.connections } : {}),
  })
  const now = options.now ?? (() => Temporal.Instant.fromEpochMilliseconds(Math.round(Date.now() + clockOffset())))
  const clock = { now, monotonic: () => performance.now() }
  const quota = sharedQuota(db, options.onTrouble ?? ((error) => process.emitWarning(String(error))))
  const keeping = () => {
    const exchanges: Exchange[] = []
    return { exchanges, evidence: { keep: (exchange: Exchange) => void exchanges.push(exchange) } }
  }
  return {
    portsFor(agencyId, channelId) {
      return {
        http,
        clock,
        ...keeping(),
        quota: quota.of(agencyId, channelId),
        resume: notesOf(db, agencyId, channelId),
      }
    },
    portsBefore() {
      const notes = new Map<string, Awaited<ReturnType<Ports['resume']['load']>>>()
      return {
        http,
        clock,
        ...keeping(),
        quota: { take: async () => ({ kind: 'ok' }), saw: () => undefined },
        resume: { load: async (key) => notes.get(key) ?? null, save: async (key, value) => void notes.set(key, value) },
      }
    },
    refused: quota.refused,
    clockOffset,
    async close() {
      await quota.close()
      await http.close()
    },
  }
}
