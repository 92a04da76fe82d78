import assert from 'node:assert/strict'
import type { Channel, Failure, PublishedRef, RecentOrder, RecentPosts } from '../index.ts'
import { assertKind, fresh, part, published, readyToSend, say, stepOf } from './acts.ts'
import type { Clause, Stage } from './stage.ts'

const applies: Clause['applies'] = ({ manifest }) => manifest.capabilities.recentPosts !== false

async function read(stage: Stage, channel: Channel, order: Partial<RecentOrder> = {}): Promise<RecentPosts | Failure> {
  assert.ok(stage.connector.readRecent)
  return stage.connector.readRecent(stage.ports(), channel, { limit: 20, since: null, under: null, ...order })
}

async function publishedHere(stage: Stage, channel: Channel, text: string): Promise<PublishedRef> {
  return published(stage, await readyToSend(stage, say(text), channel))
}

export const recent: readonly Clause[] = [
  {
    id: 'recent.posts',
    promise: 'the latest posts are read as readers see them, newest first, under the names that publishing gave them',
    applies,
    async prove(stage) {
      const channel = await stage.openChannel()
      const since = Temporal.Now.instant().subtract({ seconds: 2 })
      const texts = [fresh('T−2 h & « prêt »'), fresh('à lire https://orphee.example/lyre-3')]
      const refs: PublishedRef[] = []
      for (const text of texts) refs.push(await publishedHere(stage, channel, text))
      const answer = await read(stage, channel, { since })
      assertKind(answer, 'recent')
      assert.equal(answer.complete, true)
      assert.deepEqual(
        answer.posts.map(({ ref, text, parent, images }) => ({ ref, text, parent, images })),
        refs.map((ref, index) => ({ ref, text: texts[index], parent: null, images: 0 })).toReversed(),
      )
      for (const { at } of answer.posts) assert.ok(Math.abs(at.until(Temporal.Now.instant()).total('seconds')) < 60)
    },
  },
  {
    id: 'recent.pages',
    promise: 'no more than asked for, and it says when that is not all',
    applies,
    async prove(stage) {
      const channel = await stage.openChannel()
      const refs: PublishedRef[] = []
      for (let i = 0; i < 7; i++) refs.push(await publishedHere(stage, channel, fresh(`n° ${i}`)))
      const few = await read(stage, channel, { limit: 3, since: Temporal.Now.instant().subtract({ minutes: 5 }) })
      assertKind(few, 'recent')
      assert.equal(few.complete, false)
      assert.deepEqual(
        few.posts.map(({ ref }) => ref.remoteId),
        refs
          .slice(-3)
          .toReversed()
          .map(({ remoteId }) => remoteId),
      )
    },
  },
  {
    id: 'recent.pictures',
    promise: 'pictures are counted',
    applies: ({ manifest, ...rest }) => manifest.capabilities.images && applies({ manifest, ...rest }),
    async prove(stage) {
      const step = await readyToSend(
        stage,
        say(fresh('deux vues'), { media: [stage.picture('Le pas de tir'), stage.picture('La tour')] }),
      )
      await published(stage, step)
      const answer = await read(stage, step.channel)
      assertKind(answer, 'recent')
      assert.deepEqual(
        answer.posts.map(({ images }) => images),
        [2],
      )
    },
  },
  {
    id: 'recent.comment',
    promise: 'a first comment is found, under what it answers',
    applies: ({ manifest, ...rest }) => manifest.capabilities.firstComment && applies({ manifest, ...rest }),
    async prove(stage) {
      const first = await readyToSend(stage, {
        parts: [part(fresh('annonce'))],
        firstComment: fresh('dessous'),
        language: 'fr',
      })
      const ref = await published(stage, first)
      const comment = await published(stage, stepOf(stage, { ...first, step: 1, before: [ref] }))
      const answer = await read(stage, first.channel, { under: ref })
      assertKind(answer, 'recent')
      const found = answer.posts.find((post) => post.ref.remoteId === comment.remoteId)
      assert.equal(found?.parent, ref.remoteId)
    },
  },
  {
    id: 'recent.silence',
    promise: 'a network that does not answer, or does not allow it, is told as such, never as an empty account',
    applies,
    async prove(stage) {
      const channel = await stage.openChannel()
      await publishedHere(stage, channel, fresh('bien là'))
      await stage.fault(channel, { kind: 'silence', operation: 'timeline', count: 1 })
      assertKind(await read(stage, channel), 'unavailable', 'uncertain')
      await stage.calm()
      await stage.killTokens(channel)
      const dead = await read(stage, channel)
      // What anybody may read is answered to whoever asks.
      if (dead.kind === 'recent') assert.equal(dead.posts.length, 1)
      else assertKind(dead, 'credentials-lost', 'unavailable')
    },
  },
]
