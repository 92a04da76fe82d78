import type { Outputs } from '../../data/trpc.ts'
import { m } from '../../words.ts'

type Answer = Outputs['channels']['connect'] | Outputs['channels']['beginOAuth'] | Outputs['channels']['check']
/** Every answer that is not a success. */
export type NotConnected = Extract<
  Outputs['channels']['connect'] | Outputs['channels']['beginOAuth'],
  { kind: 'failed' | 'refused' }
>

const STATES = ['connected', 'reconnect', 'disconnected', 'by-hand'] as const

export function stateWord(state: string): string {
  const known = STATES.find((one) => one === state)
  return known ? m[`channels.state.${known}`]() : state
}

/** Failures of the network by their kind, its refusals by their rule, and our own refusals. */
const WHYS = [
  'delayed',
  'refused',
  'credentials-lost',
  'unavailable',
  'uncertain',
  'permission-missing',
  'wrong-secret',
  'second-factor-needed',
  'address-not-allowed',
  'not-permitted',
  'not-supported',
  'not-found',
  'unreadable-answer',
  'unknown-method',
  'no-account',
  'app-keys-missing',
  'another-account',
  'of-another-client',
  'already-connected',
  'not-connected',
  'expired',
] as const

/** Why a connection failed, in a sentence that says what to do. */
export function whyWords(why: string): string {
  const known = WHYS.find((one) => one === why)
  return known ? m[`channels.why.${known}`]() : m['channels.why.other']()
}

/** The sentence of an answer that is not a success. */
export function failureWords(
  answer: Exclude<Answer, { kind: 'connected' | 'choose' | 'redirect' | 'healthy' }>,
): string {
  if (answer.kind === 'refused') return whyWords(answer.why)
  const failure = 'failure' in answer ? answer.failure : answer
  if (failure.kind === 'permission-missing') return m['channels.why.scope-missing']({ scope: failure.scope })
  if (failure.kind !== 'refused') return whyWords(failure.kind)
  if (failure.code === 'no-app-keys') return whyWords('app-keys-missing')
  // A rule without words of its own is a plain no.
  return WHYS.some((one) => one === failure.rule) ? whyWords(failure.rule) : whyWords('refused')
}

/** The field that a refusal is about: a wrong secret is the secret's, a wrong address is the server's. Null: none of them. */
export function faultOf(
  answer: NotConnected,
  fields: readonly { name: string; kind: string; baseUrl: boolean }[],
): string | null {
  if (answer.kind !== 'failed' || answer.failure.kind !== 'refused') return null
  switch (answer.failure.rule) {
    case 'wrong-secret':
    case 'second-factor-needed':
      return fields.find((field) => field.kind === 'secret')?.name ?? null
    case 'address-not-allowed':
    case 'unreadable-answer':
    case 'not-supported':
      return fields.find((field) => field.baseUrl)?.name ?? null
    case 'not-found':
      return fields.find((field) => field.kind === 'text' && !field.baseUrl)?.name ?? null
    default:
      return null
  }
}

const FIELDS: Record<string, () => string> = {
  identifier: m['channels.field.identifier'],
  password: m['channels.field.password'],
  service: m['channels.field.server'],
  server: m['channels.field.server'],
  baseUrl: m['channels.field.server'],
  accessToken: m['channels.field.token'],
  refreshToken: m['channels.field.refresh-token'],
  clientId: m['channels.field.client-id'],
  clientSecret: m['channels.field.client-secret'],
  handle: m['channels.field.handle'],
}

export function fieldWord(name: string): string {
  return FIELDS[name]?.() ?? name
}

const METHODS: Record<string, () => string> = {
  oauth2: m['channels.method.oauth'],
  password: m['channels.method.password'],
  token: m['channels.method.token'],
}

export function methodWord(kind: string): string {
  return METHODS[kind]?.() ?? kind
}
