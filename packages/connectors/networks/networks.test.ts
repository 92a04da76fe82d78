import { expect, test } from 'vitest'
import { checkManifest } from '../sdk/contract-suite/index.ts'
import { connectorOf, connectors } from './index.ts'

test('the house brings four networks, each under its own id, each with a sound manifest', () => {
  expect([...connectors.keys()]).toEqual(['bluesky', 'mastodon', 'facebook', 'x'])
  for (const [id, connector] of connectors) {
    expect(connector.manifest.id).toBe(id)
    expect(checkManifest(connector)).toEqual([])
  }
})

test('manifests are plain data: a browser gets them as they stand', () => {
  for (const { manifest } of connectors.values()) expect(JSON.parse(JSON.stringify(manifest))).toEqual(manifest)
})

test('a network that nobody brought is none', () => expect(connectorOf('smoke-signals')).toBeNull())
