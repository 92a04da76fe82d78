import assert from 'node:assert/strict'
import type { Connected, OAuthMethod } from '../index.ts'
import { assertKind } from './acts.ts'
import { checkManifest } from './manifest-schema.ts'
import type { Clause, Stage } from './stage.ts'

const REDIRECT = 'http://localhost:3999/oauth/back'
const always = () => true
const oauthOf = (stage: Stage) => stage.connector.manifest.connect.find((method) => method.kind === 'oauth2')

async function dance(stage: Stage, method: OAuthMethod, consent: 'grant' | 'refuse', state = 'state-of-ours') {
  const { beginOAuth, finishOAuth } = stage.connector
  assert.ok(beginOAuth && finishOAuth)
  const [form] = await stage.forms()
  const app = method.app === 'agency' ? await stage.app(REDIRECT) : null
  const begun = await beginOAuth(stage.ports(), {
    method: method.id,
    fields: form?.fields ?? {},
    redirectUri: REDIRECT,
    state: 'state-of-ours',
    app,
  })
  assertKind(begun, 'redirect')
  const query = await stage.consent(begun.url, consent)
  const pending = JSON.parse(JSON.stringify(begun.pending))
  return {
    begun,
    answer: await finishOAuth(stage.ports(), { pending, query: { ...query, state }, redirectUri: REDIRECT, app }),
  }
}

async function accountOf(stage: Stage, connected: Connected) {
  const listed = await stage.connector.listAccounts(stage.ports(), connected)
  assertKind(listed, 'accounts')
  const [account] = listed.accounts
  assert.ok(account, 'no account was listed')
  assert.ok(account.remoteId && account.handle && account.name)
  return account
}

export const connecting: readonly Clause[] = [
  {
    id: 'manifest',
    promise: 'the manifest has the contract’s shape, and offers nothing without the function for it',
    applies: always,
    async prove(stage) {
      assert.deepEqual(checkManifest(stage.connector), [])
    },
  },
  {
    id: 'connect.fields',
    promise: 'each form connects an account that is healthy and tells its rules',
    applies: ({ manifest }) => manifest.connect.some(({ kind }) => kind !== 'oauth2'),
    async prove(stage) {
      const { connectWithFields, health, rulesOf, manifest } = stage.connector
      assert.ok(connectWithFields)
      const forms = (await stage.forms()).filter(({ method }) =>
        manifest.connect.some(({ id, kind }) => id === method && kind !== 'oauth2'),
      )
      assert.ok(forms.length > 0)
      for (const form of forms) {
        const connected = await connectWithFields(stage.ports(), form)
        assertKind(connected, 'connected')
        const account = await accountOf(stage, connected)
        const channel = { ...account, rules: null }
        assertKind(await health(stage.ports(), channel), 'healthy')
        const rules = await rulesOf(stage.ports(), channel)
        assertKind(rules, 'rules')
        assert.ok(rules.rules.text.limits.length > 0)
      }
    },
  },
  {
    id: 'connect.wrong-secret',
    promise: 'a wrong secret is a refusal of the form, and is kept nowhere',
    applies: ({ manifest }) => manifest.connect.some(({ kind }) => kind !== 'oauth2'),
    async prove(stage) {
      const { connectWithFields, manifest } = stage.connector
      const method = manifest.connect.find(({ kind }) => kind !== 'oauth2')
      assert.ok(connectWithFields && method)
      const form = (await stage.forms()).find((one) => one.method === method.id)
      assert.ok(form)
      const secrets = method.fields
        .filter(({ kind, required }) => kind === 'secret' && required)
        .map(({ name }) => name)
      const wrong = Object.fromEntries(secrets.map((name) => [name, 'quite-the-wrong-secret']))
      const ports = stage.ports()
      const answer = await connectWithFields(ports, { method: method.id, fields: { ...form.fields, ...wrong } })
      assertKind(answer, 'refused')
      assert.deepEqual([answer.field, answer.rule], ['connection', 'wrong-secret'])
      assert.ok(!JSON.stringify(ports.exchanges).includes('quite-the-wrong-secret'))
    },
  },
  {
    id: 'connect.oauth',
    promise: 'a person’s consent connects an account that works, and no code or token is kept in the evidence',
    applies: ({ manifest }) => manifest.connect.some(({ kind }) => kind === 'oauth2'),
    async prove(stage) {
      const method = oauthOf(stage)
      assert.ok(method)
      const { answer, begun } = await dance(stage, method, 'grant')
      const url = new URL(begun.url)
      assert.equal(url.searchParams.get('state'), 'state-of-ours')
      assert.equal(url.searchParams.has('code_challenge'), method.pkce)
      assertKind(answer, 'connected')
      const account = await accountOf(stage, answer)
      const ports = stage.ports()
      assertKind(await stage.connector.health(ports, { ...account, rules: null }), 'healthy')
      const kept = JSON.stringify(ports.exchanges)
      assert.ok(account.credentials.accessToken && !kept.includes(account.credentials.accessToken))
    },
  },
  {
    id: 'connect.oauth-refused',
    promise: 'a consent that was refused, or whose state is not ours, connects nothing',
    applies: ({ manifest }) => manifest.connect.some(({ kind }) => kind === 'oauth2'),
    async prove(stage) {
      const method = oauthOf(stage)
      assert.ok(method)
      const refused = await dance(stage, method, 'refuse')
      assertKind(refused.answer, 'refused')
      const forged = await dance(stage, method, 'grant', 'state-of-another')
      assertKind(forged.answer, 'refused')
      assert.equal(forged.answer.field, 'connection')
    },
  },
  {
    id: 'connect.refresh',
    promise: 'credentials are refreshed, the new ones work, and no token is lost on the way',
    applies: ({ refresh }) => refresh !== null,
    async prove(stage) {
      const { refresh, health } = stage.connector
      assert.ok(refresh)
      const channel = await stage.openChannel()
      const first = await refresh(stage.ports(), channel)
      assertKind(first, 'refreshed')
      for (const [name, value] of Object.entries(channel.credentials)) {
        if (value && name !== 'expiresAt') assert.ok(first.credentials[name], `${name} was lost`)
      }
      const second = await refresh(stage.ports(), { ...channel, credentials: first.credentials })
      assertKind(second, 'refreshed')
      assertKind(await health(stage.ports(), { ...channel, credentials: second.credentials }), 'healthy')
    },
  },
  {
    id: 'connect.blip',
    promise: 'a server that does not answer is never taken for a dead token',
    applies: always,
    async prove(stage) {
      const channel = await stage.openChannel()
      for (const kind of ['error', 'maintenance', 'reset', 'silence', 'broken-json'] as const) {
        await stage.fault(channel, { kind, ...(kind === 'broken-json' ? { done: false } : {}) })
        assertKind(await stage.connector.health(stage.ports(), channel), 'unavailable')
        if (stage.connector.refresh) assertKind(await stage.connector.refresh(stage.ports(), channel), 'unavailable')
        await stage.calm()
      }
      assertKind(await stage.connector.health(stage.ports(), channel), 'healthy')
    },
  },
]
