import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { ErrorNote } from '../../components/error-note.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useMay, useZone } from '../../data/session.ts'
import { trpc } from '../../data/trpc.ts'
import { dayWithYear, timeOfDay } from '../../format/index.ts'
import { useCrumbs } from '../../frame/crumbs.ts'
import { m } from '../../words.ts'
import { Corrections } from './corrections.tsx'
import { EditionFiles } from './edition-files.tsx'
import { PagePane } from './page-pane.tsx'
import { firstWidth } from './report-frame.tsx'
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
  const page = useQuery(trpc.reporting.editionHtml.queryOptions({ editionId }))
  return (
    <PagePane
      label={m['reporting.page']()}
      heading={m['reporting.page']()}
      title={m['reporting.page']()}
      start={firstWidth()}
      page={{ ...page, isFetching: false }}
      className="desk:h-full phone:h-[calc(100dvh-180px)] phone:border-t phone:border-line"
    />
  )
}
