import { m } from '../../words.ts'

const STATES: Record<string, () => string> = {
  connected: m['channels.state.connected'],
  reconnect: m['channels.state.reconnect'],
  disconnected: m['channels.state.disconnected'],
  'by-hand': m['channels.state.by-hand'],
}

export function stateWord(state: string): string {
  return STATES[state]?.() ?? state
}

const WHYS: Record<string, () => string> = {
  delayed: m['channels.why.delayed'],
  refused: m['channels.why.refused'],
  'credentials-lost': m['channels.why.credentials-lost'],
  unavailable: m['channels.why.unavailable'],
  uncertain: m['channels.why.uncertain'],
  'permission-missing': m['channels.why.permission-missing'],
  'unknown-method': m['channels.why.unknown-method'],
  'no-account': m['channels.why.no-account'],
  'app-keys-missing': m['channels.why.app-keys-missing'],
  'another-account': m['channels.why.another-account'],
  'of-another-client': m['channels.why.of-another-client'],
  'not-connected': m['channels.why.not-connected'],
  expired: m['channels.why.expired'],
}

/** Why a connection failed, by the kind of the network's failure or our own refusal. */
export function whyWords(why: string): string {
  return (WHYS[why] ?? m['channels.why.other'])()
}

type Answer = { kind: string; why?: string; failure?: { kind: string; scope?: string } }

/** The sentence of an answer that is not a success. */
export function failureWords(answer: Answer): string {
  const { failure } = answer
  if (failure?.kind === 'permission-missing' && failure.scope)
    return m['channels.why.scope-missing']({ scope: failure.scope })
  return whyWords(failure?.kind ?? answer.why ?? '')
}

const FIELDS: Record<string, () => string> = {
  identifier: m['channels.field.identifier'],
  password: m['channels.field.password'],
  service: m['channels.field.server'],
  server: m['channels.field.server'],
  baseUrl: m['channels.field.server'],
  accessToken: m['channels.field.token'],
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
