import type { Leg } from './leg.ts'
import type { ToldChannel } from './telling.ts'

type Answer = { status: number | null; ref: { remoteId: string } | null }

/** A call as the evidence keeps it: address, body and answer, the secrets blanked. */
export function exchangeOf(
  channel: ToldChannel,
  { parts }: Pick<Leg, 'parts'>,
  position: number,
  startedAt: Temporal.Instant,
  endedAt: Temporal.Instant,
  { status, ref }: Answer,
) {
  const { path, body } = callOf(channel, parts[position] ?? '')
  const answer = status === 400 ? REFUSED : ref ? JSON.stringify({ id: ref.remoteId }) : status === 200 ? '{}' : null
  return {
    purpose: 'publish',
    method: 'POST',
    url: `${channel.baseUrl}${path}`,
    requestHeaders: { authorization: '[redacted]', 'content-type': 'application/json' },
    requestBody: JSON.stringify(body),
    status,
    responseHeaders: status === null ? {} : { 'content-type': 'application/json' },
    responseBody: answer,
    startedAt: startedAt.toString(),
    took: endedAt.epochMilliseconds - startedAt.epochMilliseconds,
    outcome: status === null ? 'unknown' : 'answered',
  }
}

const REFUSED = JSON.stringify({ error: { message: 'Duplicate status message', code: 506, type: 'OAuthException' } })

function callOf({ network, remoteId }: ToldChannel, text: string): { path: string; body: object } {
  switch (network) {
    case 'facebook':
      return { path: `/v26.0/${remoteId}/feed`, body: { message: text } }
    case 'x':
      return { path: '/2/tweets', body: { text } }
    case 'mastodon':
      return { path: '/api/v1/statuses', body: { status: text, language: 'fr' } }
    default:
      return {
        path: '/xrpc/com.atproto.repo.createRecord',
        body: { repo: remoteId, collection: 'app.bsky.feed.post', record: { text, langs: ['fr'] } },
      }
  }
}
