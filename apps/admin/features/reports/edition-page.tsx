import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ErrorNote } from '../../components/error-note.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { Skeleton, SkeletonRows } from '../../components/skeleton.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useMay, useZone } from '../../data/session.ts'
import { trpc } from '../../data/trpc.ts'
import { dayWithYear, timeOfDay } from '../../format/index.ts'
import { useCrumbs } from '../../frame/crumbs.ts'
import { m } from '../../words.ts'
import { Corrections } from './corrections.tsx'
import { EditionFiles } from './edition-files.tsx'
import { firstWidth, ReportFrame } from './report-frame.tsx'
import { type EditionPage as Edition, periodWord } from './report-words.ts'
import { ShareLinks } from './share-links.tsx'

const route = getRouteApi('/frame/reports/editions/$editionId')

/** A PDF takes some seconds: should the house forget to say that it is there, it is asked. */
const LOOK_AGAIN_MS = 4_000

/** An edition as it was frozen, what later readings say beside it, and who may read it. */
export default function EditionPage() {
  const { editionId } = route.useParams()
  const { share } = route.useSearch()
  const navigate = route.useNavigate()
  const zone = useZone()
  const mayShare = useMay('reports.share')
  const { data: edition, error } = useQuery({
    ...trpc.reporting.edition.queryOptions({ editionId }),
    refetchInterval: ({ state }) => (state.data?.pdf === 'rendering' ? LOOK_AGAIN_MS : false),
  })
  useCrumbs(
    edition
      ? [
          { label: edition.definition.name, href: `/reports/${edition.definition.id}` },
          { label: m['reporting.edition']({ number: edition.number }) },
        ]
      : [],
  )
  if (error)
    return (
      <div className="p-7 phone:p-4">
        <ErrorNote title={sentenceOf(error)} />
      </div>
    )
  if (!edition)
    return (
      <div className="p-7 phone:p-4">
        <SkeletonRows rows={8} rowHeight={52} />
      </div>
    )
  return (
    <div className="flex min-w-0 flex-col bg-surface desk:h-full">
      <header className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-line px-5 py-3 phone:px-4">
        <div className="min-w-0 flex-1 basis-[320px]">
          <h1 className="text-20 text-pretty">
            {m['reporting.edition-of']({ number: edition.number, period: periodWord(edition) })}
          </h1>
          <p className="text-12 text-ink-3">
            <Link to="/reports/$definitionId" params={{ definitionId: edition.definition.id }} search={{}}>
              {edition.definition.name}
            </Link>
            {` · ${edition.definition.clientName} · `}
            {m['reporting.frozen-by']({
              day: dayWithYear(edition.frozenAt, zone),
              time: timeOfDay(edition.frozenAt, zone),
              name: edition.frozenByName,
            })}
          </p>
        </div>
        <EditionFiles edition={edition} />
      </header>
      <div className="min-h-0 flex-1 desk:grid desk:grid-cols-[minmax(0,1fr)_minmax(300px,372px)]">
        <aside className="min-w-0 px-5 py-4 desk:order-2 desk:min-h-0 desk:overflow-auto desk:border-l desk:border-line phone:px-4">
          <ShareLinks
            edition={edition}
            mayShare={mayShare}
            isMaking={share === true && mayShare}
            onMake={(making) => void navigate({ search: making ? { share: true } : {}, replace: true })}
          />
          <Corrections edition={edition} />
          <Fingerprint edition={edition} />
        </aside>
        <FrozenPage editionId={editionId} />
      </div>
    </div>
  )
}

function Fingerprint({ edition }: { edition: Edition }) {
  return (
    <section className="pb-6">
      <h2 className="rule pb-1.5 text-13">{m['reporting.fingerprint']()}</h2>
      <p className="py-2 text-12 break-all select-all">{edition.fingerprint}</p>
      <p className="text-12 text-pretty text-ink-3">{m['reporting.fingerprint-says']()}</p>
    </section>
  )
}

function FrozenPage({ editionId }: { editionId: string }) {
  const [width, setWidth] = useState(firstWidth)
  const page = useQuery(trpc.reporting.editionHtml.queryOptions({ editionId }))
  return (
    <section
      aria-label={m['reporting.page']()}
      className="grid min-h-[420px] grid-rows-[auto_minmax(0,1fr)] bg-canvas desk:h-full phone:h-[calc(100dvh-180px)] phone:border-t phone:border-line"
    >
      <header className="flex flex-wrap items-center gap-3 px-4 py-2">
        <h2 className="flex-1 text-12 font-medium text-ink-2">{m['reporting.page']()}</h2>
        <Segmented
          label={m['reporting.width']()}
          value={width}
          onChange={setWidth}
          options={[
            { value: 'phone', label: m['reporting.width.phone']() },
            { value: 'desk', label: m['reporting.width.desk']() },
          ]}
        />
      </header>
      {page.error ? (
        <div className="p-4">
          <ErrorNote title={sentenceOf(page.error)} />
        </div>
      ) : page.data ? (
        <div className="min-h-0 border-t border-line">
          <ReportFrame html={page.data.html} width={width} title={m['reporting.page']()} />
        </div>
      ) : (
        <div className="grid content-start gap-4 border-t border-line p-8">
          <Skeleton width="70%" height={40} />
          <Skeleton width="90%" height={14} />
          <Skeleton width="100%" height={220} />
        </div>
      )}
    </section>
  )
}
