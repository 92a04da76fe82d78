import type { Id } from '../shared/index.ts'
import type { Script, Step } from './script.ts'

const MINUTE = 60
const HOUR = 3600

/** A launch as one hopes for it. */
const NOMINAL: Script = [
  { at: { kind: 'clock', seconds: -10 * MINUTE }, does: { verb: 'go' } },
  { at: { kind: 'clock', seconds: 0 }, does: { verb: 'launched' } },
  { at: { kind: 'clock', seconds: 40 * MINUTE }, does: { verb: 'closed', outcome: 'success' } },
]
const FAILURE: Script = [
  ...NOMINAL.slice(0, 2),
  { at: { kind: 'clock', seconds: 4 * MINUTE }, does: { verb: 'closed', outcome: 'failure' } },
]

export type PresetName =
  | 'nominal'
  | 'slip'
  | 'hold-scrub'
  | 'failure'
  | 'token-dies'
  | 'rate-limited'
  | 'answers-lost'
  | 'network-down'
export const PRESETS: readonly PresetName[] = [
  'nominal',
  'slip',
  'hold-scrub',
  'failure',
  'token-dies',
  'rate-limited',
  'answers-lost',
  'network-down',
]

/** The presets that are about one channel. */
export const OF_A_CHANNEL: ReadonlySet<PresetName> = new Set<PresetName>(['token-dies', 'rate-limited', 'answers-lost'])

/** A script to begin with, complete in itself: each ends a launch. `channelId` is the channel that has trouble, null where there is none to choose. */
export function presetScript(name: PresetName, channelId: Id | null): Script {
  switch (name) {
    case 'nominal':
      return NOMINAL
    case 'slip':
      return [
        { at: { kind: 'clock', seconds: -30 * MINUTE }, does: { verb: 'slipped', bySeconds: 2 * HOUR } },
        ...NOMINAL,
      ]
    case 'hold-scrub':
      return [
        NOMINAL[0]!,
        { at: { kind: 'clock', seconds: -7 }, does: { verb: 'hold' } },
        { at: { kind: 'after', seconds: 20 * MINUTE }, does: { verb: 'scrubbed' } },
      ]
    case 'failure':
      return FAILURE
    case 'token-dies':
      return channelId ? [trouble(-HOUR, { verb: 'token-dies', channelId }), ...NOMINAL] : NOMINAL
    case 'rate-limited':
      return [
        NOMINAL[0]!,
        trouble(-5 * MINUTE, { verb: 'rate-limited', channelId, forSeconds: 20 * MINUTE }),
        ...NOMINAL.slice(1),
      ]
    case 'answers-lost':
      return [
        NOMINAL[0]!,
        trouble(-5 * MINUTE, { verb: 'answers-lost', channelId, forSeconds: 10 * MINUTE }),
        ...NOMINAL.slice(1),
      ]
    case 'network-down':
      return [
        NOMINAL[0]!,
        trouble(-5 * MINUTE, { verb: 'network-down', channelId: null, forSeconds: 20 * MINUTE }),
        ...NOMINAL.slice(1),
      ]
  }
}

const trouble = (seconds: number, does: Step['does']): Step => ({ at: { kind: 'clock', seconds }, does })
