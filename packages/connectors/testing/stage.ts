import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { barePorts, createHttp } from '../sdk/index.ts'
import type { Channel, Connector } from '../sdk/index.ts'
import type { Stage, StagePorts } from '../sdk/contract-suite/index.ts'
import { png } from './media.ts'
import { connectFormOf, SimulatedAccount } from '../simulated/index.ts'
import type { Simulator } from './simulator.ts'

const Account = SimulatedAccount.extend({ followers: z.number() })
const Accounts = z.object({ accounts: z.array(Account) })
const Posts = z.object({
  posts: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      link: z.string().nullable().optional(),
      replyTo: z.string().nullable().optional(),
      published: z.boolean().optional(),
      deleted: z.boolean(),
      media: z.array(z.object({ sha256: z.string(), alt: z.string() })),
      figures: z.record(z.string(), z.number().nullable()),
    }),
  ),
})
const Arrivals = z.object({
  arrivals: z.array(z.object({ remoteId: z.string(), identity: z.string().nullable(), link: z.string().nullable() })),
})
const App = z.object({ clientId: z.string(), clientSecret: z.string() })

/** Time-outs for tests: a silent network is found out soon. Milliseconds. */
const TIMEOUTS = { connect: 3000, headers: 900, body: 900 }

/** The contract's stage on the simulated networks. */
export function simulatorStage(simulator: Simulator, connector: Connector): Stage & { close(): Promise<void> } {
  const network = connector.manifest.id
  const http = createHttp({ allowOrigins: new Set([new URL(simulator.url).origin]), timeouts: TIMEOUTS })
  const known = new Map<string, string>()

  const openAccount = async () => {
    const handle = `orphee${randomInt(1e9)}${network === 'bluesky' ? '.bsky.test' : ''}`
    const account = Account.parse(
      await simulator.control('POST', '/accounts', { network, handle, name: 'Orphée Lanceurs', followers: 1200 }),
    )
    known.set(account.id, account.handle)
    return account
  }
  const postsOf = async (channel: Channel) =>
    Posts.parse(
      await simulator.control('GET', `/posts?network=${network}&account=${encodeURIComponent(channel.remoteId)}`),
    ).posts

  const stage: Stage = {
    connector,
    async openChannel() {
      const form = connectFormOf(network, await openAccount())
      const connected = await connector.connectWithFields?.(stage.ports(), form)
      if (connected?.kind !== 'connected') throw new Error(`not connected: ${JSON.stringify(connected)}`)
      const listed = await connector.listAccounts(stage.ports(), connected)
      const account = listed.kind === 'accounts' ? listed.accounts[0] : undefined
      if (!account) throw new Error(`no account: ${JSON.stringify(listed)}`)
      const { remoteId, handle, baseUrl, credentials } = account
      return { remoteId, handle, baseUrl, credentials, rules: null }
    },
    ports(): StagePorts {
      const bare = barePorts(http)
      const takes: string[] = []
      let ahead = 0
      return {
        ...bare,
        takes,
        advance: (seconds) => void (ahead += seconds),
        clock: { now: () => Temporal.Now.instant().add({ seconds: ahead }), monotonic: () => performance.now() },
        quota: { ...bare.quota, take: async (bucket) => (takes.push(bucket), { kind: 'ok' }) },
      }
    },
    async posts(channel) {
      const path = `/arrivals?network=${network}&account=${encodeURIComponent(channel.remoteId)}`
      const { arrivals } = Arrivals.parse(await simulator.control('GET', path))
      const posts = await postsOf(channel)
      return arrivals.flatMap(({ remoteId, identity, link }) => {
        const post = posts.find((one) => one.id === remoteId)
        if (!post || post.deleted) return []
        return [
          {
            remoteId,
            identity,
            link: post.link ?? link,
            text: post.text,
            replyTo: post.replyTo ?? null,
            media: post.media,
          },
        ]
      })
    },
    async fault(channel, fault) {
      await simulator.control('POST', '/faults', { network, account: channel.remoteId, ...fault })
    },
    async calm() {
      await simulator.control('DELETE', '/faults')
    },
    async killTokens(channel) {
      await simulator.control('POST', '/tokens/kill', { network, account: channel.remoteId })
    },
    async figures(channel, remoteId) {
      return (await postsOf(channel)).find(({ id }) => id === remoteId)?.figures ?? {}
    },
    async followers(channel) {
      const { accounts } = Accounts.parse(await simulator.control('GET', `/accounts?network=${network}`))
      return accounts.find(({ id }) => id === channel.remoteId)?.followers ?? Number.NaN
    },
    picture: (alt) => png(16, 9, [randomInt(256), randomInt(256), randomInt(256)], alt),
    async forms() {
      return [connectFormOf(network, await openAccount())]
    },
    async consent(url, answer) {
      await simulator.control('POST', '/consent', { network, mode: answer })
      const redirected = await fetch(url, { redirect: 'manual' })
      const location = redirected.headers.get('location')
      if (!location) throw new Error(`no redirect: ${redirected.status} ${await redirected.text()}`)
      return Object.fromEntries(new URL(location).searchParams)
    },
    async app(redirectUri) {
      return App.parse(await simulator.control('POST', '/apps', { network, redirectUris: [redirectUri] }))
    },
  }
  return { ...stage, close: () => http.close() }
}
