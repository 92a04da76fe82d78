import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Download, Printer } from 'lucide-react'
import { Button, buttonClass } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { PathLink } from '../../components/path-link.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useZone } from '../../data/session.ts'
import { trpc } from '../../data/trpc.ts'
import { dayWithYear, timeOfDay } from '../../format/index.ts'
import { useCrumbs } from '../../frame/crumbs.ts'
import { m } from '../../words.ts'
import { EvidenceApprovals, EvidenceRevisions } from './evidence-content.tsx'
import { EvidenceChain } from './evidence-chain.tsx'
import { EvidenceDeliveries } from './evidence-deliveries.tsx'
import { coversSentence, type Evidence, namesOf } from './evidence-words.ts'

/** All that the house can prove of one post, to be read, printed, or taken away and checked without the house. */
export default function EvidencePage() {
  const { postId = '' } = useParams({ strict: false })
  const { data, error } = useQuery(trpc.publishing.evidence.queryOptions({ postId }))
  const title = data?.pack.post.title || m['editorial.untitled']()
  useCrumbs(
    data
      ? [
          { label: data.pack.client.name, href: `/clients/${data.pack.client.id}` },
          { label: title, href: `/posts/${postId}` },
          { label: m['evidence.title']() },
        ]
      : [],
  )
  return (
    <div className="mx-auto max-w-[860px] px-7 py-5 phone:px-4 print:max-w-none print:p-0">
      {!data && <h1 className="pb-4 text-26">{m['evidence.title']()}</h1>}
      {error && !data && <ErrorNote title={sentenceOf(error)} />}
      {!data && !error && <SkeletonRows rows={12} rowHeight={40} />}
      {data && (
        <>
          <header className="pb-5">
            <p className="text-13 text-ink-3">
              {m['evidence.title']()} · {data.pack.client.name} · {data.pack.agency.name}
            </p>
            <h1 className="text-26 text-pretty">{title}</h1>
            <Sentence evidence={data} />
            <p className="flex flex-wrap gap-2.5 pt-3 print:hidden">
              <a href={`/files/evidence/${postId}.json`} download className={buttonClass('primary')}>
                <Download size={14} strokeWidth={2} />
                {m['evidence.download']()}
              </a>
              <Button onPress={() => window.print()}>
                <Printer size={14} strokeWidth={2} />
                {m['evidence.print']()}
              </Button>
              <PathLink path={`/posts/${postId}`} className={buttonClass()}>
                {m['publishing.open-post']()}
              </PathLink>
            </p>
          </header>
          <Body evidence={data} />
        </>
      )}
    </div>
  )
}

function Body({ evidence: { pack } }: { evidence: Evidence }) {
  const names = namesOf(pack)
  return (
    <>
      <EvidenceRevisions pack={pack} names={names} />
      <EvidenceApprovals pack={pack} names={names} />
      <EvidenceDeliveries pack={pack} names={names} />
      <EvidenceChain pack={pack} names={names} />
      <section className="pt-7">
        <h2 className="rule pb-1 text-13">{m['evidence.verify']()}</h2>
        <p className="py-2 text-14 text-pretty">{m['evidence.verify-says']()}</p>
        <pre
          role="region"
          aria-label={m['evidence.verify']()}
          tabIndex={0}
          className="overflow-auto bg-canvas p-2 text-12 print:whitespace-pre-wrap"
        >{`npx -y pnpm@12 comptoir verify evidence-${pack.post.id}.json`}</pre>
        <p className="pt-2 text-12 [overflow-wrap:anywhere] text-ink-3">
          {m['evidence.file-hash']({ hash: pack.hash })}
        </p>
      </section>
    </>
  )
}

/** What the file is worth, before all else: intact, and closed up to a day; or where it is broken. */
function Sentence({ evidence: { verdict } }: { evidence: Evidence }) {
  const zone = useZone()
  if (verdict.kind === 'broken')
    return (
      <p className="pt-1 text-16 font-medium text-pretty text-failed">
        {m['evidence.broken']({
          where:
            verdict.where.in === 'record' ? m['evidence.broken-record']({ seq: verdict.where.seq }) : verdict.where.in,
        })}
      </p>
    )
  const { latest, sealed, records } = verdict.covers
  return (
    <p className="pt-1 text-16 text-pretty">
      {coversSentence(verdict)}{' '}
      {latest
        ? m['evidence.sealed']({
            sealed: String(sealed),
            records: String(records),
            day: dayWithYear(`${latest.day}T12:00:00Z`, 'UTC'),
            taken: `${dayWithYear(latest.takenAt, zone)} ${timeOfDay(latest.takenAt, zone)}`,
          })
        : m['evidence.not-sealed']()}
    </p>
  )
}
