/** Where a pack is broken: in the file as a whole, at a record (from 1), at a content (its hash), at a day's checkpoint. */
export type Where =
  | { in: 'file'; path: string | null }
  | { in: 'record'; seq: number }
  | { in: 'content'; hash: string }
  | { in: 'checkpoint'; day: string }

/**
 * Why: `not-json`, `not-a-pack` (another form, or another version), `rewritten` (not the bytes that were handed out,
 * though they may say the same), `record-changed` (a record is not what its hash covers), `chain-broken` (a record is
 * missing, added or moved), `out-of-order` (later than the one after it), `content-changed`, `checkpoint-changed` (a
 * checkpoint is not what its hash covers), `checkpoints-broken` (a checkpoint is missing or moved),
 * `not-in-checkpoint` (that day was closed without this post's records), `history-changed` (the records are not those
 * that the day was closed with), `file-changed` (something else in the file).
 */
export type Why =
  | 'not-json'
  | 'not-a-pack'
  | 'rewritten'
  | 'record-changed'
  | 'chain-broken'
  | 'out-of-order'
  | 'content-changed'
  | 'checkpoint-changed'
  | 'checkpoints-broken'
  | 'not-in-checkpoint'
  | 'history-changed'
  | 'file-changed'

/** What an intact pack covers. `sealed`: how many of the records, from the first, a checkpoint closes. */
export type Covers = {
  postId: string
  title: string
  agency: string
  records: number
  revisions: number
  approvals: number
  /** Contents that approvals name and the file holds. */
  contents: number
  deliveries: number
  calls: number
  from: string | null
  until: string | null
  sealed: number
  checkpoints: number
  latest: { day: string; hash: string; takenAt: string } | null
}

export type Verdict = { kind: 'intact'; covers: Covers } | { kind: 'broken'; where: Where; why: Why }
