import { z } from 'zod'
import type { Connector, Ports, PostReadings, Reading } from '../../sdk/index.ts'
import { ask, targetOf } from './api.ts'
import { manifest } from './manifest.ts'
import { Status } from './status.ts'

const Account = z.object({ followers_count: z.number().int() })

/** Source: docs.joinmastodon.org/methods/accounts/#get. */
export const readAccountMetrics: Connector['readAccountMetrics'] = async (ports, channel) => {
  const account = await ask(ports, targetOf(channel), {
    purpose: 'metrics',
    method: 'GET',
    path: `/api/v1/accounts/${encodeURIComponent(channel.remoteId)}`,
    scope: 'read:accounts',
    effect: 'read',
    schema: Account,
  })
  if (account.kind !== 'ok') return account
  // Accounts may hide the number; servers then answer a negative one.
  const count = account.value.followers_count
  return { kind: 'readings', readings: [reading(ports, 'followers', 'followers_count', count < 0 ? null : count)] }
}

/** One call each: reading several at once is not offered by every server. Source: docs.joinmastodon.org/methods/statuses/#get. */
export const readPostMetrics: Connector['readPostMetrics'] = async (ports, channel, remoteIds) => {
  const posts: PostReadings[] = []
  const gone: string[] = []
  for (const remoteId of remoteIds) {
    const budget = await ports.quota.take('api', 1)
    if (budget.kind === 'wait') return { kind: 'delayed', until: budget.until, why: 'quota', status: null, code: null }
    const status = await ask(ports, targetOf(channel), {
      purpose: 'metrics',
      method: 'GET',
      path: `/api/v1/statuses/${encodeURIComponent(remoteId)}`,
      scope: 'read:statuses',
      effect: 'read',
      schema: Status,
    })
    if (status.kind === 'ok') posts.push({ remoteId, readings: readingsOf(ports, status.value) })
    else if (status.kind === 'refused' && (status.rule === 'not-found' || status.rule === 'gone')) gone.push(remoteId)
    else return status
  }
  return { kind: 'readings', posts, gone }
}

function readingsOf(ports: Ports, status: Status): Reading[] {
  const shares = status.reblogs_count === undefined ? null : status.reblogs_count + (status.quotes_count ?? 0)
  return [
    reading(ports, 'reactions', 'favourites_count', status.favourites_count ?? null),
    reading(ports, 'comments', 'replies_count', status.replies_count ?? null),
    reading(ports, 'shares', 'reblogs_count+quotes_count', shares),
  ]
}

function reading(ports: Ports, metric: Reading['metric'], official: string, value: number | null): Reading {
  const unavailable = value === null ? 'not-offered' : null
  return { metric, official, value, unavailable, at: ports.clock.now(), apiVersion: manifest.apiVersion }
}
