import assert from 'node:assert/strict'
import { assertKind, fresh, published, readyToSend, say, settle } from './acts.ts'
import type { Clause } from './stage.ts'

const images: Clause['applies'] = ({ manifest }) => manifest.capabilities.images

export const media: readonly Clause[] = [
  {
    id: 'media.images',
    promise: 'pictures go out in order, byte for byte, with their descriptions, uploaded before the post',
    applies: images,
    async prove(stage) {
      const pictures = [stage.picture('Orphée 5, au lever du jour'), stage.picture('La coiffe « Lyre 3 »')]
      const step = await readyToSend(stage, say(fresh('images'), { media: pictures }))
      assert.ok(step.ports.exchanges.some(({ purpose }) => purpose === 'upload'))
      const before = step.ports.exchanges.length
      const ref = await published(stage, step)
      assert.equal(step.ports.exchanges.length, before + 1, 'more than one call at the instant')
      const [post] = await stage.posts(step.channel)
      assert.deepEqual(
        post?.media.map(({ sha256, alt }) => [sha256, alt]),
        pictures.map(({ sha256, alt }) => [sha256, alt]),
      )
      assert.deepEqual(await settle(stage, step), { kind: 'there', ref })
    },
  },
  {
    id: 'media.again',
    promise: 'preparing again uploads nothing twice',
    applies: images,
    async prove(stage) {
      const content = say(fresh('deux fois prêt'), { media: [stage.picture('une image')] })
      const step = await readyToSend(stage, content)
      const uploads = () => step.ports.exchanges.filter(({ purpose }) => purpose === 'upload').length
      const once = uploads()
      const again = await readyToSend(stage, content, step.channel, step.ports)
      assert.equal(uploads(), once)
      assert.deepEqual(again.prepared.steps, step.prepared.steps)
    },
  },
  {
    id: 'media.slow',
    promise: 'a picture still in work is waited for or comes back later; it is never published unready',
    applies: images,
    async prove(stage) {
      const channel = await stage.openChannel()
      const ports = stage.ports()
      await stage.fault(channel, { kind: 'slow-media', seconds: 2 })
      const content = say(fresh('lente'), { media: [stage.picture('lente')] })
      let answer = await stage.connector.prepare(ports, channel, content)
      for (let tries = 0; answer.kind === 'delayed' && tries < 5; tries++) {
        await new Promise((resolve) => setTimeout(resolve, 1000))
        answer = await stage.connector.prepare(ports, channel, content)
      }
      assertKind(answer, 'prepared')
      await published(stage, await readyToSend(stage, content, channel, ports))
      assert.equal((await stage.posts(channel)).length, 1)
    },
  },
  {
    id: 'media.failed',
    promise: 'a picture that the network cannot process is refused when preparing, naming the media',
    applies: images,
    async prove(stage) {
      // Bluesky keeps bytes as they are: nothing there can fail later.
      if (stage.connector.manifest.id === 'bluesky') return
      const channel = await stage.openChannel()
      await stage.fault(channel, { kind: 'failed-media' })
      const content = say(fresh('illisible'), { media: [stage.picture('illisible')] })
      const answer = await stage.connector.prepare(stage.ports(), channel, content)
      assertKind(answer, 'refused')
      assert.equal(answer.field, 'media')
      assert.deepEqual(await stage.posts(channel), [])
    },
  },
]
