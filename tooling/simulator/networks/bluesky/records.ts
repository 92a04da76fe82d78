import { blobCid, recordCid, tid } from '../../core/ids.ts'
import { sniff } from '../../core/media-type.ts'
import { isObject, text, type Fields } from '../../http/body.ts'
import { json, type Reply } from '../../http/reply.ts'
import type { Account, Post } from '../../core/types.ts'
import { arrive, makePost, removePost } from '../publish.ts'
import type { Call } from '../sheet.ts'
import { authMissing, broken, invalid, refused } from './errors.ts'
import { blobsOf, isRecordKey, isTid, problemOf } from './validate.ts'

const largestBlob = 50 * 1024 * 1024
const postCollection = 'app.bsky.feed.post'

interface Target {
  account: Account
  collection: string
  rkey: string
  uri: string
}

export const uploadBlob = (call: Call): Reply => {
  if (call.account === null) return authMissing()
  const mime = call.headers['content-type']?.split(';')[0] ?? ''
  if (mime === '' || mime.includes('json')) return invalid('Request encoding (Content-Type) required but not provided')
  if (call.body.length === 0) return invalid('A request body is expected but none was provided')
  if (call.body.length > largestBlob) return refused('PayloadTooLarge', 'request entity too large', 413)
  const seen = sniff(call.body)
  const cid = blobCid(call.body)
  const type = seen?.mime ?? mime
  call.world.addMedia({
    id: cid,
    network: 'bluesky',
    accountId: call.account.id,
    sha256: call.world.bytes.put(call.body),
    bytes: call.body.length,
    mime: type,
    alt: '',
    width: seen?.width ?? 0,
    height: seen?.height ?? 0,
    createdAt: call.now,
    readyAt: call.now,
    failed: false,
    details: {},
  })
  return json({ blob: { $type: 'blob', ref: { $link: cid }, mimeType: type, size: call.body.length } })
}

/** The repo, collection and key that a write is for; a reply when they are not in order. */
const target = (call: Call, fields: Fields, key: string | null): Target | Reply => {
  const repo = text(fields, 'repo')
  const collection = text(fields, 'collection')
  if (repo === null) return invalid('Input must have the property "repo"')
  if (collection === null) return invalid('Input must have the property "collection"')
  if (!/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+\.[A-Za-z][A-Za-z0-9]*$/.test(collection))
    return invalid('Input/collection must be a valid nsid')
  const account = call.world.account('bluesky', repo)
  if (account === undefined) return invalid(`Could not find repo: ${repo}`)
  if (call.account === null || account.id !== call.account.id)
    return refused('AuthenticationRequired', 'Authentication Required', 401)
  const rkey = key ?? tid(call.now)
  if (!isRecordKey(rkey)) return invalid(`Invalid record key: ${rkey}`)
  return { account, collection, rkey, uri: `at://${account.id}/${collection}/${rkey}` }
}

const isReply = (value: Target | Reply): value is Reply => 'status' in value

interface Current {
  cid: string
  value: Fields
  post: Post | null
}

const current = (call: Call, uri: string): Current | null => {
  const post = call.world.post('bluesky', uri)
  if (post !== undefined && post.deletedAt === null) {
    const record = post.details['record']
    return { cid: String(post.details['cid']), value: isObject(record) ? record : {}, post }
  }
  const other = call.world.records.get(uri)
  return other === undefined ? null : { ...other, post: null }
}

const commitOf = (call: Call, cid: string): { cid: string; rev: string } => ({
  cid: recordCid({ data: cid }),
  rev: tid(call.now),
})

const linkOf = (record: Fields): string | null => {
  const embed = record['embed']
  if (isObject(embed) && isObject(embed['external']) && typeof embed['external']['uri'] === 'string')
    return embed['external']['uri']
  const facets = Array.isArray(record['facets']) ? record['facets'] : []
  for (const facet of facets) {
    const features = isObject(facet) && Array.isArray(facet['features']) ? facet['features'] : []
    for (const feature of features) if (isObject(feature) && typeof feature['uri'] === 'string') return feature['uri']
  }
  return null
}

