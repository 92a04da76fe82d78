import { describe, expect, test } from 'vitest'
import { bluesky } from './index.ts'
import {
  pds,
  channel,
  password,
  ports,
  mint,
  soon,
  say,
  settle,
  connected,
  prepared,
} from './testing/account-on-pds.ts'

describe('connecting', () => {
  test('an app password opens the account, and says when its token runs out', () => {
    expect(channel.remoteId).toMatch(/^did:plc:/)
    expect(channel.handle).toBe('orphee.test')
    const left = Temporal.Instant.from(channel.credentials.expiresAt ?? '').since(Temporal.Now.instant())
    expect(left.total('minutes')).toBeGreaterThan(60)
  })

  test('a wrong password is a refusal of the form, and its value is kept nowhere', async () => {
    const used = ports()
    const fields = { identifier: 'orphee.test', password: 'wrong-secret-word', service: pds.url }
    const answer = await bluesky.connectWithFields?.(used, { method: 'app-password', fields })
    expect(answer).toMatchObject({ kind: 'refused', field: 'connection', rule: 'wrong-secret' })
    expect(used.exchanges).toHaveLength(1)
    expect(JSON.stringify(used.exchanges)).not.toContain('wrong-secret-word')
  })

  test('an address off the list is never spoken to', async () => {
    const fields = { identifier: 'a', password: 'b', service: pds.url.replace('localhost', '127.0.0.1') }
    const answer = await bluesky.connectWithFields?.(ports(), { method: 'app-password', fields })
    expect(answer).toMatchObject({ kind: 'refused', field: 'connection', rule: 'address-not-allowed' })
  })

  test('no token is kept in the evidence of a connection', async () => {
    const used = ports()
    const fields = { identifier: 'orphee.test', password, service: pds.url }
    const answer = await bluesky.connectWithFields?.(used, { method: 'app-password', fields })
    if (answer?.kind !== 'connected') throw new Error('not connected')
    await bluesky.health(used, { ...channel, credentials: answer.credentials })
    const kept = JSON.stringify(used.exchanges)
    expect(kept).not.toContain(password)
    expect(kept).not.toContain(answer.credentials.accessJwt)
    expect(kept).not.toContain(answer.credentials.refreshJwt)
  })

  test('a session is refreshed, and the refreshed one works', async () => {
    const own = await connected('orphee.test', password)
    const answer = await bluesky.refresh?.(ports(), own)
    if (answer?.kind !== 'refreshed') throw new Error(JSON.stringify(answer))
    expect(answer.credentials.refreshJwt).not.toBe(own.credentials.refreshJwt)
    expect(await bluesky.health(ports(), { ...own, credentials: answer.credentials })).toMatchObject({
      kind: 'healthy',
      handle: 'orphee.test',
    })
  })

  test('a dead token says so when checked, refreshed or used, and only then', async () => {
    const dead = {
      ...channel,
      credentials: { ...channel.credentials, accessJwt: 'dead.token.here', refreshJwt: 'dead.too.here' },
    }
    expect(await bluesky.health(ports(), dead)).toMatchObject({ kind: 'credentials-lost' })
    expect(await bluesky.refresh?.(ports(), dead)).toMatchObject({ kind: 'credentials-lost' })
    const order = { prepared: await prepared(say('mort')), step: 0, identity: mint(), before: [], deadline: soon() }
    expect(await bluesky.publish(ports(), dead, order)).toMatchObject({ kind: 'credentials-lost' })
    expect(await settle(order.prepared, order.identity)).toEqual({ kind: 'absent' })
  })
})
