import { RevisionChanges } from '../../components/revision-changes.tsx'
import { readRevision } from '../../components/revision-difference.ts'
import { useZone } from '../../data/session.ts'
import { dayWithYear, timeOfDay } from '../../format/index.ts'
import { m } from '../../words.ts'
import type { Names, Pack, Told } from './evidence-words.ts'

interface Props {
  pack: Pack
  names: Names
}

type Of<What extends Told['what']> = Extract<Told, { what: What }>
const all = <What extends Told['what']>(pack: Pack, what: What): Of<What>[] =>
  pack.records.flatMap(({ record }) => (record.what === what ? [record as Of<What>] : []))

/** Each version: the first as it was written, the others by what they changed, word by word. */
export function EvidenceRevisions({ pack, names }: Props) {
  const zone = useZone()
  const revisions = all(pack, 'revision')
  return (
    <section>
      <h2 className="rule pb-1 text-13">{m['evidence.revisions']()}</h2>
      {revisions.length === 0 && <p className="py-2 text-13 text-ink-3">{m['evidence.none']()}</p>}
      <ol>
        {revisions.map((revision, index) => {
          const before = revisions[index - 1]
          return (
            <li key={revision.id} className="border-b border-hair py-2 text-13 print:break-inside-avoid">
              <p>
                <b>{m['editorial.version']({ number: revision.number })}</b>{' '}
                <span className="text-ink-2">{names.person(revision.memberId)}</span>{' '}
                <span className="text-ink-3 tabular-nums">
                  {dayWithYear(revision.at, zone)} {timeOfDay(revision.at, zone, true)}
                </span>
              </p>
              <div className="pt-1">
                {before ? (
                  <RevisionChanges
                    before={before.content}
                    after={revision.content}
                    channels={pack.channels}
                    pictures={[]}
                  />
                ) : (
                  <p className="text-14 whitespace-pre-wrap">
                    {readRevision(revision.content)?.text ?? m['editorial.diff.unknown']()}
                  </p>
                )}
              </div>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

/** Who approved which content: its hash, and the content that comes to it. */
export function EvidenceApprovals({ pack, names }: Props) {
  const zone = useZone()
  const lapses = all(pack, 'lapse')
  const approvals = all(pack, 'approval')
  const contents = new Map(pack.contents.map(({ hash, content }) => [hash, content]))
  return (
    <section className="pt-7">
      <h2 className="rule pb-1 text-13">{m['evidence.approvals']()}</h2>
      {approvals.length === 0 && <p className="py-2 text-13 text-ink-3">{m['evidence.none']()}</p>}
      <ol>
        {approvals.map((approval) => {
          const lapse = lapses.find(({ id }) => id === approval.id)
          const content = contents.get(approval.contentHash)
          return (
            <li key={approval.id} className="border-b border-hair py-2 text-13 print:break-inside-avoid">
              <p>
                <b>{names.person(approval.memberId)}</b> · {names.channel(approval.channelId)}{' '}
                <span className="text-ink-3 tabular-nums">
                  {dayWithYear(approval.at, zone)} {timeOfDay(approval.at, zone, true)}
                </span>
              </p>
              {approval.t0 && (
                <p className="text-12 text-ink-2">
                  {m['evidence.for-t0']({
                    at: `${dayWithYear(approval.t0, zone)} ${timeOfDay(approval.t0, zone)}`,
                  })}
                </p>
              )}
              <p className="text-12 [overflow-wrap:anywhere] text-ink-3">
                {m['evidence.content-hash']({ hash: approval.contentHash })}
              </p>
              {lapse && (
                <p className="text-12 font-medium">
                  {m['evidence.lapsed-at']({ at: `${dayWithYear(lapse.at, zone)} ${timeOfDay(lapse.at, zone)}` })}
                </p>
              )}
              {content !== undefined && (
                <details className="pt-1">
                  <summary className="cursor-pointer text-12 text-ink-3">{m['evidence.approved-content']()}</summary>
                  <pre
                    role="region"
                    aria-label={m['evidence.approved-content']()}
                    tabIndex={0}
                    className="max-h-[240px] overflow-auto bg-canvas p-2 text-11 whitespace-pre-wrap [overflow-wrap:anywhere] print:max-h-none"
                  >
                    {JSON.stringify(content, null, 2)}
                  </pre>
                </details>
              )}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