const parentOf = (record: Fields): string | null => {
  const reply = record['reply']
  return isObject(reply) && isObject(reply['parent']) && typeof reply['parent']['uri'] === 'string'
    ? reply['parent']['uri']
    : null
}

/** Writes a sound record at a key that is free or to be replaced. */
const write = (call: Call, where: Target, record: Fields, cid: string, before: Current | null): void => {
  const { world } = call
  if (where.collection !== postCollection) {
    world.records.set(where.uri, { cid, value: record })
    world.changed()
    return
  }
  if (before?.post !== undefined && before.post !== null) {
    const post = before.post
    post.text = String(record['text'])
    post.media = blobsOf(record['embed'])
    post.link = linkOf(record)
    post.editedAt = call.now
    post.details = { ...post.details, record, cid }
    arrive(call, where.account, 'edit', post)
    world.changed()
    return
  }
  const langs = record['langs']
  const language = Array.isArray(langs) && typeof langs[0] === 'string' ? langs[0] : undefined
  const post = makePost(call, where.account, {
    id: where.uri,
    text: String(record['text']),
    media: blobsOf(record['embed']),
    link: linkOf(record),
    replyTo: parentOf(record),
    ...(language !== undefined && { language }),
    identity: where.rkey,
    details: { record, cid },
  })
  world.addPost(post)
  arrive(call, where.account, 'publish', post)
}

const prepared = (call: Call, where: Target): { record: Fields; cid: string } | Reply => {
  const given = call.parsed.fields['record']
  if (!isObject(given)) return invalid('Input must have the property "record"')
  const type = given['$type']
  if (type !== undefined && type !== where.collection)
    return invalid(`Invalid $type: expected ${where.collection}, got ${String(type)}`)
  const record = type === undefined ? { ...given, $type: where.collection } : given
  if (call.parsed.fields['validate'] !== false) {
    if (where.collection === postCollection && !isTid(where.rkey))
      return invalid(`Invalid record key for ${postCollection}: Invalid TID (got "${where.rkey}")`)
    const problem = problemOf(call.world, record, where.collection)
    if (problem !== null) return invalid(problem)
  }
  return { record, cid: recordCid(record) }
}

const written = (call: Call, where: Target, cid: string, isNew: boolean): Reply =>
  json({ uri: where.uri, cid, ...(isNew && { commit: commitOf(call, cid) }), validationStatus: 'valid' })

export const createRecord = (call: Call): Reply => {
  if (!call.parsed.sound) return invalid('Unable to parse the request body')
  const where = target(call, call.parsed.fields, text(call.parsed.fields, 'rkey'))
  if (isReply(where)) return where
  const ready = prepared(call, where)
  if ('status' in ready) return ready
  // A real server 0.5 fails in its store here, and says no more than this.
  if (current(call, where.uri) !== null) return broken()
  write(call, where, ready.record, ready.cid, null)
  return written(call, where, ready.cid, true)
}

export const putRecord = (call: Call): Reply => {
  if (!call.parsed.sound) return invalid('Unable to parse the request body')
  const { fields } = call.parsed
  const key = text(fields, 'rkey')
  if (key === null) return invalid('Input must have the property "rkey"')
  const where = target(call, fields, key)
  if (isReply(where)) return where
  const ready = prepared(call, where)
  if ('status' in ready) return ready
  const before = current(call, where.uri)
  // The same record again changes nothing, and is answered before any swap is looked at.
  if (before !== null && before.cid === ready.cid) {
    if (before.post !== null) arrive(call, where.account, 'repeat', before.post)
    return written(call, where, ready.cid, false)
  }
  const swap = fields['swapRecord']
  const standing = before?.cid ?? null
  if (swap !== undefined && swap !== standing) return refused('InvalidSwap', `Record was at ${standing ?? 'null'}`)
  write(call, where, ready.record, ready.cid, before)
  return written(call, where, ready.cid, true)
}

