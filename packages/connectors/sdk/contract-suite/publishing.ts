import assert from 'node:assert/strict'
import type { PublishedRef } from '../index.ts'
import { assertKind, fresh, part, publish, published, readyToSend, say, settle, stepOf } from './acts.ts'
import type { Clause } from './stage.ts'

export const publishing: readonly Clause[] = [
  {
    id: 'publish.once',
    promise: 'a text goes out once, word for word, and is told with its id and address',
    applies: ({ manifest }) => manifest.capabilities.text,
    async prove(stage) {
      const text = fresh('T−2 h 🚀 & « Orphée 5 » <prête> : ça monte !')
      const step = await readyToSend(stage, say(text))
      const ref = await published(stage, step)
      const posts = await stage.posts(step.channel)
      assert.deepEqual(
        posts.map(({ remoteId, text: words }) => [remoteId, words]),
        [[ref.remoteId, text]],
      )
      assert.ok(ref.permalink && URL.canParse(ref.permalink))
      assert.deepEqual(await settle(stage, step), { kind: 'there', ref })
    },
  },
  {
    id: 'publish.evidence',
    promise: 'the exchange is kept, with the answer and without a token',
    applies: () => true,
    async prove(stage) {
      const step = await readyToSend(stage, say(fresh('preuve')))
      await published(stage, step)
      const kept = step.ports.exchanges.filter(({ purpose }) => purpose === 'publish')
      assert.equal(kept.length, 1)
      assert.equal(kept[0]?.outcome, 'answered')
      assert.ok(kept[0]?.requestBody?.includes('preuve') && kept[0].responseBody)
      const all = JSON.stringify(step.ports.exchanges)
      for (const [name, secret] of Object.entries(step.channel.credentials)) {
        if (secret && /token|secret|password|jwt/i.test(name)) assert.ok(!all.includes(secret), `${name} was kept`)
      }
    },
  },
  {
    id: 'publish.repeat',
    promise: 'the same identity sent again makes no second post and names the first',
    // Where the network takes no identity of ours the house never sends twice; that is the gate's promise, not the connector's.
    applies: ({ manifest }) => manifest.settlement === 'exact' || manifest.id === 'mastodon',
    async prove(stage) {
      const step = await readyToSend(stage, say(fresh('encore')))
      const first = await published(stage, step)
      const second = await published(stage, step)
      assert.deepEqual(second, first)
      const posts = await stage.posts(step.channel)
      assert.deepEqual(
        posts.map(({ identity }) => identity),
        [step.identity.key],
      )
    },
  },
  {
    id: 'publish.deadline',
    promise: 'past its send deadline not a byte leaves, and it says so',
    applies: () => true,
    async prove(stage) {
      const step = await readyToSend(stage, say(fresh('trop tard')))
      const answer = await publish(stage, step, -1)
      assertKind(answer, 'unavailable')
      assert.equal(answer.why, 'deadline-passed')
      assert.deepEqual(await stage.posts(step.channel), [])
    },
  },
  {
    id: 'publish.thread',
    promise: 'a thread answers itself, part after part',
    applies: ({ manifest }) => manifest.capabilities.thread,
    async prove(stage) {
      const content = {
        parts: [part(fresh('un')), part(fresh('deux')), part(fresh('trois'))],
        firstComment: null,
        language: 'fr',
      }
      let step = await readyToSend(stage, content)
      const refs: PublishedRef[] = []
      for (let i = 0; i < 3; i++) {
        if (i > 0) step = stepOf(stage, { ...step, step: i, before: [...refs] })
        refs.push(await published(stage, step))
        assert.deepEqual(await settle(stage, step), { kind: 'there', ref: refs[i] })
      }
      const posts = await stage.posts(step.channel)
      assert.deepEqual(
        posts.map(({ replyTo }) => replyTo),
        [null, refs[0]?.remoteId, refs[1]?.remoteId],
      )
    },
  },
  {
    id: 'publish.first-comment',
    promise: 'a first comment stands under its post, and is found again',
    applies: ({ manifest }) => manifest.capabilities.firstComment,
    async prove(stage) {
      const content = { parts: [part(fresh('annonce'))], firstComment: fresh('premier commentaire'), language: 'fr' }
      const first = await readyToSend(stage, content)
      const ref = await published(stage, first)
      const comment = stepOf(stage, { ...first, step: 1, before: [ref] })
      const under = await published(stage, comment)
      const posts = await stage.posts(first.channel)
      assert.deepEqual(
        posts.map(({ text, replyTo }) => [text, replyTo]),
        [
          [content.parts[0]?.text, null],
          [content.firstComment, ref.remoteId],
        ],
      )
      const found = await settle(stage, comment)
      assertKind(found, 'there')
      assert.equal(found.ref.remoteId, under.remoteId)
    },
  },
  {
    id: 'publish.no-parent',
    promise: 'a later step without what it answers to is refused before anything is sent',
    applies: ({ manifest }) => manifest.capabilities.thread || manifest.capabilities.firstComment,
    async prove(stage) {
      const first = await readyToSend(stage, {
        parts: [part(fresh('seul'))],
        firstComment: 'sous rien',
        language: null,
      })
      const sent = first.ports.exchanges.length
      assertKind(await publish(stage, stepOf(stage, { ...first, step: 1, before: [] })), 'refused')
      assert.equal(first.ports.exchanges.length, sent)
    },
  },
  {
    id: 'publish.link',
    promise: 'a link goes out with the post',
    applies: ({ manifest }) => manifest.capabilities.link !== false,
    async prove(stage) {
      const url = `https://orphee.example/lyre-3/${fresh('x').slice(-8)}`
      const link = { url, title: 'Lyre 3', description: 'La mission', thumbnail: null }
      const step = await readyToSend(stage, say(fresh('à lire'), { link }))
      const ref = await published(stage, step)
      const [post] = await stage.posts(step.channel)
      assert.equal(post?.link, url)
      assert.equal(post?.text.includes(url), stage.connector.manifest.capabilities.link === 'in-text')
      assert.deepEqual(await settle(stage, step), { kind: 'there', ref })
    },
  },
  {
    id: 'withdraw',
    promise: 'a post is withdrawn, and withdrawing it again changes nothing',
    applies: ({ manifest }) => manifest.capabilities.withdraw,
    async prove(stage) {
      const step = await readyToSend(stage, say(fresh('à retirer')))
      const ref = await published(stage, step)
      assert.deepEqual(await stage.connector.withdraw?.(step.ports, step.channel, ref), { kind: 'withdrawn' })
      assert.deepEqual(await stage.posts(step.channel), [])
      assert.deepEqual(await stage.connector.withdraw?.(step.ports, step.channel, ref), { kind: 'withdrawn' })
    },
  },
  {
    id: 'edit',
    promise: 'a post is mended where it stands, and keeps its pictures',
    applies: ({ manifest }) => manifest.capabilities.edit,
    async prove(stage) {
      const picture = stage.picture('Orphée 5 au pas de tir')
      const step = await readyToSend(stage, say(fresh('fôte'), { media: [picture] }))
      const ref = await published(stage, step)
      const words = fresh('faute mendée')
      const edited = await stage.connector.edit?.(step.ports, step.channel, ref, part(words))
      assert.equal(edited?.kind, 'edited')
      const [post] = await stage.posts(step.channel)
      assert.equal(post?.text, words)
      assert.deepEqual(
        post?.media.map(({ alt }) => alt),
        [picture.alt],
      )
    },
  },
]
