import type { Network } from './types.ts'

export const faultKinds = [
  'delay',
  'delay-before',
  'silence',
  'reset',
  'commit-silence',
  'commit-reset',
  'commit-error',
  'error',
  'maintenance',
  'rate-limit',
  'broken-json',
  'wrong-shape',
  'token-death',
  'scope-lost',
  'duplicate',
  'slow-media',
  'failed-media',
  'late-visibility',
  'sunset',
  'redirect',
  'huge-body',
  'drip',
  'deep-json',
] as const
export type FaultKind = (typeof faultKinds)[number]

export interface FaultOptions {
  ms?: number
  seconds?: number
  status?: number
  retryAfterSeconds?: number
  headers?: 'network' | 'retry-after' | 'none' | 'garbage'
  variant?: 'expired' | 'revoked'
  scope?: string
  location?: string
  bytes?: number
  depth?: number
  done?: boolean
}

export interface Fault extends FaultOptions {
  id: string
  kind: FaultKind
  network: Network | null
  /** Handle or id. */
  account: string | null
  operation: string | null
  /** Strikes left; null means until it is switched off. */
  count: number | null
  /** Matching calls still to let pass. */
  after: number
  hits: number
}

/** These change how a call is done or when it is answered, and may stand beside another fault. */
const beside: readonly FaultKind[] = ['delay', 'delay-before', 'slow-media', 'failed-media', 'late-visibility']

export interface Struck {
  main: Fault | null
  beside: Fault[]
}

const none: Struck = { main: null, beside: [] }

export class Faults {
  readonly #list: Fault[] = []
  #next = 1

  add(fault: Omit<Fault, 'id' | 'hits'>): Fault {
    const whole = { ...fault, id: `fault-${this.#next++}`, hits: 0 }
    this.#list.push(whole)
    return whole
  }

  all(): readonly Fault[] {
    return this.#list
  }

  remove(id: string): boolean {
    const at = this.#list.findIndex((fault) => fault.id === id)
    if (at >= 0) this.#list.splice(at, 1)
    return at >= 0
  }

  clear(): void {
    this.#list.length = 0
  }

  /** What strikes this call, counted. `accountNames` are the handle and id of the account that it is about, if known. */
  strike(network: Network, operation: string, accountNames: readonly string[]): Struck {
    if (this.#list.length === 0) return none
    const struck: Struck = { main: null, beside: [] }
    for (const fault of this.#list) {
      if (fault.count !== null && fault.count <= 0) continue
      if (fault.network !== null && fault.network !== network) continue
      if (fault.operation !== null && fault.operation !== operation) continue
      if (fault.account !== null && !accountNames.includes(fault.account)) continue
      const stands = beside.includes(fault.kind)
      if (!stands && struck.main !== null) continue
      if (fault.after > 0) {
        fault.after -= 1
        continue
      }
      fault.hits += 1
      if (fault.count !== null) fault.count -= 1
      if (stands) struck.beside.push(fault)
      else struck.main = fault
    }
    return struck
  }
}
