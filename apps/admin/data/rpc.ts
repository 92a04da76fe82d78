// tRPC's wire, and no more of it than the admin uses: queries in one batch per tick, mutations one by one. The library's own
// client is typed (data/trpc.ts takes its types) but weighs eight times as much, and the first screen has none to spare.

/** A call that failed: the server's error where it answered, else only its cause. */
export class RpcError extends Error {
  /** The server answered, and the answer is no. */
  readonly answered: boolean
  /** What the server's error formatter added: `httpStatus`, `code`, `sentence`, `fields`. */
  readonly data: Record<string, unknown> | undefined
  readonly shape: unknown

  constructor(message: string, options: { shape?: { data?: Record<string, unknown> }; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.name = 'RpcError'
    this.shape = options.shape
    this.data = options.shape?.data
    this.answered = options.shape !== undefined
  }
}

export interface RpcSettings {
  /** "/trpc" */
  url: string
  headers: () => Record<string, string>
  /** Told of every call's end, before the caller is. */
  onAnswer: (path: string, error: RpcError | null) => void
  /** Told what the server's clock said with an answer. */
  onClock?: (sample: { server: number; sentAt: number; receivedAt: number }) => void
}

export interface Rpc {
  query: (path: string, input: unknown, signal?: AbortSignal | null) => Promise<unknown>
  mutate: (path: string, input: unknown, signal?: AbortSignal | null) => Promise<unknown>
}

interface Waiting {
  path: string
  input: unknown
  signal: AbortSignal | null
  resolve: (data: unknown) => void
  reject: (error: unknown) => void
}

interface Envelope {
  result?: { data?: unknown }
  error?: { message: string; data?: Record<string, unknown> }
}

/** Longer addresses are refused by some proxies. */
const LONGEST_URL = 4_000

function unwrap(envelope: Envelope | undefined): unknown {
  if (envelope?.error) throw new RpcError(envelope.error.message, { shape: envelope.error })
  if (!envelope?.result) throw new RpcError('The answer is not one of tRPC')
  return envelope.result.data
}

export function openRpc({ url, headers, onAnswer, onClock }: RpcSettings): Rpc {
  let waiting: Waiting[] = []
  /** Orders on their way: whoever gives the same one again meanwhile (two presses, two keys) waits for the first one's answer. */
  const flying = new Map<string, Promise<unknown>>()

  async function ask(address: string, init: RequestInit): Promise<unknown> {
    try {
      const sentAt = Date.now()
      const reply = await fetch(address, { ...init, headers: { ...headers(), ...init.headers } })
      const server = reply.headers.get('x-comptoir-now')
      if (server) onClock?.({ server: Number(server), sentAt, receivedAt: Date.now() })
      return await reply.json()
    } catch (cause) {
      throw new RpcError('The server did not answer', { cause })
    }
  }

  /** Ends one call: the listener first, then whoever waits for it. An aborted call is nobody's news. */
  function settle(call: Waiting, take: () => unknown) {
    if (call.signal?.aborted) return call.reject(call.signal.reason)
    try {
      const data = take()
      onAnswer(call.path, null)
      call.resolve(data)
    } catch (error) {
      if (error instanceof RpcError) onAnswer(call.path, error)
      call.reject(error)
    }
  }

  const addressOf = (calls: readonly Waiting[]) => {
    const inputs = Object.fromEntries(calls.flatMap(({ input }, i) => (input === undefined ? [] : [[i, input]])))
    return `${url}/${calls.map(({ path }) => path).join(',')}?batch=1&input=${encodeURIComponent(JSON.stringify(inputs))}`
  }

  async function send(calls: Waiting[]) {
    const half = Math.ceil(calls.length / 2)
    const address = addressOf(calls)
    if (address.length > LONGEST_URL && calls.length > 1) {
      await Promise.all([send(calls.slice(0, half)), send(calls.slice(half))])
      return
    }
    const leaving = new AbortController()
    const giveUp = () => {
      if (calls.every(({ signal }) => signal?.aborted)) leaving.abort()
    }
    for (const { signal } of calls) signal?.addEventListener('abort', giveUp)
    try {
      const answers = await ask(address, { signal: leaving.signal })
      // A fault of the whole batch comes as one envelope.
      calls.forEach((call, i) =>
        settle(call, () => unwrap(Array.isArray(answers) ? answers[i] : (answers as Envelope))),
      )
    } catch (error) {
      for (const call of calls)
        settle(call, () => {
          throw error
        })
    } finally {
      for (const { signal } of calls) signal?.removeEventListener('abort', giveUp)
    }
  }

  return {
    query: (path, input, signal = null) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) {
          setTimeout(() => {
            const calls = waiting
            waiting = []
            void send(calls)
          })
        }
        waiting.push({ path, input, signal, resolve, reject })
      }),
    mutate(path, input, signal = null) {
      const body = JSON.stringify(input)
      const key = `${path} ${body}`
      const same = flying.get(key)
      if (same && !signal) return same
      const answer = new Promise<unknown>((resolve, reject) => {
        const call = { path, input, signal, resolve, reject }
        ask(`${url}/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body, signal }).then(
          (envelope) => settle(call, () => unwrap(envelope as Envelope)),
          (error: unknown) =>
            settle(call, () => {
              throw error
            }),
        )
      })
      // What its caller may call back is nobody else's to wait for.
      if (signal) return answer
      flying.set(key, answer)
      const landed = () => void flying.delete(key)
      answer.then(landed, landed)
      return answer
    },
  }
}
