import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { canonicalJson, type Json } from '../editorial/index.ts'
import {
  chainOf,
  checkpointHash,
  type Checkpoint,
  dayOf,
  type EvidenceRecord,
  FORMAT,
  hashOf,
  headAt,
  isJson,
  leafHash,
  type Link,
  type Pack,
  packText,
  pathOf,
  rootFrom,
  rootOf,
  sealPack,
  verifyPack,
  verifyText,
  WHATS,
} from './index.ts'

const AGENCY = '019a0000-0000-7000-8000-0000000000a0'
const POST = '019a0000-0000-7000-8000-0000000000b0'
const uuid = (n: number) => `019a0000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
const at = (seconds: number) =>
  Temporal.Instant.fromEpochMilliseconds(Date.UTC(2026, 10, 20) + seconds * 1000).toString({
    smallestUnit: 'microsecond',
  })

const Short = fc.string({ unit: 'grapheme', maxLength: 12 })
/** All that a post lives through, of each kind; two days and a half. */
const Happening = fc.tuple(fc.nat(216_000), Short, fc.nat(8), fc.boolean())

function recordOf([seconds, words, kind, flag]: [number, string, number, boolean], index: number): EvidenceRecord {
  const common = { id: uuid(index), at: at(seconds) }
  const call = { deliveryId: uuid(1), channelId: uuid(2), kind: 'publish' as const, part: 0, partKind: 'post' }
  switch (kind) {
    case 0:
      return { what: 'revision', ...common, memberId: uuid(3), number: index + 1, content: { text: words }, media: [] }
    case 1:
      return {
        what: 'approval',
        ...common,
        memberId: uuid(3),
        channelId: uuid(2),
        contentHash: 'a'.repeat(64),
        t0: flag ? at(0) : null,
      }
    case 2:
      return {
        what: 'transition',
        ...common,
        deliveryId: uuid(1),
        channelId: uuid(2),
        from: null,
        to: words,
        cause: 'planned',
        by: { kind: 'system', name: words },
      }
    case 3:
      return { what: 'call-begun', ...common, ...call, worker: words, fence: index, identity: { key: words } }
    case 4:
      return {
        what: 'review',
        ...common,
        memberId: flag ? uuid(3) : null,
        kind: 'comment',
        revision: index,
        comment: words,
        because: { changed: words },
      }
    case 5:
      return { what: 'lapse', ...common, channelId: uuid(2), contentHash: 'b'.repeat(64), because: words }
    case 6:
      return {
        what: 'event',
        ...common,
        by: { kind: 'link', linkId: uuid(4) },
        byName: words,
        eventId: uuid(5),
        attemptId: uuid(6),
        verb: 'slipped',
        reason: words,
        before: { t0: at(0) },
        after: { t0: at(60) },
        touched: { posts: [{ postId: POST }], deliveries: [], decisions: [words] },
      }
    case 7:
      return {
        what: 'order',
        ...common,
        by: { kind: 'member', memberId: uuid(3) },
        verb: 'publishing.person-found',
        deliveryId: flag ? uuid(1) : null,
        before: { state: 'uncertain' },
        after: { permalink: words },
      }
    default:
      return {
        what: 'call-ended',
        ...common,
        ...call,
        outcome: words,
        detail: { exchanges: [{ status: 200, responseBody: words }], flag },
      }
  }
}

/** A checkpoint for each day but the last, with other posts beside this one in its tree. */
async function close(links: readonly Link[], beside: number): Promise<Checkpoint[]> {
  const days = [...new Set(links.map(({ record }) => dayOf(record.at)))].slice(0, -1)
  const checkpoints: Checkpoint[] = []
  for (const day of days) {
    const others = await Promise.all(Array.from({ length: beside }, (_, n) => hashOf({ other: n, day })))
    const leaves = [...others, await leafHash(POST, headAt(links, day)!.hash)]
    const closed = {
      day,
      posts: leaves.length,
      root: await rootOf(leaves),
      previous: checkpoints.at(-1)?.hash ?? null,
      takenAt: at(300_000),
    }
    const hash = await checkpointHash(AGENCY, closed)
    checkpoints.push({ ...closed, hash, path: await pathOf(leaves, leaves.length - 1) })
  }
  return checkpoints
}

async function packOf(happenings: readonly [number, string, number, boolean][], beside: number): Promise<Pack> {
  const records = happenings.toSorted(([a], [b]) => a - b).map(recordOf)
  const links = await chainOf(AGENCY, POST, records)
  const content = { parts: ['Décollage'] }
  return sealPack({
    format: FORMAT,
    madeAt: at(400_000),
    agency: { id: AGENCY, name: 'Zinc & Cie' },
    client: { id: uuid(7), name: 'Orphée Lanceurs' },
    post: { id: POST, title: 'T−2 h' },
    people: [{ id: uuid(3), name: 'Salomé Wacquez' }],
    channels: [{ id: uuid(2), network: 'bluesky', handle: 'orphee.test' }],
    contents: [{ hash: await hashOf(content), content }],
    records: links,
    checkpoints: await close(links, beside),
  })
}

const Packs = fc.tuple(fc.array(Happening, { minLength: 2, maxLength: 12 }), fc.nat(6)).map(
  ([happenings, beside]) =>
    () =>
      packOf(happenings, beside),
)

/** Every value in a pack, as a way to reach it. */
function ways(value: unknown, here: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [here]
  return [here, ...Object.entries(value).flatMap(([key, inner]) => ways(inner, [...here, key]))].filter(
    (way) => way.length > 0,
  )
}

/** The same JSON with another value at one place. */
function changedAt(value: Json, [key, ...rest]: readonly (string | number)[], change: (old: Json) => Json): Json {
  if (key === undefined) return change(value)
  if (Array.isArray(value))
    return value.map((one: Json, place) => (place === Number(key) ? changedAt(one, rest, change) : one))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, name === key ? changedAt(one, rest, change) : one]),
  )
}

/** A value that is not the one it was. */
function another(old: Json): Json {
  if (typeof old === 'string')
    return /^[0-9a-f]{64}$/.test(old) ? `${old.slice(1)}${old[0] === '0' ? '1' : '0'}` : `${old}x`
  if (typeof old === 'number') return old + 1
  if (typeof old === 'boolean') return !old
  if (old === null) return 'x'
  return Array.isArray(old) ? [...old, 'x'] : { ...old, x: 1 }
}

const asJson = (pack: Pack): Json => {
  if (!isJson(pack)) throw new Error('not JSON')
  return pack
}

describe('a pack', () => {
  test.prop([Packs], { numRuns: 30 })('that nobody touched is intact, and says what it covers', async (make) => {
    const pack = await make()
    const verdict = await verifyText(packText(pack))
    expect(verdict).toMatchObject({ kind: 'intact', covers: { records: pack.records.length, title: 'T−2 h' } })
    expect(await verifyPack(pack)).toEqual(verdict)
  })

  test.prop([Packs, fc.nat()], { numRuns: 150 })('with any one value changed is broken', async (make, which) => {
    const pack = await make()
    const all = ways(pack)
    const altered = changedAt(asJson(pack), all[which % all.length]!, another)
    expect(await verifyPack(altered)).toMatchObject({ kind: 'broken' })
  })

  test('with any of its values changed, of every kind of record, content and checkpoint, is broken', async () => {
    const kinds = Array.from({ length: 9 }, (_, kind): [number, string, number, boolean] => [
      kind * 20_000,
      'Lyre',
      kind,
      true,
    ])
    const pack = await packOf(kinds, 2)
    expect(new Set(pack.records.map(({ record }) => record.what)).size).toBe(WHATS.length)
    expect(await verifyPack(pack)).toMatchObject({ kind: 'intact' })
    for (const way of ways(pack)) {
      const verdict = await verifyPack(changedAt(asJson(pack), way, another))
      expect([way.join('.'), verdict.kind]).toEqual([way.join('.'), 'broken'])
    }
  })

  test.prop([Packs, fc.nat(), fc.integer({ min: 1, max: 255 })], { numRuns: 200 })(
    'with any one byte of its file changed is broken',
    async (make, which, by) => {
      const bytes = Buffer.from(packText(await make()).trimEnd())
      const place = which % bytes.length
      bytes[place] = (bytes[place]! + by) % 256
      expect(await verifyText(bytes.toString())).toMatchObject({ kind: 'broken' })
    },
  )

  test.prop([Packs, fc.nat(), fc.nat()], { numRuns: 60 })(
    'with a record moved, left out or doubled is broken, also when the file was closed anew',
    async (make, from, to) => {
      const { hash: _hash, ...open } = await make()
      const count = open.records.length
      const one = open.records[from % count]!
      const without = open.records.filter((link) => link !== one)
      const moved = without.toSpliced(to % count, 0, one)
      const tries = [without, open.records.toSpliced(from % count, 0, one)]
      if (moved.some((link, place) => link !== open.records[place])) tries.push(moved)
      for (const records of tries) {
        // The last one left out is the past as it was before: only a day that is closed tells.
        if (records === without && one === open.records.at(-1)) continue
        expect(await verifyPack(await sealPack({ ...open, records }))).toMatchObject({
          kind: 'broken',
          where: { in: 'record' },
          why: 'chain-broken',
        })
      }
    },
  )

  test.prop([Packs, fc.nat()], { numRuns: 60 })(
    'that was forged whole is betrayed by the day that was closed before',
    async (make, which) => {
      const { hash: _hash, ...open } = await make()
      const sealed = open.records.filter(({ record }) => dayOf(record.at) <= (open.checkpoints.at(-1)?.day ?? ''))
      fc.pre(sealed.length > 0)
      const victim = sealed[which % sealed.length]!
      const records = open.records.map(({ record }) =>
        record === victim.record ? { ...record, id: uuid(9999) } : record,
      )
      const forged = await sealPack({ ...open, records: await chainOf(AGENCY, POST, records) })
      expect(await verifyPack(forged)).toEqual({
        kind: 'broken',
        where: { in: 'checkpoint', day: dayOf(victim.record.at) },
        why: 'history-changed',
      })
    },
  )
})

describe('what is broken is named', () => {
  const plain = () =>
    packOf(
      [
        [10, 'a', 0, true],
        [20, 'b', 1, true],
        [90_000, 'c', 2, true],
        [180_000, 'd', 4, true],
      ],
      2,
    )
  const sealed = async (change: (pack: Pack) => Partial<Pack>) => {
    const pack = await plain()
    return verifyPack(await sealPack({ ...pack, ...change(pack) }))
  }

  test('a file that is none, of another version, or written anew', async () => {
    expect(await verifyText('{')).toMatchObject({ why: 'not-json' })
    const text = packText(await plain())
    expect(await verifyText(text.replace(FORMAT, 'comptoir-evidence/2'))).toMatchObject({
      why: 'not-a-pack',
      where: { path: 'format' },
    })
    expect(await verifyText(JSON.stringify(JSON.parse(text), null, 2))).toMatchObject({ why: 'rewritten' })
    expect(await verifyText(text.replace('{', '{"format":"x",'))).toMatchObject({ why: 'rewritten' })
  })

  test('a name that was changed around the records', async () => {
    const pack = await plain()
    expect(await verifyPack({ ...pack, post: { ...pack.post, title: 'autre' } })).toMatchObject({ why: 'file-changed' })
  })

  test('the record, the content, the checkpoint', async () => {
    expect(
      await sealed(({ records }) => ({
        records: records.with(1, { ...records[1]!, record: { ...records[1]!.record, id: uuid(77) } }),
      })),
    ).toEqual({ kind: 'broken', where: { in: 'record', seq: 2 }, why: 'record-changed' })
    expect(await sealed(({ contents }) => ({ contents: [{ ...contents[0]!, content: 'x' }] }))).toMatchObject({
      why: 'content-changed',
    })
    expect(await sealed(({ checkpoints }) => ({ checkpoints: [{ ...checkpoints[0]!, posts: 99 }] }))).toMatchObject({
      why: 'checkpoint-changed',
    })
    const [first, second] = (await plain()).checkpoints
    expect(second!.previous).toBe(first!.hash)
    expect(await sealed(() => ({ checkpoints: [second!, first!] }))).toMatchObject({ why: 'checkpoints-broken' })
  })

  test('a record put into a day that was closed without it', async () => {
    expect(
      await sealed(({ checkpoints: [first, second] }) => ({ checkpoints: [{ ...first!, path: null }, second!] })),
    ).toEqual({
      kind: 'broken',
      where: { in: 'record', seq: 1 },
      why: 'not-in-checkpoint',
    })
  })

  test('records out of their order of time', async () => {
    const pack = await plain()
    const records = pack.records.map(({ record }) => record).toReversed()
    const forged = await sealPack({ ...pack, records: await chainOf(AGENCY, POST, records), checkpoints: [] })
    expect(await verifyPack(forged)).toMatchObject({ why: 'out-of-order', where: { seq: 2 } })
  })
})

test.prop([fc.integer({ min: 1, max: 20 }), fc.nat()])(
  'each leaf of a tree leads to its root, and to no other',
  async (count, which) => {
    const leaves = await Promise.all(Array.from({ length: count }, (_, n) => hashOf(n)))
    const place = which % count
    const path = await pathOf(leaves, place)
    expect(await rootFrom(leaves[place]!, path)).toBe(await rootOf(leaves))
    expect(await rootFrom(await hashOf('another'), path)).not.toBe(await rootOf(leaves))
  },
)

test('what is not JSON has no hash', async () => {
  for (const value of [undefined, Number.NaN, [() => 1], { a: '\ud800' }, 1n])
    await expect(hashOf(value)).rejects.toThrow(RangeError)
  expect(canonicalJson({ b: 1, a: [null, 'é'] })).toBe('{"a":[null,"é"],"b":1}')
})
