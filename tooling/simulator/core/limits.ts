import type { Network } from './types.ts'

/** One of a network's quotas: so many points in a window, for one account (or one caller) and some operations. */
export interface LimitRule {
  name: string
  windowSeconds: number
  points: number
  /** Points that this operation costs; 0 when the rule does not concern it. */
  cost: (operation: string) => number
  /** Kept per account (default) or for all callers together. */
  shared?: boolean
}

export interface LimitState {
  rule: LimitRule
  points: number
  remaining: number
  /** Epoch milliseconds on the networks' clock. */
  resetAt: number
  exceeded: boolean
}

interface Window {
  startedAt: number
  used: number
}

export class Limits {
  readonly #windows = new Map<string, Window>()
  readonly #settings = new Map<Network, { enforced: boolean; factor: number }>()

  set(network: Network, setting: { enforced: boolean; factor: number }): void {
    this.#settings.set(network, setting)
    for (const key of this.#windows.keys()) if (key.startsWith(`${network} `)) this.#windows.delete(key)
  }

  clear(): void {
    this.#windows.clear()
    this.#settings.clear()
  }

  /** Takes the points of one call; answers the state of each rule that concerns it, the nearest to its end first. */
  take(network: Network, rules: readonly LimitRule[], operation: string, who: string, now: number): LimitState[] {
    const setting = this.#settings.get(network)
    if (setting !== undefined && !setting.enforced) return []
    const factor = setting?.factor ?? 1
    const states: LimitState[] = []
    for (const rule of rules) {
      const cost = rule.cost(operation)
      if (cost === 0) continue
      const key = `${network} ${rule.name} ${rule.shared === true ? '*' : who}`
      const length = rule.windowSeconds * 1000
      let window = this.#windows.get(key)
      if (window === undefined || now >= window.startedAt + length || now < window.startedAt) {
        window = { startedAt: now, used: 0 }
        this.#windows.set(key, window)
      }
      const points = Math.max(1, Math.floor(rule.points * factor))
      const exceeded = window.used + cost > points
      if (!exceeded) window.used += cost
      states.push({
        rule,
        points,
        remaining: Math.max(0, points - window.used),
        resetAt: window.startedAt + length,
        exceeded,
      })
    }
    return states.sort(
      (a, b) => Number(b.exceeded) - Number(a.exceeded) || a.remaining / a.points - b.remaining / b.points,
    )
  }
}
