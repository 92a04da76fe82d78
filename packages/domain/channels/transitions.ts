import { type Refused, refused } from '../shared/index.ts'
import type { ChannelState } from './channel.ts'

/** A channel that changed its state. */
export type ChannelMoved = { kind: 'moved'; state: ChannelState }

/**
 * What a call to the network said about the connection: it worked, or how it failed (the kinds of a connector's
 * failure).
 */
export type ConnectionEvidence =
  | 'worked'
  | 'credentials-lost'
  | 'permission-missing'
  | 'delayed'
  | 'refused'
  | 'unavailable'
  | 'uncertain'

/** A person connected the account, or connected it again. */
export function connect(_state: ChannelState): ChannelMoved {
  return { kind: 'moved', state: 'connected' }
}

/**
 * What a call proves about a connection. Only a proven authentication error asks to reconnect: a network's bad hour
 * does not.
 */
export function afterCall(state: ChannelState, evidence: ConnectionEvidence): ChannelMoved | { kind: 'unchanged' } {
  if (state === 'connected' && evidence === 'credentials-lost') return { kind: 'moved', state: 'reconnect' }
  if (state === 'reconnect' && evidence === 'worked') return { kind: 'moved', state: 'connected' }
  return { kind: 'unchanged' }
}

/** A person takes the account off: nothing more is sent there. */
export function disconnect(state: ChannelState): ChannelMoved | Refused<'already-disconnected'> {
  return state === 'disconnected' ? refused('already-disconnected') : { kind: 'moved', state: 'disconnected' }
}

/** A person decides that this account is posted to by hand: reminders instead of sending. */
export function serveByHand(state: ChannelState): ChannelMoved | Refused<'already-by-hand'> {
  return state === 'by-hand' ? refused('already-by-hand') : { kind: 'moved', state: 'by-hand' }
}
