import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { ErrorNote } from '../../../components/error-note.tsx'
import { SkeletonRows } from '../../../components/skeleton.tsx'
import { sentenceOf } from '../../../data/errors.ts'
import { trpc } from '../../../data/trpc.ts'
import { useCrumbs } from '../../../frame/crumbs.ts'
import { m } from '../../../words.ts'
import { PlaybookEditor } from './playbook-editor.tsx'

const route = getRouteApi('/frame/playbooks/$playbookId')

/** A playbook: what hangs from T-0 and what people do, ready for any event. */
export default function PlaybookPageView() {
  const { playbookId } = route.useParams()
  const { data: playbook, error } = useQuery(trpc.countdown.playbook.queryOptions({ playbookId }))
  useCrumbs([{ label: m['playbooks.title'](), href: '/playbooks' }, { label: playbook?.name ?? '…' }])
  return (
    <div className="@container px-7 py-5 phone:px-4">
      {error && <ErrorNote title={sentenceOf(error)} />}
      {!playbook && !error && <SkeletonRows rows={8} rowHeight={40} />}
      {playbook && <PlaybookEditor key={playbook.id} playbook={playbook} />}
    </div>
  )
}
