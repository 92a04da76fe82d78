import './without-eval.ts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Select } from '../../components/select.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useMay } from '../../data/session.ts'
import { trpc } from '../../data/trpc.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'
import { Composer, linkFault } from './composer.tsx'
import { contentOfDraft, emptyDraft, type Draft } from './composer-draft.ts'
import { whyWord } from './editorial-words.ts'

const route = getRouteApi('/frame/posts/new')

/** A post that does not exist yet: it does once it is saved. */
export default function NewPage() {
  const { client: clientId, at, event } = route.useSearch()
  const navigate = route.useNavigate()
  const mayWrite = useMay('posts.write')
  const { data: clients, error } = useQuery(trpc.clients.list.queryOptions({}))
  const [draft, setDraft] = useState<Draft>(() => emptyDraft({ at, eventId: event }))
  const [no, setNo] = useState<string | null>(null)
  const link = linkFault(draft)
  const create = useMutation(
    trpc.editorial.create.mutationOptions({
      onError: (failure) => setNo(sentenceOf(failure)),
      onSuccess: (answer) => {
        if (answer.kind === 'refused') return setNo(whyWord(answer.why))
        showToast(m['editorial.done.created']())
        void navigate({ to: '/posts/$postId', params: { postId: answer.id }, replace: true })
      },
    }),
  )
  return (
    <div className="flex min-h-full flex-col bg-surface">
      <header className="flex flex-wrap items-end gap-3 border-b border-line px-5 py-3 phone:px-4">
        <h1 className="flex-1 text-20">{m['editorial.new']()}</h1>
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
          isDisabled={!clientId || !mayWrite || link !== null}
          busy={create.isPending}
          onPress={() => clientId && create.mutate({ clientId, ...contentOfDraft(draft) })}
        >
          {m['editorial.save-draft']()}
        </Button>
      </header>
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
          dueAt={null}
          linkError={link}
        />
      ) : (
        <p className="px-5 py-6 text-ink-2">{m['editorial.choose-client-says']()}</p>
      )}
    </div>
  )
}
