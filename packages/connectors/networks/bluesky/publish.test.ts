import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { PublishedRef } from '../../sdk/index.ts'
import { png } from '../../testing/index.ts'
import { bluesky } from './index.ts'
import {
  pds,
  channel,
  ports,
  random,
  mint,
  soon,
  say,
  settle,
  publicPost,
  prepared,
  publish,
} from './testing/account-on-pds.ts'

describe('publishing', () => {
  test('text goes out once, with links, tags and mentions at their bytes, and its permalink', async () => {
    const text = 'T−2 h 🚀 à Kourou : https://orphee.test/direct. Suivez @orphee.test #Orphée5 !'
    const ref = await publish(await prepared(say(text)), mint())
    const post = await publicPost(ref)
    expect(post).toMatchObject({ $type: 'app.bsky.feed.post', text, langs: ['fr'] })
    const Facets = z.array(
      z.object({
        index: z.object({ byteStart: z.number(), byteEnd: z.number() }),
        features: z.array(z.record(z.string(), z.string())),
      }),
    )
    const bytes = Buffer.from(text)
    const marked = Facets.parse(post?.facets).map(({ index, features }) => [
      bytes.subarray(index.byteStart, index.byteEnd).toString(),
      features[0]?.uri ?? features[0]?.did ?? features[0]?.tag,
    ])
    expect(marked).toEqual([
      ['https://orphee.test/direct', 'https://orphee.test/direct'],
      ['@orphee.test', channel.remoteId],
      ['#Orphée5', 'Orphée5'],
    ])
    expect(ref.permalink).toBe(`${pds.url}/profile/orphee.test/post/${ref.remoteId.split('/').at(-1)}`)
  })

  test('pictures are uploaded ahead, with their description and their shape', async () => {
    const image = png(8, 4, [194, 90, 40], 'Orphée 5 sur son pas de tir, au lever du jour')
    const used = ports()
    const content = { parts: [{ text: 'Image', link: null, media: [image] }], firstComment: null, language: null }
    const answer = await bluesky.prepare(used, channel, content)
    if (answer.kind !== 'prepared') throw new Error(JSON.stringify(answer))
    expect(used.exchanges.map(({ purpose }) => purpose)).toEqual(['upload'])
    expect(answer.prepared.expiresAt).not.toBeNull()
    // Preparing again finds the note and uploads nothing.
    await bluesky.prepare(used, channel, content)
    expect(used.exchanges).toHaveLength(1)

    const ref = await publish(answer.prepared, mint())
    const Embed = z.object({
      $type: z.literal('app.bsky.embed.images'),
      images: z.array(
        z.object({
          alt: z.string(),
          aspectRatio: z.object({ width: z.number(), height: z.number() }),
          image: z.object({ ref: z.object({ $link: z.string() }), mimeType: z.string(), size: z.number() }),
        }),
      ),
    })
    const embed = Embed.parse((await publicPost(ref))?.embed)
    expect(embed.images).toMatchObject([
      { alt: image.alt, aspectRatio: { width: 8, height: 4 }, image: { mimeType: 'image/png' } },
    ])
    const cid = embed.images[0]?.image.ref.$link
    const blob = await fetch(`${pds.url}/xrpc/com.atproto.sync.getBlob?did=${channel.remoteId}&cid=${cid}`)
    expect(Buffer.from(await blob.arrayBuffer())).toEqual(Buffer.from(await image.bytes()))
  })

  test('a link becomes a card with its picture', async () => {
    const thumbnail = png(4, 4, [20, 20, 60], '')
    const link = { url: 'https://orphee.test/lyre-3', title: 'Lyre 3', description: 'La mission', thumbnail }
    const ref = await publish(
      await prepared({ parts: [{ text: 'À lire', link, media: [] }], firstComment: null, language: 'fr' }),
      mint(),
    )
    expect((await publicPost(ref))?.embed).toMatchObject({
      $type: 'app.bsky.embed.external',
      external: { uri: link.url, title: 'Lyre 3', description: 'La mission', thumb: { mimeType: 'image/png' } },
    })
  })

  test('a thread answers itself in order, and its first comment closes it', async () => {
    const part = (text: string) => ({ text, link: null, media: [] })
    const what = await prepared({ parts: [part('un'), part('deux')], firstComment: 'commentaire', language: 'fr' })
    expect(what.steps.map(({ kind }) => kind)).toEqual(['part', 'part', 'first-comment'])
    const refs: PublishedRef[] = []
    for (const step of [0, 1, 2]) refs.push(await publish(what, mint(step), step, refs))
    const Reply = z.object({ root: z.object({ uri: z.string() }), parent: z.object({ uri: z.string() }) })
    const replies = []
    for (const ref of refs.slice(1)) replies.push(Reply.parse((await publicPost(ref))?.reply))
    expect(replies.map(({ root, parent }) => [root.uri, parent.uri])).toEqual([
      [refs[0]?.remoteId, refs[0]?.remoteId],
      [refs[0]?.remoteId, refs[1]?.remoteId],
    ])
  })

  test('a later step without what it answers to is refused before anything is sent', async () => {
    const part = (text: string) => ({ text, link: null, media: [] })
    const what = await prepared({ parts: [part('un'), part('deux')], firstComment: null, language: null })
    const used = ports()
    const order = { prepared: what, step: 1, identity: mint(1), before: [], deadline: soon() }
    expect(await bluesky.publish(used, channel, order)).toMatchObject({ kind: 'refused', field: 'thread' })
    expect(used.exchanges).toEqual([])
  })

  test('what the network finds too long is refused, not uncertain', async () => {
    const order = {
      prepared: await prepared(say('x'.repeat(3001))),
      step: 0,
      identity: mint(),
      before: [],
      deadline: soon(),
    }
    expect(await bluesky.publish(ports(), channel, order)).toMatchObject({
      kind: 'refused',
      status: 400,
      code: 'InvalidRequest',
    })
  })

  test('a picture that the server has forgotten asks for a new preparation', async () => {
    const what = await prepared(say('x'))
    const ref = { $link: 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku' }
    const image = { $type: 'blob', ref, mimeType: 'image/png', size: 3 }
    const data = {
      $type: 'app.bsky.feed.post',
      text: 'x',
      embed: { $type: 'app.bsky.embed.images', images: [{ alt: '', image }] },
    }
    const order = {
      prepared: { ...what, steps: [{ kind: 'part' as const, data }] },
      step: 0,
      identity: mint(),
      before: [],
      deadline: soon(),
    }
    expect(await bluesky.publish(ports(), channel, order)).toMatchObject({
      kind: 'unavailable',
      why: 'preparation-expired',
    })
  })
})

test('a post is withdrawn, and withdrawing it again changes nothing', async () => {
  const what = await prepared(say('à retirer'))
  const identity = mint()
  const ref = await publish(what, identity)
  expect(await bluesky.withdraw?.(ports(), channel, ref)).toEqual({ kind: 'withdrawn' })
  expect(await publicPost(ref)).toBeUndefined()
  expect(await settle(what, identity)).toEqual({ kind: 'absent' })
  expect(await bluesky.withdraw?.(ports(), channel, ref)).toEqual({ kind: 'withdrawn' })
})

test("another account's post is not withdrawn through this one", async () => {
  const post = { remoteId: 'at://did:plc:other/app.bsky.feed.post/3aaaaaaaaaaaa', permalink: null, data: null }
  expect(await bluesky.withdraw?.(ports(), channel, post)).toMatchObject({ kind: 'refused', rule: 'not-found' })
})

test('a data server without an app view tells no figures: gaps, never zeros', async () => {
  const account = await bluesky.readAccountMetrics(ports(), channel)
  expect(account).toMatchObject({
    kind: 'readings',
    readings: [{ metric: 'followers', value: null, unavailable: 'not-offered' }],
  })
  const ref = await publish(await prepared(say('mesuré')), mint())
  const posts = await bluesky.readPostMetrics(ports(), channel, [ref.remoteId])
  expect(posts).toMatchObject({ kind: 'readings', gone: [], posts: [{ remoteId: ref.remoteId }] })
  const values =
    posts.kind === 'readings' ? posts.posts.flatMap(({ readings }) => readings.map(({ value }) => value)) : []
  expect(values).toEqual([null, null, null])
})

test('record keys are valid, sortable and each step its own', () => {
  const at = Temporal.Instant.from('2026-11-24T08:00:00Z')
  const keys = [0, 1, 2].map((step) => bluesky.mintIdentity(at, random, step))
  for (const { key } of keys) expect(key).toMatch(/^[2-7a-j][2-7a-z]{12}$/)
  expect(keys.map(({ key }) => key)).toEqual(keys.map(({ key }) => key).sort())
  expect(keys.map(({ createdAt }) => createdAt)).toEqual([
    '2026-11-24T08:00:00.000Z',
    '2026-11-24T08:00:00.001Z',
    '2026-11-24T08:00:00.002Z',
  ])
})