export const deleteRecord = (call: Call): Reply => {
  const key = text(call.parsed.fields, 'rkey')
  if (key === null) return invalid('Input must have the property "rkey"')
  const where = target(call, call.parsed.fields, key)
  if (isReply(where)) return where
  const before = current(call, where.uri)
  if (before === null) return json({})
  const swap = call.parsed.fields['swapRecord']
  if (typeof swap === 'string' && swap !== before.cid) return refused('InvalidSwap', `Record was at ${before.cid}`)
  if (before.post !== null) removePost(call, where.account, before.post)
  else call.world.records.delete(where.uri)
  return json({ commit: commitOf(call, before.cid) })
}

export const getRecord = (call: Call): Reply => {
  const repo = call.query.get('repo')
  const collection = call.query.get('collection')
  const rkey = call.query.get('rkey')
  for (const [name, value] of Object.entries({ repo, collection, rkey }))
    if (value === null) return invalid(`Error: Params must have the property "${name}"`)
  const account = call.world.account('bluesky', repo ?? '')
  if (account === undefined) return refused('RecordNotFound', `Could not locate record`)
  const uri = `at://${account.id}/${collection}/${rkey}`
  const found = current(call, uri)
  const hidden = found?.post !== undefined && found.post !== null && !call.world.readable(found.post, call.now)
  const cid = call.query.get('cid')
  if (found === null || hidden || (cid !== null && cid !== found.cid))
    return refused('RecordNotFound', `Could not locate record: ${uri}`)
  return json({ uri, cid: found.cid, value: found.value })
}

export const listRecords = (call: Call): Reply => {
  const account = call.world.account('bluesky', call.query.get('repo') ?? '')
  const collection = call.query.get('collection') ?? ''
  if (account === undefined) return invalid(`Could not find repo: ${call.query.get('repo')}`)
  const limit = Number(call.query.get('limit') ?? 50)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) return invalid('Error: limit can not be greater than 100')
  const cursor = call.query.get('cursor')
  const reverse = call.query.get('reverse') === 'true'
  const prefix = `at://${account.id}/${collection}/`
  const rows =
    collection === postCollection
      ? call.world
          .postsOf(account)
          .filter((post) => call.world.readable(post, call.now))
          .map((post) => ({ uri: post.id, cid: String(post.details['cid']), value: post.details['record'] }))
      : [...call.world.records]
          .filter(([uri]) => uri.startsWith(prefix))
          .map(([uri, { cid, value }]) => ({ uri, cid, value }))
  rows.sort((a, b) => (a.uri < b.uri ? -1 : 1) * (reverse ? 1 : -1))
  const keyOf = (uri: string): string => uri.slice(prefix.length)
  const from = cursor === null ? rows : rows.filter(({ uri }) => (reverse ? keyOf(uri) > cursor : keyOf(uri) < cursor))
  const page = from.slice(0, limit)
  const last = page.at(-1)
  return json({ ...(last !== undefined && { cursor: keyOf(last.uri) }), records: page })
}

/** An existing key is edited, a free one published. */
export const putOperation = (call: Call): string => {
  const { fields } = call.parsed
  const account = call.world.account('bluesky', text(fields, 'repo') ?? '')
  const uri = `at://${account?.id ?? ''}/${text(fields, 'collection') ?? ''}/${text(fields, 'rkey') ?? ''}`
  const before = current(call, uri)
  if (before === null) return 'publish'
  const given = fields['record']
  // Putting the same again is the second try of a publication, not an edit.
  return isObject(given) && recordCid({ $type: text(fields, 'collection'), ...given }) === before.cid
    ? 'publish'
    : 'edit'
}
