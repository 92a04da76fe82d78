import assert from 'node:assert/strict'
import { assertKind, fresh, published, readyToSend, say } from './acts.ts'
import type { Clause } from './stage.ts'

export const figures: readonly Clause[] = [
  {
    id: 'figures.account',
    promise: 'the account’s figures are the network’s, named as it names them',
    applies: ({ manifest }) => manifest.capabilities.accountMetrics.length > 0,
    async prove(stage) {
      const channel = await stage.openChannel()
      const read = await stage.connector.readAccountMetrics(stage.ports(), channel)
      assertKind(read, 'readings')
      const { manifest } = stage.connector
      assert.deepEqual(
        read.readings.map(({ metric }) => metric),
        manifest.capabilities.accountMetrics,
      )
      const followers = read.readings.find(({ metric }) => metric === 'followers')
      assert.equal(followers?.value, await stage.followers(channel))
      assert.ok(manifest.metrics.some(({ official }) => official === followers?.official))
      assert.equal(followers?.apiVersion, manifest.apiVersion)
    },
  },
  {
    id: 'figures.post',
    promise:
      'a post’s figures are the network’s; what it does not tell is a gap, never a zero; a post that is gone is named',
    applies: ({ manifest }) => manifest.capabilities.postMetrics.length > 0,
    async prove(stage) {
      const { connector } = stage
      const kept = await readyToSend(stage, say(fresh('mesuré')))
      const keptRef = await published(stage, kept)
      const other = await readyToSend(stage, say(fresh('retiré')), kept.channel, kept.ports)
      const goneRef = await published(stage, other)
      await connector.withdraw?.(kept.ports, kept.channel, goneRef)
      const read = await connector.readPostMetrics(kept.ports, kept.channel, [keptRef.remoteId, goneRef.remoteId])
      assertKind(read, 'readings')
      assert.deepEqual(read.gone, [goneRef.remoteId])
      assert.deepEqual(
        read.posts.map(({ remoteId }) => remoteId),
        [keptRef.remoteId],
      )
      const truth = await stage.figures(kept.channel, keptRef.remoteId)
      const readings = read.posts[0]?.readings ?? []
      assert.deepEqual(
        readings.map(({ metric }) => metric).toSorted(),
        [...connector.manifest.capabilities.postMetrics].toSorted(),
      )
      for (const { metric, value, unavailable, official } of readings) {
        assert.equal(value, truth[metric], metric)
        assert.equal(unavailable, null)
        assert.ok(
          connector.manifest.metrics.some((one) => one.official === official && one.of === 'post'),
          official,
        )
      }
    },
  },
  {
    id: 'figures.unavailable',
    promise: 'figures that cannot be read are a failure, never zeros',
    applies: () => true,
    async prove(stage) {
      const channel = await stage.openChannel()
      for (const kind of ['error', 'wrong-shape', 'broken-json'] as const) {
        await stage.fault(channel, { kind })
        const read = await stage.connector.readAccountMetrics(stage.ports(), channel)
        if (read.kind === 'readings')
          assert.deepEqual(
            read.readings.map(({ value }) => value),
            [null],
          )
        else assertKind(read, 'unavailable')
        await stage.calm()
      }
      await stage.fault(channel, { kind: 'rate-limit' })
      assertKind(await stage.connector.readAccountMetrics(stage.ports(), channel), 'delayed')
      await stage.calm()
    },
  },
]
