import { z } from 'zod'
import type { Api } from './api.ts'
import { simulatedAccount } from './simulated.ts'
import type { StartedHouse } from './start.ts'

const Arrivals = z.object({ arrivals: z.array(z.object({ remoteId: z.string(), text: z.string() })) })

/** A simulated account that can be told to misbehave, and what truly arrived there. */
export type Faulty = {
  fault(fault: Record<string, string | number>): Promise<void>
  arrivals(): Promise<string[]>
}

/** A client of its own with an account on a simulated network. */
export async function faultyAccount(house: Pick<StartedHouse, 'simulator'>, api: Api, network: string, name: string) {
  const control = async (method: 'GET' | 'POST', path: string, body?: object) => {
    const answer = await fetch(`${house.simulator}/_control${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
    return answer.json()
  }
  const made = await api.clients.create.mutate({ name, language: 'fr', zone: 'Europe/Paris' })
  if (made.kind !== 'created') throw new Error(made.why)
  const { id: clientId } = made
  const form = await simulatedAccount(
    house,
    network,
    `doute${Date.now() % 1e8}${network === 'bluesky' ? '.bsky.test' : ''}`,
  )
  const connected = await api.channels.connect.mutate({ clientId, channelId: null, network, ...form })
  if (connected.kind !== 'connected') throw new Error(JSON.stringify(connected))
  const channelId = connected.channelIds[0]!
  const { handle } = await api.channels.get.query({ channelId })
  const account: Faulty = {
    fault: async (fault) => void (await control('POST', '/faults', { network, account: handle, ...fault })),
    arrivals: async () => {
      const { arrivals } = Arrivals.parse(await control('GET', `/arrivals?network=${network}&account=${handle}`))
      return arrivals.map(({ text }) => text)
    },
  }
  return { clientId, channelId, handle, account }
}

/** A post written by one and approved by another, that leaves at once; answers its delivery. */
export async function leavesNow(
  by: Api,
  approver: Api,
  post: { clientId: string; channelId: string; title: string; text: string; firstComment?: string },
): Promise<{ postId: string; deliveryId: string }> {
  const { clientId, channelId, title, text, firstComment = null } = post
  const made = await by.editorial.create.mutate({ clientId, title, text, variants: [{ channelId, firstComment }] })
  if (!('id' in made)) throw new Error(JSON.stringify(made))
  const { id: postId, version } = await by.editorial.get.query({ postId: made.id })
  await by.editorial.submit.mutate({ postId, version })
  const approved = await approver.editorial.approve.mutate({ postId, version })
  if (approved.kind === 'refused') throw new Error(JSON.stringify(approved))
  const left = await by.publishing.publishPostNow.mutate({ postId })
  if (left.kind !== 'done') throw new Error(JSON.stringify(left))
  const { lines } = await by.publishing.list.query({ postId })
  return { postId, deliveryId: lines[0]!.id }
}
