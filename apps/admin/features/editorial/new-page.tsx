import './without-eval.ts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Building2 } from 'lucide-react'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Select } from '../../components/select.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useMay } from '../../data/session.ts'
import { trpc } from '../../data/trpc.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'
import { Composer } from './composer.tsx'
import { contentOfDraft, emptyDraft, hasLinkFault, sameDraft, type Draft } from './composer-draft.ts'
import { whyWord } from './editorial-words.ts'
import { useKeptDraft } from './kept-draft.ts'
import { KeptOffer } from './kept-offer.tsx'
import { LeaveGuard } from './leave-guard.tsx'

const route = getRouteApi('/frame/posts/new')

/** A post that does not exist yet: it does once it is saved. */
export default function NewPage() {
  const { client: clientId, at, event } = route.useSearch()
  const navigate = route.useNavigate()
  const mayWrite = useMay('posts.write')
  const { data: clients, error } = useQuery(trpc.clients.list.queryOptions({}))
  const [draft, setDraft] = useState<Draft>(() => emptyDraft({ at, eventId: event }))
  const [no, setNo] = useState<string | null>(null)
  const [made, setMade] = useState(false)
  const dirty = !made && !sameDraft(draft, emptyDraft({ at, eventId: event }))
  const { offered, forget } = useKeptDraft('new', dirty ? { version: 0, draft, clientId } : null)
  const shown = offered && !sameDraft(offered.draft, draft) ? offered : null
  const create = useMutation(
    trpc.editorial.create.mutationOptions({
      onError: (failure) => setNo(sentenceOf(failure)),
      onSuccess: (answer) => {
        if (answer.kind === 'refused') return setNo(whyWord(answer.why))
        // Nothing is unsaved any more, and the page is left for the post's own.
        flushSync(() => {
          forget()
          setMade(true)
        })
        showToast(m['editorial.done.created']())
        void navigate({ to: '/posts/$postId', params: { postId: answer.id }, replace: true })
      },
    }),
  )
  return (
    <div className="flex min-h-full flex-col bg-surface">
      <header className="flex flex-wrap items-end gap-3 border-b border-line px-5 py-3 phone:px-4">
        <h1 className="flex-1 text-20 phone:basis-full">{m['editorial.new']()}</h1>
        <Select
          label={m['editorial.client']()}
          hideLabel
          placeholder={m['editorial.choose-client']()}
          value={clientId ?? null}
          options={(clients ?? []).map((one) => ({ value: one.id, label: one.name }))}
          onChange={(client) => {
            // Pictures, channels and events belong to one client; words are anybody's.
            setDraft((old) => ({ ...emptyDraft({ at }), title: old.title, text: old.text, link: old.link }))
            void navigate({ search: (old) => ({ ...old, client }), replace: true })
          }}
        />
        <Button
          kind="primary"
          isDisabled={!clientId || !mayWrite || made || hasLinkFault(draft)}
          busy={create.isPending}
          onPress={() => clientId && create.mutate({ clientId, ...contentOfDraft(draft) })}
        >
          {m['editorial.save-draft']()}
        </Button>
      </header>
      <LeaveGuard dirty={dirty} />
      {shown && mayWrite && (
        <KeptOffer
          kept={shown}
          onDrop={forget}
          onTakeUp={() => {
            setDraft(shown.draft)
            forget()
            void navigate({ search: (old) => ({ ...old, client: shown.clientId ?? old.client }), replace: true })
          }}
        />
      )}
      {(no ?? error) && (
        <div className="px-5 py-3">
          <ErrorNote title={no ?? sentenceOf(error)} kept={m['editorial.kept']()} />
        </div>
      )}
      {clientId ? (
        <Composer
          key={clientId}
          clientId={clientId}
          draft={draft}
          onChange={setDraft}
          isDisabled={!mayWrite}
          post={null}
        />
      ) : (
        <div className="grid flex-1 place-items-center bg-canvas px-5 py-10">
          <EmptyState icon={Building2} title={m['editorial.choose-client']()}>
            {m['editorial.choose-client-says']()}
          </EmptyState>
        </div>
      )}
    </div>
  )
}
