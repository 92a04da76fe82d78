import { AUDIT_VERBS } from '@comptoir/domain/agency'
import { Cause } from '@comptoir/domain/publishing'
import { networkName } from '../../components/network-mark.tsx'
import type { Outputs } from '../../data/trpc.ts'
import { list, number, quoted } from '../../format/index.ts'
import { m } from '../../words.ts'
import { partWord } from './delivery-words.ts'

export type Evidence = Outputs['publishing']['evidence']
export type Pack = Evidence['pack']
export type Link = Pack['records'][number]
export type Told = Link['record']
export type Call = Extract<Told, { what: 'call-begun' }>

/** Names of today for the ids that records carry. */
export type Names = {
  person(id: string | null): string
  channel(id: string): string
  network(id: string): string
}

export function namesOf({ people, channels }: Pack): Names {
  const persons = new Map(people.map(({ id, name }) => [id, name]))
  const places = new Map(channels.map((one) => [one.id, one]))
  return {
    person: (id) => (id && persons.get(id)) || m['editorial.house'](),
    channel: (id) => {
      const place = places.get(id)
      return place ? `${networkName(place.network)} ${place.handle}` : id
    },
    network: (id) => networkName(places.get(id)?.network ?? ''),
  }
}

const known = <Name extends string>(all: readonly Name[], name: string): Name | undefined =>
  all.find((one) => one === name)

const REVIEWS = {
  submitted: m['agency.verb.posts.submitted'],
  approved: m['agency.verb.posts.approved'],
  'changes-requested': m['agency.verb.posts.changes-requested'],
  comment: m['agency.verb.posts.comment'],
  lapsed: m['agency.verb.posts.approval-lapsed'],
  withdrawn: m['agency.verb.posts.withdrawn'],
} as const

const verb = (name: string) => {
  const one = known(AUDIT_VERBS, name)
  return one ? m[`agency.verb.${one}`]() : name
}

/** Said under a delivery's own heading: its channel is not said again, nor the part of what has only one. */
export type Within = { parts: number }

/** One record in a line, in the reader's words; what is newer than this page keeps its own name. */
export function recordSentence(record: Told, names: Names, within: Within | null = null): string {
  switch (record.what) {
    case 'revision':
      return m['evidence.record.revision']({ number: number(record.number), name: names.person(record.memberId) })
    case 'review': {
      const kind = known(Object.keys(REVIEWS) as (keyof typeof REVIEWS)[], record.kind)
      return `${kind ? REVIEWS[kind]() : record.kind} · ${names.person(record.memberId)}`
    }
    case 'approval':
      return m['evidence.record.approval']({
        name: names.person(record.memberId),
        channel: names.channel(record.channelId),
      })
    case 'lapse':
      return m['evidence.record.lapse']({ channel: names.channel(record.channelId) })
    case 'event':
      return `${verb(`countdown.${record.verb}`)} · ${record.byName}${record.reason ? ` · ${quoted(record.reason)}` : ''}`
    case 'order':
      return `${verb(record.verb)} · ${by(record.by, names)}`
    case 'transition': {
      const cause = known(Cause.options, record.cause)
      return [
        cause ? m[`publishing.cause.${cause}`]() : record.cause,
        within ? null : names.channel(record.channelId),
        record.by.kind === 'member' ? by(record.by, names) : null,
      ]
        .filter((one) => one !== null)
        .join(' · ')
    }
    case 'call-begun': {
      const what = callWord(record, within)
      return within
        ? m['evidence.record.begins']({ what })
        : m['evidence.record.call-begun']({ what, channel: names.channel(record.channelId) })
    }
    case 'call-ended':
      return m['evidence.record.call-ended']({ what: callWord(record, within), outcome: outcomeWord(record.outcome) })
  }
}

function by(who: Extract<Told, { what: 'order' }>['by'], names: Names): string {
  return who.kind === 'member' ? names.person(who.memberId) : m['editorial.house']()
}

function callWord({ kind, part, partKind }: Pick<Call, 'kind' | 'part' | 'partKind'>, within: Within | null): string {
  const what = m[`evidence.call.${kind}`]()
  const alone = part === null || (within ? within.parts < 2 : part === 0)
  return alone ? what : `${what}, ${partWord(part, partKind).toLowerCase()}`
}

const OUTCOMES = {
  published: m['parts.state.published'],
  prepared: m['evidence.outcome.prepared'],
  there: m['evidence.outcome.there'],
  absent: m['evidence.outcome.absent'],
  unknown: m['evidence.outcome.unknown'],
  uncertain: m['evidence.outcome.uncertain'],
  'worker-lost': m['evidence.outcome.uncertain'],
  seen: m['evidence.outcome.seen'],
  withdrawn: m['publishing.withdrawn'],
  edited: m['evidence.outcome.edited'],
  refused: m['evidence.outcome.refused'],
  delayed: m['evidence.outcome.delayed'],
  unavailable: m['evidence.outcome.unavailable'],
  'credentials-lost': m['evidence.outcome.credentials-lost'],
  'permission-missing': m['evidence.outcome.permission-missing'],
} as const

export function outcomeWord(outcome: string | null): string {
  if (outcome === null) return m['evidence.outcome.uncertain']()
  const one = known(Object.keys(OUTCOMES) as (keyof typeof OUTCOMES)[], outcome)
  return one ? OUTCOMES[one]() : outcome
}

/** What the file holds, in a sentence. */
export function coversSentence(verdict: Extract<Evidence['verdict'], { kind: 'intact' }>): string {
  const { records, revisions, approvals, calls } = verdict.covers
  return m['evidence.covers']({
    records: number(records),
    list: list([
      m['evidence.n-revisions']({ count: revisions }),
      m['evidence.n-approvals']({ count: approvals }),
      m['evidence.n-calls']({ count: calls }),
    ]),
  })
}
