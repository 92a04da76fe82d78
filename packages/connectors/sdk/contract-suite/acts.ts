import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import type {
  Channel,
  Content,
  Failure,
  Identity,
  Part,
  Prepared,
  Published,
  PublishedRef,
  Settlement,
} from '../index.ts'
import type { Stage, StagePorts } from './stage.ts'

/** What clauses do over and over, told as a caller would do it: prepare, freeze an identity, publish a step, settle it. */
export type Step = {
  ports: StagePorts
  channel: Channel
  prepared: Prepared
  step: number
  identity: Identity
  before: readonly PublishedRef[]
  since: Temporal.Instant
}

export const part = (text: string, more: Partial<Part> = {}): Part => ({ text, link: null, media: [], ...more })

export const say = (text: string, more: Partial<Part> = {}): Content => ({
  parts: [part(text, more)],
  firstComment: null,
  language: 'fr',
})

/** Words that nobody has said before: some networks refuse a repeat. */
export const fresh = (words: string) => `${words} ${randomBytes(4).toString('hex')}`

export async function readyToSend(
  stage: Stage,
  content: Content,
  channel?: Channel,
  ports: StagePorts = stage.ports(),
): Promise<Step> {
  const on = channel ?? (await stage.openChannel())
  const answer = await stage.connector.prepare(ports, on, content)
  assert.equal(answer.kind, 'prepared', `prepare answered ${JSON.stringify(answer)}`)
  if (answer.kind !== 'prepared') throw new Error('unreachable')
  // As it comes back from the database.
  const prepared: Prepared = JSON.parse(JSON.stringify(answer.prepared))
  return stepOf(stage, { ports, channel: on, prepared, step: 0, before: [] })
}

export function stepOf(stage: Stage, rest: Omit<Step, 'identity' | 'since'>): Step {
  const since = rest.ports.clock.now()
  const identity = stage.connector.mintIdentity(since, (bytes) => new Uint8Array(randomBytes(bytes)), rest.step)
  return { ...rest, identity, since }
}

export function publish(stage: Stage, step: Step, patience = 2000): Promise<Published | Failure> {
  const { ports, channel, ...order } = step
  return stage.connector.publish(ports, channel, { ...order, deadline: ports.clock.monotonic() + patience })
}

export async function published(stage: Stage, step: Step): Promise<PublishedRef> {
  const answer = await publish(stage, step)
  assert.equal(answer.kind, 'published', `publish answered ${JSON.stringify(answer)}`)
  if (answer.kind !== 'published') throw new Error('unreachable')
  return answer.ref
}

export function settle(stage: Stage, step: Step, emptyReadings: readonly Temporal.Instant[] = []): Promise<Settlement> {
  const { ports, channel, ...order } = step
  return stage.connector.settle(ports, channel, { ...order, emptyReadings })
}

/** Reads back as the house does, until it is proven or a person must decide. Time is moved, not waited for. */
export async function settleToTheEnd(stage: Stage, step: Step): Promise<Settlement> {
  const empty: Temporal.Instant[] = []
  for (let reading = 0; reading < 8; reading++) {
    const answer = await settle(stage, step, empty)
    if (answer.kind !== 'unknown' || answer.readAgainAt === null) return answer
    const now = step.ports.clock.now()
    if (answer.why === 'not-seen-yet') empty.push(now)
    step.ports.advance(Math.max(1, Math.ceil(answer.readAgainAt.since(now).total('seconds'))))
  }
  assert.fail('settling has no end')
}

export function assertKind<K extends string, T extends { kind: string }>(
  answer: T,
  ...kinds: readonly K[]
): asserts answer is Extract<T, { kind: K }> {
  assert.ok(
    kinds.some((kind) => kind === answer.kind),
    `expected ${kinds.join(' or ')}, got ${JSON.stringify(answer)}`,
  )
}
